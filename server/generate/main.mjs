#!/usr/bin/env node
// Builds the knowledge tables of the core from the tables of facts.
//
//   node server/generate/main.mjs [--facts DIR] [--check]
//
// --facts  the folder that holds systemd/directives.json and its neighbours (default: ../shared/facts beside the checkout)
// --check  write nothing; exit 1 when a committed table differs from what the facts give
//
// The tables are committed, so that the project builds and tests without the facts.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { directiveTable } from './directives.mjs';
import { ntpTable } from './ntp.mjs';
import { conditionTable, enumTable, specialUnitTable, specifierTable } from './vocabulary.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../src/core/knowledge/generated');
const flag = process.argv.indexOf('--facts');
const facts = join(flag > 0 ? process.argv[flag + 1] : join(here, '../../../shared/facts'), 'systemd');
const check = process.argv.includes('--check');

if (!existsSync(facts)) {
  console.log(`generate: no facts at hand, the committed tables stand as they are`);
  process.exit(0);
}
const read = (name) => JSON.parse(readFileSync(join(facts, name), 'utf8'));
const history = JSON.parse(readFileSync(join(here, 'parser-history.json'), 'utf8'));
const directives = read('directives.json').filter((row) => row.family === 'unit');
const enums = read('enums.json');

const tables = {
  'directives.json': directiveTable(directives, history),
  'enums.json': enumTable(enums, directives),
  'conditions.json': conditionTable(read('conditions.json')),
  'specifiers.json': specifierTable(read('specifiers.json')),
  'special-units.json': specialUnitTable(read('special-units.json')),
  'ntp.json': ntpTable(JSON.parse(readFileSync(join(facts, '../ntp/keywords.json'), 'utf8'))),
};

let drift = 0;
for (const [name, rows] of Object.entries(tables)) {
  const path = join(target, name);
  const text = `${print(rows)}\n`;
  if (!check) {
    writeFileSync(path, text);
    console.log(`generate: ${name} ${text.length} bytes`);
  } else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    drift++;
    console.error(`generate: ${name} differs from the facts; run npm run generate`);
  }
}
process.exit(drift ? 1 : 0);

/** One row per line: small differences between versions of a table stay readable. */
function print(value) {
  if (Array.isArray(value)) return `[\n${value.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
  const rows = Object.entries(value).map(([key, row]) => `${JSON.stringify(key)}:${JSON.stringify(row)}`);
  return `{\n${rows.join(',\n')}\n}`;
}
