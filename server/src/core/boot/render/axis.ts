/** How far apart marks may be, as shares of a power of ten. */
const STEPS = [1, 2, 5, 10];

/** Marks for an axis from nothing to `until` at even, round distances: about ten of them. */
export function axisTicks(until: number): number[] {
  const rough = until / 10;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((share) => share * power >= rough)!;
  const ticks: number[] = [];
  for (let at = 0; at <= until; at += step) ticks.push(at);
  return ticks;
}
