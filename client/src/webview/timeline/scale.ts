/** Times to places: microseconds to pixels. */
export interface Scale {
  /** The width of the whole boot. */
  readonly width: number;
  x(time: number): number;
}

/** Pixels at either end, so that the first and the last bar do not stick to the edge. */
const MARGIN = 10;
/** So far apart are the ticks of the axis, at least. */
const TICK_DISTANCE = 84;

/** A scale on which `span` microseconds are as wide as given. */
export function scaleTo(span: number, width: number): Scale {
  const factor = (width - 2 * MARGIN) / Math.max(span, 1);
  return { width, x: (time) => MARGIN + time * factor };
}

/** Round times that are far enough apart to be written down, from 0 on. */
export function ticks(span: number, { x }: Scale): number[] {
  const perPixel = 1 / (x(1) - x(0));
  const step = roundedUp(perPixel * TICK_DISTANCE);
  const count = Math.floor(span / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The next of 1, 2, 5, 10, 20... */
function roundedUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= value) ?? 10 * power;
}
