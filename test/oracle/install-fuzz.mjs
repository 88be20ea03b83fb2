#!/usr/bin/env node
// Compares `bootwright plan` with the real systemctl --root on random roots, step by step.
//
//   install-fuzz.mjs [--image DIR] [--trees N] [--seed S] [--record FILE] [--cases N] [--show N] [--whole DIR]
//
// --image    a system tree with its own systemctl, which answers by chroot; without it the host's does
// --trees    how many random roots (default 1000), each with one to four verbs
// --record   writes cases to a file of golden data: the root, the steps, and what came out
// --cases    how many of them (default 200)
// --show     how many differences are printed in full (default 5)
// --whole    instead of random roots, compares list-unit-files and is-enabled on that root (a path as systemctl sees it,
//            so with --image inside the image)
//
// Compared after each step: exit status, all links, folders and files, and in which order links were made and removed; for list-unit-files, is-enabled and get-default
// what was printed. Needs root. Exit 1 when something differs.
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, hostname, release } from 'node:os';
import { loadPlanner } from './install-planner.mjs';
import { realSystemctl, wordsOf } from './install-real.mjs';
import { randomStep, randomTree } from './install-trees.mjs';
import { randomFrom } from './mutations.mjs';

const argv = process.argv.slice(2);
const option = (name, fallback) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : fallback);
const image = option('--image', '');
const trees = Number(option('--trees', '1000'));
const seed = Number(option('--seed', '1'));
const record = option('--record', '');
const cases = Number(option('--cases', '200'));
const show = Number(option('--show', '5'));
const whole = option('--whole', '');

const { planInstall, loadRootTreeSync, walkTree } = await loadPlanner();
const real = realSystemctl(image);
const version = await real.version();
const facts = {
  architecture: { x64: 'x86-64', arm64: 'arm64' }[arch()],
  bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replaceAll('-', '').trim(),
  hostname: hostname(),
  kernel: release(),
};
const TIMED_OUT = 124;
const ANSWERS = ['list-unit-files', 'is-enabled', 'get-default'];

try {
  process.exitCode = (await (whole ? compareWhole() : compareTrees())) > 0 ? 1 : 0;
} finally {
  real.close();
}

async function compareTrees() {
  const random = randomFrom(seed);
  const golden = [];
  const counts = { steps: 0, different: 0, waited: 0 };
  for (let number = 0; number < trees; number++) {
    const start = randomTree(random);
    const outcome = { tree: start, steps: [] };
    let entries = start;
    for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
      const step = randomStep(random, entries);
      const answer = await real.ask(entries, step);
      if (answer.status === TIMED_OUT && entries.some(([, kind]) => kind === 'p')) {
        // systemctl waits for someone to write to a FIFO; there is no answer to compare.
        counts.waited++;
        break;
      }
      real.write(entries);
      const plan = planInstall(
        loadRootTreeSync(real.tree, { also: step.args.filter((word) => word.startsWith('/')) }),
        step.verb,
        step.args,
        optionsOf(step),
      );
      counts.steps++;
      const differences = compare(step, entries, answer, plan);
      outcome.steps.push(recorded(step, answer));
      if (differences.length > 0) {
        if (counts.different++ < show) report(number, entries, step, answer, plan, differences);
        outcome.bad = true;
      }
      entries = answer.after;
    }
    if (!outcome.bad && golden.length < cases && isPortable(outcome)) {
      const compacted = compact(outcome);
      if (compacted.steps.some(({ links }) => Object.keys(links).length > 0)) golden.push(compacted);
    }
  }
  console.log(
    `systemd ${version}: ${trees} trees, ${counts.steps} steps, ${counts.different} different; ${counts.waited} never ended`,
  );
  if (record) writeGolden(golden);
  return counts.different;
}

function optionsOf({ runtime = false, force = false, presetMode = 'full', global = false }) {
  return {
    version,
    runtime,
    force,
    presetMode,
    scope: global ? 'global' : 'system',
    facts,
    workingDirectory: image ? '/' : process.cwd(),
  };
}

