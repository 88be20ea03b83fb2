// Compares the plans for init scripts with what the real tools do, on random /etc trees:
//   node test/oracle/sysv.mjs IMAGE [--tool insserv|update-rc.d|rc] [--count N] [--from SEED] [--record FILE]
// IMAGE is the root of a Debian system with insserv, update-rc.d, sysv-rc and startpar. Needs root.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCore } from './core-bundle.mjs';
import { runReal } from './sysv-real.mjs';
import { sysvCase } from './sysv-trees.mjs';

const { values, positionals } = parseArgs({
  options: {
    tool: { type: 'string', default: 'insserv' },
    count: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    record: { type: 'string' },
  },
  allowPositionals: true,
});
const [image] = positionals;
if (image === undefined) throw new Error('Name the root of an image.');
const core = await loadCore(`
  export { answerOf } from './test/oracle/sysv-core.ts';
`);
const cases = Array.from({ length: Number(values.count) }, (_, index) =>
  sysvCase(Number(values.from) + index, values.tool),
);
const real = runReal(image, cases);
let wrong = 0;
const recorded = [];
for (const [index, one] of cases.entries()) {
  const seed = Number(values.from) + index;
  const ours = core.answerOf(one.files, one.command);
  const theirs = expected(real[index], one.command);
  recorded.push({ seed, files: one.files, command: one.command, expected: theirs });
  if (same(ours, theirs)) continue;
  wrong++;
  if (wrong > 5) continue;
  show(seed, one.command, theirs, ours, real[index].error);
}
console.log(`${values.tool}: ${cases.length - wrong} of ${cases.length} the same`);
if (values.record) writeFileSync(values.record, `${JSON.stringify({ tool: values.tool, cases: recorded }, null, 1)}\n`);
process.exitCode = wrong === 0 ? 0 : 1;

function expected({ status, links, out }, command) {
  if (command[0] !== '/etc/init.d/rc') return { status: status === 0 ? 0 : 1, links };
  return { ran: out.split('\n').filter((line) => line.startsWith('/etc/')) };
}

function show(seed, command, theirs, ours, said) {
  console.log(
    `seed ${seed}: ${command.join(' ')}\n  theirs ${JSON.stringify(theirs)}\n  ours   ${JSON.stringify(ours)}`,
  );
  console.log(said.trimEnd().replace(/^/gm, '  | '));
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
