// Random unit trees, booted by a real systemd and in the simulation: the same units are active after the boot and after
// commands, and none became active before one that its job waited for.
//   node test/oracle/live-trees.mjs IMAGE VERSION [COUNT [SEED [FILE]]]
// With FILE, trees and the answers of systemd are kept there. Needs root, see live.mjs.
import { writeFileSync } from 'node:fs';
import { live } from './live.mjs';
import { liveImage, simulated } from './live-core.mjs';
import { randomLiveTree } from './live-random-tree.mjs';
import { randomFrom } from './mutations.mjs';

/** Where systemd's own answer varies, any of so many is good. */
const TRIES = 12;
/** So often the same other answer, and it does not vary. */
const SAME = 4;
const TARGET = 'multi-user.target';
const MOST_INCIDENTS = 1500;

const [folder, versionText, count = '100', first = '1', keep] = process.argv.slice(2);
const version = Number(versionText);
const COMMAND = `node test/oracle/live-trees.mjs IMAGE ${version} ${count} ${first}`;
const image = await liveImage(folder, version);
let equal = 0;
let ordered = 0;
const differing = [];
const kept = [];
let restless = 0;
for (let seed = Number(first); equal + differing.length < Number(count); seed++) {
  const tree = randomLiveTree(randomFrom(seed));
  if (isRestless(tree)) {
    restless++;
    continue;
  }
  const result = await compare(tree);
  process.stderr.write(`${seed} `);
  if (result.difference === undefined) equal++;
  else differing.push(seed);
  if (result.late.length === 0) ordered++;
  if (result.difference !== undefined || result.late.length > 0) {
    console.log(`seed ${seed}: ${result.difference ?? ''} ${result.late.join('; ')}`);
  }
  if (result.active && !result.chosen) {
    const among = (active) => active.filter((unit) => tree.units.includes(unit));
    kept.push({ seed, files: tree.files, commands: tree.commands, active: result.active.map(among) });
    if (keep)
      writeFileSync(keep, `${JSON.stringify({ systemd: version, command: COMMAND, trees: kept }, undefined, 1)}\n`);
  }
}
console.log(
  `${version}: ${equal} of ${count} trees equal, ${ordered} in the order of their jobs; differing: ${differing.join(' ') || 'none'}; ${restless} left out, as they never come to rest`,
);
process.exitCode = equal === Number(count) && ordered === Number(count) ? 0 : 1;

/** Units that start and stop each other for ever, so that nothing is to be compared. */
function isRestless({ files, commands }) {
  const { running } = simulated(image, { ...image.files, ...files }, TARGET, commands);
  return running.incidents.length > MOST_INCIDENTS || running.outcomes.some(({ result }) => result === undefined);
}

/** Asks systemd until it gives the simulation's answer, at most so many times. */
async function compare({ files, commands }) {
  const laid = { ...image.files, ...files };
  const mine = simulated(image, laid, TARGET, commands);
  // Of what is started more than once only the last time is known.
  const installed = mine.boot.filter(({ what, to }) => what === 'job' && to === 'installed').map(({ unit }) => unit);
  const once = (unit) => installed.indexOf(unit.id) === installed.lastIndexOf(unit.id);
  // A job that fails for a dependency while its unit is starting already is waited for no longer than that.
  const done = new Set(mine.boot.filter(({ what, to }) => what === 'job' && to === 'done').map(({ unit }) => unit));
  const started = mine.running.boot.jobs
    .filter(({ type, unit }) => type === 'start' && once(unit) && done.has(unit.id))
    .map(({ unit }) => unit);
  const show = `systemctl show -p Id -p ActiveEnterTimestampMonotonic ${started.map(({ id }) => `'${id}'`).join(' ')}`;
  let difference;
  let late = [];
  const seen = [];
  // Which jobs give way is a choice that may change, so such a tree is not worth keeping.
  const chosen = mine.running.boot.dropped.some(({ reason }) => reason === 'cycle' || reason === 'conflict');
  for (let n = 0; n < TRIES; n++) {
    const real = await live(image.folder, { files: laid, target: TARGET, commands, afterBoot: [show] }).catch(
      (error) => error,
    );
    if (real instanceof Error) {
      difference = real.message;
      continue;
    }
    late = tooEarly(started, real.afterBoot[0]);
    difference = differenceOf(mine.active, real.active, commands);
    seen.push(difference);
    if (seen.length >= SAME && new Set(seen).size === 1 && difference !== undefined) break;
    if (difference === undefined && late.length === 0) return { difference, late, chosen, active: real.active };
  }
  return { difference, late };
}

/** Units of the boot that became active before one that their job had to wait for. */
function tooEarly(started, shown) {
  const times = new Map();
  for (const block of shown.split('\n\n')) {
    const id = /^Id=(.*)$/m.exec(block)?.[1];
    const at = Number(/^ActiveEnterTimestampMonotonic=(.*)$/m.exec(block)?.[1] ?? 0);
    if (id && at > 0) times.set(id, at);
  }
  const among = new Set(started);
  return started.flatMap((unit) =>
    [...(unit.dependencies.get('After')?.keys() ?? [])]
      .filter((before) => among.has(before) && times.get(before.id) > (times.get(unit.id) ?? Number.POSITIVE_INFINITY))
      .map((before) => `${unit.id} was up before ${before.id}`),
  );
}

/** Where the two part first; undefined when they do not. */
function differenceOf(simulatedActive, realActive, commands) {
  for (const [index, real] of realActive.entries()) {
    const mine = simulatedActive[index];
    const missing = real.filter((unit) => !mine.includes(unit));
    const extra = mine.filter((unit) => !real.includes(unit));
    if (missing.length === 0 && extra.length === 0) continue;
    const after = index === 0 ? 'boot' : commands.slice(0, index).join(', ');
    return `after ${after}: only systemd has ${missing.join(' ') || 'nothing'}, only the simulation ${extra.join(' ') || 'nothing'}`;
  }
  return undefined;
}
