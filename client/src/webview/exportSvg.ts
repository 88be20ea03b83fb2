/** Properties that a stylesheet sets, and that a picture has to bring along when it stands alone. */
const KEPT = [
  'fill',
  'fill-opacity',
  'paint-order',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
] as const;

/**
 * The text of an SVG file that looks as the picture does now, with the colours of the theme written into it.
 *
 * @param picture must be in the page, so that its styles are known
 * @param title what the file is called by programs that show it
 */
export function svgFile(picture: SVGSVGElement, title: string): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    settle(original, copies[index]!);
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title');
  name.textContent = title;
  copy.prepend(name, ground(picture));
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/** Writes the styles of an element into its copy, and takes away what only the page needs. */
function settle(original: SVGElement, copy: SVGElement): void {
  const style = getComputedStyle(original);
  for (const property of KEPT) {
    const value = style.getPropertyValue(property);
    if (value !== '' && value !== 'auto') copy.setAttribute(property, value);
  }
  for (const { name } of [...copy.attributes]) {
    if (name === 'class' || name === 'tabindex' || name === 'role' || name.startsWith('aria-'))
      copy.removeAttribute(name);
  }
}

/** The background of the editor, behind everything. */
function ground(picture: SVGSVGElement): SVGRectElement {
  const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  rect.setAttribute('width', '100%');
  rect.setAttribute('height', '100%');
  rect.setAttribute('fill', getComputedStyle(picture.ownerDocument.body).backgroundColor);
  return rect;
}
