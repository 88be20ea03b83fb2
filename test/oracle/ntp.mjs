#!/usr/bin/env node
// Compares what we say of random ntp.conf files, and of those in installed packages, with what NTPsec's ntpd says.
//
//   ntp.mjs --image ROOT [--dialect ntpsec|ntpsec-1.2.2] [--files N] [--lines N] [--seed S] [--record FILE] [--show N] [FILE...]
//
// ROOT is a system with that ntpd, in which it is run (chroot, own mount and network namespace; needs root).
// Each line is judged: has it a syntax error, and what else does the daemon say of the file? --record keeps the answers,
// for test/golden/ntp/.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCore } from './core-bundle.mjs';
import { askDaemon, diedReading, kindsIn, refusedLines, versionIn } from './ntp-daemon.mjs';
import { randomLine } from './ntp-random.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    ['image', 'dialect', 'files', 'lines', 'seed', 'record', 'show'].map((name) => [name, { type: 'string' }]),
  ),
});
const dialect = values.dialect ?? 'ntpsec';
const count = Number(values.files ?? 500);
const perFile = Number(values.lines ?? 12);
const seed = Number(values.seed ?? 1);
const { ntpVerdicts } = await loadCore(`export { ntpVerdicts } from './server/src/core/kinds/ntp/verdicts.ts';`);

// The parser is quiet for three tokens after an error: two empty lines let it speak again.
const spaced = (lines) => `${lines.join('\n\n\n')}\n`;
const random = Array.from({ length: count }, (_, file) =>
  spaced(Array.from({ length: perFile }, (_, line) => randomLine(seed * 1_000_003 + file * 1000 + line))),
);
// Templates of cloud-init are filled in.
const filled = (text) => text.replace(/^\{%.*$/gm, '').replace(/\{\{\w+\}\}/g, 'time.example');
const given = positionals.map((path) => spaced(filled(readFileSync(path, 'utf8')).split('\n')));
const texts = [...given, ...random];
const answers = [];
for (let from = 0; from < texts.length; from += 50)
  answers.push(...askDaemon(values.image, texts.slice(from, from + 50)));

let lines = 0;
let wrong = 0;
const recorded = [];
for (const [i, text] of texts.entries()) {
  const said = answers[i];
  const ours = ntpVerdicts(text, dialect);
  const theirs = {
    refused: [...refusedLines(said)].sort((a, b) => a - b),
    dies: diedReading(said),
    says: kindsIn(said),
  };
  lines += text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).length;
  const same = JSON.stringify(ours) === JSON.stringify(theirs);
  // The texts of packages are their authors'; only what was made up here is kept.
  if (same && i >= given.length) recorded.push({ text, ...theirs });
  if (same) continue;
  if (wrong++ < Number(values.show ?? 10)) report(text, ours, theirs, said);
}
console.log(`${dialect} (${versionIn(answers[0])}): ${texts.length} files, ${lines} lines, ${wrong} files differ`);
if (values.record) {
  const command = 'ntpd -n -c FILE -u nosuchuser';
  const head = JSON.stringify({ program: versionIn(answers[0]), command, dialect }).slice(0, -1);
  writeFileSync(values.record, `${head},"files":[\n${recorded.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`);
}
process.exitCode = wrong > 0 ? 1 : 0;

function report(text, ours, theirs, said) {
  const all = text.split('\n');
  const quote = (numbers) => numbers.map((n) => `${n}: ${JSON.stringify(all[n - 1])}`).join(' | ');
  console.log(`they alone refuse ${quote(theirs.refused.filter((n) => !ours.refused.includes(n)))}`);
  console.log(`we alone refuse   ${quote(ours.refused.filter((n) => !theirs.refused.includes(n)))}`);
  if (ours.dies !== theirs.dies)
    console.log(`dies: they ${theirs.dies}, we ${ours.dies}: ${said.slice(-4).join(' / ')}`);
  if (JSON.stringify(ours.says) !== JSON.stringify(theirs.says)) {
    console.log(`they say ${JSON.stringify(theirs.says)}\nwe say   ${JSON.stringify(ours.says)}`);
    if (values.show)
      console.log(
        text.replaceAll('\n\n\n', '\n'),
        said.filter((one) => one.startsWith('CONFIG: ')),
      );
  }
}
