#!/usr/bin/env node
// Lays the value judges beside systemd itself.
//
//   values.mjs [--version V] [--image DIR] [--parsers unit|resource|all] [--keys A,B] [--parser-names P,Q]
//              [--types service,timer] [--unit-name NAME] [--values 'V1' --values 'V2'] [--record FILE] [--all]
//              [--first-section] [--fuzz N [--seed S]]
//
// Asks `systemd-analyze verify` (of the host, or of the system tree DIR through chroot; needs root then) about every
// sample value of every directive, judges each with the core, and prints the disagreements as JSON lines and a summary.
// --version: what the core is asked; by default the version that answers. --values: only these values.
// --fuzz: N random values for each directive instead, put together from its samples.
// --unit-name: asks in a file of that name and type. --first-section: each directive in one section only.
// --record: writes systemd's answers as golden answers. --all: also prints the values on which both agree.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCore } from './core-bundle.mjs';
import { COMMON, fuzzFor, samplesFor } from './value-samples.mjs';
import { askSystemd, systemdVersion } from './verify-lines.mjs';

const { values: options } = parseArgs({
  options: {
    version: { type: 'string' },
    image: { type: 'string', default: '' },
    parsers: { type: 'string', default: 'all' },
    keys: { type: 'string' },
    'parser-names': { type: 'string' },
    types: { type: 'string' },
    values: { type: 'string', multiple: true },
    record: { type: 'string' },
    all: { type: 'boolean', default: false },
    fuzz: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'unit-name': { type: 'string' },
    'first-section': { type: 'boolean', default: false },
  },
});

const core = await loadCore(`
  export * from './server/src/core/knowledge/directives.ts';
  export * from './server/src/core/knowledge/enums.ts';
  export { judgeValue } from './server/src/core/values/index.ts';
  export { unitJudges } from './server/src/core/values/unit/index.ts';
  export { resourceJudges } from './server/src/core/values/resource/index.ts';
`);
const answering = systemdVersion(options.image);
const version = Number(options.version ?? answering);
const keys = options.keys?.split(',');
const parserNames = options['parser-names']?.split(',');
const nameType = options['unit-name']?.slice(options['unit-name'].lastIndexOf('.') + 1);
const types = nameType ? [nameType] : (options.types?.split(',') ?? core.UNIT_TYPES);

const questions = [];
for (const row of core.allDirectives()) for (const question of questionsOf(row)) questions.push(question);
// LogLevelMax= silences what is told of the unit's later lines.
questions.sort((a, b) => Number(a.key === 'LogLevelMax') - Number(b.key === 'LogLevelMax'));
const answers = askSystemd(questions, options.image, options['unit-name']);
report();

function questionsOf(row) {
  const parser = core.parserAt(row, version).name;
  if (!core.isKnownTo(row, version) || (keys && !keys.includes(row.key))) return [];
  if (parserNames && !parserNames.includes(parser)) return [];
  if (options.parsers === 'unit' && !core.unitJudges[parser]) return [];
  if (options.parsers === 'resource' && core.unitJudges[parser]) return [];
  const places = placesOf(row);
  const known = options.values ?? samplesFor(row, parser, wordsOf(row));
  const samples = options.fuzz ? fuzzFor(known, Number(options.fuzz), Number(options.seed)) : known;
  const chosen = options['first-section'] || options.record ? places.slice(0, 1) : places;
  return chosen.flatMap((place) => inPlace(row, parser, place, samples));
}

/** The unit types whose files may hold the directive; scopes have no files. [Unit] and [Install]: one type is enough. */
function placesOf(row) {
  return row.sections.flatMap((section) => {
    if (section === 'Unit' || section === 'Install') return [{ section, type: nameType ?? 'service' }];
    const type = core.typeOfSection(section);
    return type && type !== 'scope' && types.includes(type) ? [{ section, type }] : [];
  });
}

function wordsOf(row) {
  const name = core.enumOfKind(row.kind);
  const known = name ? core.enumeration(name) : undefined;
  const words = [...(known?.values ?? []), ...Object.keys(known?.aliases ?? {}), ...Object.keys(known?.obsolete ?? {})];
  return [...words.slice(0, 40), ...(known?.specialWords ?? []).filter((word) => typeof word === 'string')];
}

function inPlace(row, parser, { section, type }, samples) {
  let earlier = [];
  return samples.map((value) => {
    const context = {
      version,
      unitType: type,
      unitName: options['unit-name'] ?? `a.${type}`,
      section,
      key: row.key,
      earlier: [...earlier],
    };
    const problems = core.judgeValue(row, value, context);
    const ours = problems.some((p) => p.severity === 'fatal') ? 'fatal' : problems.length ? 'warning' : 'silent';
    if (value === '' && row.empty === 'reset') earlier = [];
    else if (ours !== 'fatal') earlier.push(value);
    return { row, parser, section, type, key: row.key, value, ours, problems };
  });
}

function report() {
  const perParser = new Map();
  for (const [i, question] of questions.entries()) {
    const { verdict, text } = answers[i];
    const agree = verdict === question.ours;
    const count = perParser.get(question.parser) ?? { agree: 0, differ: 0 };
    count[agree ? 'agree' : 'differ']++;
    perParser.set(question.parser, count);
    if (agree && !options.all) continue;
    const { section, key, value, ours, parser } = question;
    const said = question.problems.map((p) => `${p.code}: ${p.message}`).join(' | ');
    console.log(
      JSON.stringify({ agree, parser, name: `${section}.${key}`, value, systemd: verdict, text, ours, said }),
    );
  }
  let agree = 0;
  let differ = 0;
  for (const [parser, count] of [...perParser].sort((a, b) => a[1].differ - b[1].differ)) {
    agree += count.agree;
    differ += count.differ;
    if (count.differ) console.error(`${parser}: ${count.differ} of ${count.agree + count.differ} differ`);
  }
  console.error(`systemd ${answering}, asked as ${version}: ${agree} agree, ${differ} differ`);
  if (options.record) record();
}

/**
 * Golden answers, each a sign: + taken, ! warned, x fatal. For each directive first the signs of the common values, then
 * its own values, each after its sign, in the order asked.
 */
function record() {
  const signs = { silent: '+', warning: '!', fatal: 'x' };
  const directives = {};
  for (const [i, { type, section, key, value }] of questions.entries()) {
    const name = `${type}/${section}.${key}`;
    directives[name] ??= [];
    directives[name].push(signs[answers[i].verdict] + value);
  }
  const rows = Object.entries(directives).map(([name, list]) => {
    const common = list.slice(0, COMMON.length).map((answer) => answer[0]);
    return `${JSON.stringify(name)}:${JSON.stringify([common.join(''), ...list.slice(COMMON.length)])}`;
  });
  const head = { systemd: Number(answering), command: 'systemd-analyze verify --man=no --generators=no FILE' };
  const text = `{"head":${JSON.stringify(head)},\n"common":${JSON.stringify(COMMON)},\n"directives":{\n${rows.join(',\n')}\n}}\n`;
  writeFileSync(options.record, text);
  console.error(`${text.length} bytes`);
}
