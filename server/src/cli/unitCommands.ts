// Commands about units and their values, loaded together: see run.ts.
export { calendar } from './calendar.ts';
export { cat } from './cat.ts';
export { plan } from './plan.ts';
export { security } from './security.ts';
export { timespan } from './timespan.ts';