function compare({ verb }, before, answer, plan) {
  const differences = [];
  if (answer.status !== plan.exitStatus) differences.push(`exit status ${answer.status}, planned ${plan.exitStatus}`);
  const after = new Set(answer.after.map(lineOf));
  const unseen = new Set(
    before
      .map(lineOf)
      .filter((line) => !/^. \/(?:etc|run|usr|lib)\/.*systemd\/(?:system|user|generator|transient)[^-/]*\//.test(line)),
  );
  const planned = new Set();
  for (const [path, node] of walkTree(plan.tree)) {
    if (path !== '/')
      planned.add(lineOf([path, node.type === 'symlink' ? 'l' : node.type === 'directory' ? 'd' : 'f', node.target]));
  }
  for (const line of after) if (!planned.has(line) && !unseen.has(line)) differences.push(`not planned: ${line}`);
  for (const line of planned) if (!after.has(line)) differences.push(`only planned: ${line}`);
  // 252 tells what it finds behind a link out of the root, though it removes but the link.
  const links = before
    .filter(([, kind, text]) => kind === 'l' && text.startsWith('/'))
    .map(([path]) => `Removed ${path}/`);
  const told = toldChanges(answer.messages).filter((line) => !links.some((start) => line.startsWith(start)));
  const order = plan.messages.map(({ text }) => text).filter((text) => /^(?:Created symlink|Removed) /.test(text));
  if (told.join('\n') !== order.join('\n'))
    differences.push(`told:\n${told.join('\n')}\nplanned:\n${order.join('\n')}`);
  if (ANSWERS.includes(verb)) {
    const printed = answer.output.replace(/\n$/, '');
    if (printed !== plan.output.join('\n'))
      differences.push(`printed:\n${printed}\nplanned:\n${plan.output.join('\n')}`);
  }
  return differences;
}

/** The links that systemctl says it made and removed, in its order, in the planner's words. */
function toldChanges(messages) {
  const inside = (path) => path.replace(/^.*?\/tree(?=\/)/, '');
  return messages.split('\n').flatMap((line) => {
    const made = /^Created symlink '?(.*?)'? → '?(.*?)'?\.$/.exec(line);
    if (made) return [`Created symlink ${inside(made[1])} -> ${made[2]}.`];
    const gone = /^Removed ['"](.*)['"]\.$/.exec(line);
    return gone ? [`Removed ${inside(gone[1])}.`] : [];
  });
}

function lineOf([path, kind, text]) {
  return kind === 'l' ? `l ${path} -> ${text}` : `${kind === 'd' ? 'd' : 'f'} ${path}`;
}

function report(number, entries, step, answer, plan, differences) {
  console.log(`--- tree ${number}: ${wordsOf(step).join(' ')}`);
  for (const [path, kind, text] of entries)
    console.log(`  ${kind} ${path}${kind === 'd' ? '' : ` ${JSON.stringify(text)}`}`);
  console.log(
    `${answer.messages.trim()}\n= planned\n${plan.messages.map(({ level, text }) => `${level}: ${text}`).join('\n')}`,
  );
  console.log(`${differences.join('\n')}\n`);
}

/** Whether the answers are the same on every machine: nothing is said of its name, kernel or current folder. */
function isPortable({ tree, steps }) {
  if (tree.some(([, , text]) => /%[abHlqv]/.test(text ?? ''))) return false;
  return steps.every(({ args }) => args.every((word) => word.startsWith('/') || !word.includes('/')));
}

function recorded(step, { status, output, after }) {
  const links = Object.fromEntries(after.filter(([, kind]) => kind === 'l').map(([path, , target]) => [path, target]));
  return {
    ...step,
    status,
    links,
    ...(ANSWERS.includes(step.verb) ? { output: output.replace(/\n$/, '').split('\n') } : {}),
  };
}

function writeGolden(golden) {
  const command = `install-fuzz.mjs${image ? ' --image (an image of that version)' : ''} --trees ${trees} --seed ${seed} --cases ${cases}`;
  const text = { version, command, cases: golden };
  writeFileSync(record, `${JSON.stringify(text).replaceAll('{"tree":', '\n{"tree":')}\n`);
}

/** Folders go without saying unless they are empty; links are written down only where a step changed them. */
function compact({ tree, steps }) {
  const folders = new Set(tree.map(([path]) => path.slice(0, path.lastIndexOf('/'))));
  let before = Object.fromEntries(tree.filter(([, kind]) => kind === 'l').map(([path, , target]) => [path, target]));
  return {
    tree: tree.filter(([path, kind]) => kind !== 'd' || !folders.has(path)),
    steps: steps.map(({ links, ...step }) => {
      const changed = {};
      for (const path of Object.keys(before)) if (!(path in links)) changed[path] = null;
      for (const [path, target] of Object.entries(links)) if (before[path] !== target) changed[path] = target;
      before = links;
      return { ...step, links: changed };
    }),
  };
}

async function compareWhole() {
  const tree = loadRootTreeSync(image + whole);
  const rootIsMachine = whole === '/';
  const plan = (verb, args) => planInstall(tree, verb, args, { version, facts, rootIsMachine });
  const listed = await real.askAt(whole, ['list-unit-files']);
  const ours = plan('list-unit-files', []);
  let different = 0;
  const differ = (what, theirs, planned) => {
    if (theirs === planned) return;
    different++;
    console.log(`${what}:\n${theirs}\nplanned:\n${planned}`);
  };
  const theirLines = listed.output.replace(/\n$/, '').split('\n');
  for (const [index, line] of theirLines.entries()) differ(`line ${index + 1}`, line, ours.output[index]);
  differ('lines', theirLines.length, ours.output.length);
  const names = theirLines.slice(1, -2).map((line) => line.split(' ')[0]);
  for (const name of names) {
    const answer = await real.askAt(whole, ['is-enabled', name]);
    const planned = plan('is-enabled', [name]);
    differ(
      `is-enabled ${name}`,
      `${answer.output.trim()} ${answer.status}`,
      `${planned.output.join('\n')} ${planned.exitStatus}`,
    );
  }
  console.log(`systemd ${version}: ${whole} of ${image || 'the host'}: ${names.length} units, ${different} different`);
  return different;
}
