// Values for the parsers of units, services and execution, beside those that every directive is asked.
const SAMPLES = {};

export function unitSamples(parser, _key) {
  return SAMPLES[parser] ?? [];
}
