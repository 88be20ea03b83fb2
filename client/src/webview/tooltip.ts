/** So far from the mouse, and from the edges of the window. In pixels. */
const FROM_MOUSE = 16;
const FROM_EDGE = 8;

/** Puts a tooltip beside the mouse, where it is inside the window. */
export function placeTooltip(tip: HTMLElement, { clientX, clientY }: MouseEvent): void {
  const { offsetWidth, offsetHeight } = tip;
  const right = window.innerWidth - offsetWidth - FROM_EDGE;
  const isBelow = clientY + FROM_MOUSE + offsetHeight < window.innerHeight;
  const top = isBelow ? clientY + FROM_MOUSE : clientY - offsetHeight - FROM_MOUSE;
  tip.style.left = `${Math.max(Math.min(clientX + FROM_MOUSE, right), FROM_EDGE)}px`;
  tip.style.top = `${Math.max(top, FROM_EDGE)}px`;
}
