#!/usr/bin/env node
// Records on which lines of mutated unit files `systemd-analyze verify` complains.
//
//   record-cases.mjs [--image DIR] [--count N] [--seed S]
//
// --image  a system tree with its own systemd, which answers by chroot; without it the host's systemd does
// --count  how many cases (default 600)
//
// Takes the unit files of test/fixtures/units and examples/server, breaks one line of each case in one of the ways of
// mutations.mjs and writes test/golden/verify-cases-VERSION.json: the text of each case (as base64 where it is not
// UTF-8), what was done to it, and the numbers of the lines that systemd names. Needs root for --image.
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breakLine, randomFrom } from './mutations.mjs';
import { systemdVersion, VERIFY_OPTIONS, verify } from './systemdAnalyze.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const image = option('--image', '');
const count = Number(option('--count', '600'));
const random = randomFrom(Number(option('--seed', '7')));

const SUFFIX = /\.(service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$/;
const SOURCES = [
  '../fixtures/units',
  '../../examples/server/etc/systemd/system',
  '../../examples/server/usr/lib/systemd/system',
];
/** Values that are read differently from machine to machine: their specifiers need a machine ID, a mounted /proc, ... */
const OF_THE_MACHINE = /%[abBmHlMoqvwWA]|^Personality=/m;

const sources = SOURCES.flatMap((folder) => unitsIn(fileURLToPath(new URL(folder, import.meta.url))));
const version = systemdVersion(image);
if (version === undefined) throw new Error('systemd-analyze does not run here');

const seen = new Set();
const cases = [];
while (cases.length < count) {
  const source = sources[Math.floor(random() * sources.length)];
  const name = basename(source);
  const { text, how, line } = breakLine(readFileSync(source, 'utf8'), random);
  if (seen.has(name + text) || OF_THE_MACHINE.test(text)) continue;
  seen.add(name + text);
  const bytes = Buffer.from(text, 'latin1');
  cases.push({ name, how, line, ...content(bytes), lines: linesOf(name, bytes) });
}

const target = new URL(`../golden/verify-cases-${version}.json`, import.meta.url);
const head = { command: `systemd-analyze ${VERIFY_OPTIONS.join(' ')} FILE`, systemd: version };
const rows = cases.map((one) => `  ${JSON.stringify(one)}`).join(',\n');
writeFileSync(target, `${JSON.stringify(head).slice(0, -1)},\n "cases": [\n${rows}\n]}\n`);
const complaints = cases.reduce((sum, { lines }) => sum + lines.length, 0);
console.log(`systemd ${version}: ${cases.length} cases, ${complaints} lines with a complaint`);

/** Regular unit files of a folder; a mutation of an empty or huge one teaches nothing. */
function unitsIn(folder) {
  return readdirSync(folder)
    .filter((name) => SUFFIX.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile() && lstatSync(path).size > 0 && lstatSync(path).size < 10_000)
    .filter((path) => isUtf8(readFileSync(path)));
}

function isUtf8(bytes) {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}

function content(bytes) {
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { base64: bytes.toString('base64') };
}

function linesOf(name, bytes) {
  const { messages } = verify({ [name]: bytes }, [name], image);
  return [...new Set(messages.flatMap(({ line }) => (line === undefined ? [] : [line])))].sort((a, b) => a - b);
}
