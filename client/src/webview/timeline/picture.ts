import { counted, timeInWords } from '../../panels/words.ts';
import { svg } from '../elements.ts';
import { svgFile } from '../exportSvg.ts';
import { AXIS, axis, bands, bar, NAMES, name, ROW, waitingLines } from './draw.ts';
import type { Rows } from './rows.ts';
import type { Scale } from './scale.ts';

/** The height of the line above the picture. */
const HEADING = 40;

/** The whole timeline as an SVG file, however much of it is on the screen. */
export function timelineFile(rows: Rows, scale: Scale, page: HTMLElement): string {
  const height = rows.all.length * ROW;
  const picture = svg('svg', {
    class: 'picture',
    width: NAMES + scale.width,
    height: HEADING + AXIS + height + 8,
    viewBox: `0 0 ${NAMES + scale.width} ${HEADING + AXIS + height + 8}`,
  });
  const chart = (x: number, y: number, ...parts: SVGElement[]) =>
    picture.append(svg('g', { transform: `translate(${x} ${y})` }, ...parts));
  chart(14, 0, svg('text', { class: 'title', y: HEADING / 2 + 5 }, titleOf(rows)));
  chart(NAMES, HEADING, axis(rows, scale));
  chart(NAMES, HEADING + AXIS, bands(rows, scale, height), waitingLines(rows, scale));
  chart(NAMES, HEADING + AXIS, ...rows.all.map((row, index) => bar(row, index, scale, rows.critical.has(index))));
  chart(0, HEADING + AXIS, ...rows.all.map((row, index) => name(row, index, rows.critical.has(index))));
  page.append(picture);
  try {
    return svgFile(picture, titleOf(rows));
  } finally {
    picture.remove();
  }
}

export function titleOf({ boot, all, span }: Rows): string {
  return `${boot.anchor}, systemd ${boot.systemdVersion}: ${counted(all.length, 'unit')} in ${timeInWords(span)}`;
}
