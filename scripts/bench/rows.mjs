import { performance } from 'node:perf_hooks';

/** How long a piece of work takes, in milliseconds, so many times after it has been done some times unmeasured. */
export function times(n, work, warm = 20) {
  for (let i = 0; i < warm; i++) work();
  return Array.from({ length: n }, () => {
    const before = performance.now();
    work();
    return performance.now() - before;
  });
}

/** Prints the median of some values, and what nineteen of twenty stay below. */
export function row(name, values, unit) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(2);
  const spread = sorted.length > 1 ? `  p95 ${at(0.95).padStart(9)} ${unit}` : '';
  console.log(`${name.padEnd(66)} median ${at(0.5).padStart(9)} ${unit}${spread}`);
}
