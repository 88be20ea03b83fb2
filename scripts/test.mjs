// `npm test [-- --only STAGE[,STAGE...]] [-- --no-e2e]`: every check of the project, cheap ones first. Ends with one line
// for each stage, and as the very last line the number of tests: `N passed, N failed` with `, N skipped` if any were.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cache, root, run } from './process.mjs';

/**
 * Name to what a stage does; it answers `{ passed, failed, skipped }`, the numbers of its tests, and perhaps `reason` for
 * the skipped ones. A stage that is one check and no set of tests counts only when it fails.
 */
const stages = {
  generate: () => check('server/generate/main.mjs', ['--check']),
  lint,
  types: () => check('node_modules/typescript/bin/tsc', ['-b']),
  unit,
  grammar,
  build: () => check('esbuild.mjs', ['--production', '--e2e']),
  'e2e-node': () => e2e('node'),
  'e2e-browser': () => e2e('browser'),
};

/** Runs a script under this Node. */
function script(path, args, options) {
  return run(process.execPath, [join(root, path), ...args], options);
}

async function check(path, args) {
  const { status } = await script(path, args);
  return { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}

async function lint() {
  const style = await check('node_modules/@biomejs/biome/bin/biome', ['check', '.']);
  const imports = await check('scripts/lint-imports.mjs', []);
  return sum([style, imports]);
}

/** All that vitest runs: unit, golden and protocol tests, and those that need an image of a system. */
async function unit() {
  const report = join(cache, 'vitest.json');
  await mkdir(cache, { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = await script('node_modules/vitest/vitest.mjs', ['run', ...reporters]);
  const numbers = await readFile(report, 'utf8').then(JSON.parse, () => ({}));
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = numbers;
  // A file that cannot be loaded is a failure without a failed test.
  const failed = numFailedTests || (status === 0 ? 0 : 1);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

/** One test is one file with the scopes that its lines must have. */
async function grammar() {
  const files = (await readdir(join(root, 'test/grammar'), { recursive: true }))
    .filter((file) => /\.test\.[a-z]+$/.test(file))
    .map((file) => join('test/grammar', file));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const { status, output } = await script('node_modules/vscode-tmgrammar-test/dist/unit.js', files);
  const passed = output.match(/^✓ /gm)?.length ?? 0;
  const failed = files.length - passed;
  return { passed, failed: failed || (status === 0 ? 0 : 1), skipped: 0 };
}

async function e2e(host) {
  const { runSuites } = await import('./e2e.mjs');
  return runSuites(host);
}

function sum(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) for (const key of Object.keys(total)) total[key] += result[key];
  return total;
}

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function chosenStages() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, 'no-e2e': { type: 'boolean', default: false } },
  });
  const only = values.only?.split(',');
  const unknown = only?.find(
    (each) => !Object.keys(stages).some((name) => name.split('-')[0] === each || name === each),
  );
  if (unknown !== undefined) {
    console.error(`There is no stage "${unknown}"; there are ${Object.keys(stages).join(', ')}.`);
    process.exit(2);
  }
  const isChosen = (name) => (only ? only.some((each) => name === each || name.split('-')[0] === each) : true);
  return Object.keys(stages).filter((name) => isChosen(name) && !(values['no-e2e'] && name.startsWith('e2e')));
}

function summary(name, { result, seconds }) {
  const verdict = result.failed > 0 ? 'FAILED' : result.reason ? 'skipped' : 'ok';
  const numbers = result.passed + result.failed + result.skipped > 0 ? `, ${counts(result)}` : '';
  return `${name}: ${verdict} (${seconds} s)${numbers}${result.reason ? `: ${result.reason}` : ''}`;
}

const results = {};
for (const name of chosenStages()) {
  console.log(`\n--- ${name}`);
  const start = Date.now();
  const needsBuild = name.startsWith('e2e') && results.build?.result.failed > 0;
  const result = needsBuild ? { passed: 0, failed: 1, skipped: 0 } : await stages[name]();
  results[name] = { result, seconds: ((Date.now() - start) / 1000).toFixed(1) };
}
console.log('');
for (const [name, outcome] of Object.entries(results)) console.log(summary(name, outcome));
const total = sum(Object.values(results).map(({ result }) => result));
console.log(`\n${counts(total)}`);
if (total.failed > 0) process.exitCode = 1;
