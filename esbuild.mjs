// Bundles everything into dist/. Options: --production (minified, no source maps), --watch, --e2e (also the suites that
// run inside VS Code), --cli (the command line tool alone, for tests that start it).
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import esbuild from 'esbuild';

const options = new Set(process.argv.slice(2));
const production = options.has('--production');

/**
 * Tables of facts and texts go in as text that is parsed when it is wanted, which takes V8 half the time of code that says
 * the same.
 *
 * @type {esbuild.Plugin}
 */
const tables = {
  name: 'tables',
  setup: (build) =>
    build.onLoad({ filter: /[\\/]knowledge[\\/].*\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    }),
};

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  plugins: [tables],
  // A single character beyond Latin-1 would make V8 keep the whole bundle in two bytes for each.
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  minify: production,
  sourcemap: !production,
  sourcesContent: false,
  target: 'es2022',
};

/** @type {esbuild.BuildOptions} CommonJS for Node: what VS Code's extension host and `require` take. */
const node = { ...common, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], target: 'node20' };

/** @type {esbuild.BuildOptions} For the web worker that VS Code runs extensions in. */
const browser = { ...common, platform: 'browser', format: 'cjs', external: ['vscode'] };

/** @type {esbuild.BuildOptions} The pages of the panels: each its own script and style, and nothing for the rest. */
const webviews = {
  ...common,
  platform: 'browser',
  format: 'iife',
  entryPoints: ['timeline', 'graph', 'runlevels'].flatMap((name) => [
    `client/src/webview/${name}.ts`,
    `client/src/webview/${name}.css`,
  ]),
  outdir: 'dist/webview',
};

const server = { ...node, entryPoints: ['server/src/node/main.ts'], outfile: 'dist/server.cjs' };

const bundles = [
  { ...node, entryPoints: ['client/src/node/main.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...browser, entryPoints: ['client/src/browser/main.ts'], outfile: 'dist/extension.browser.js' },
  server,
  { ...browser, entryPoints: ['server/src/browser/main.ts'], outfile: 'dist/server.browser.js', format: 'iife' },
  webviews,
];

const EXAMPLE = ['--root', 'examples/server'];
/** The bundles with the commands, and what is run of them while they are compiled: what they do most. */
const COMMANDS = {
  boot: [['boot', ...EXAMPLE]],
  fileCommands: [
    ['check', 'examples/server'],
    ['cron', ...EXAMPLE],
    ['rc', ...EXAMPLE],
  ],
  unitCommands: [
    ['plan', 'list-unit-files', ...EXAMPLE],
    ['plan', 'enable', 'shop-db.service', ...EXAMPLE],
    ['cat', 'shop-db.service', ...EXAMPLE],
    ['calendar', 'Mon..Fri 8:00'],
    ['timespan', '5min'],
    ['security', 'shop-db.service', ...EXAMPLE],
  ],
};

/**
 * Commands stand in bundles of their own, which are loaded when they are asked for. Nothing is shared between those, as calls
 * from one bundle into another are slow: the function is looked up by its name for each call.
 *
 * @type {esbuild.Plugin}
 */
const commands = {
  name: 'commands',
  setup: (build) => {
    build.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      if (path === '../node/main.ts') return { path: '../server.cjs', external: true };
      return { path: basename(path, '.ts'), namespace: 'command', pluginData: resolveDir };
    });
    build.onLoad({ filter: /.*/, namespace: 'command' }, ({ path, pluginData: resolveDir }) => ({
      contents: `module.exports = require('./bundle.ts').loadCommands(__dirname, '${path}');`,
      resolveDir,
    }));
  },
};

/** @type {esbuild.BuildOptions} */
const cli = {
  ...node,
  supported: { 'dynamic-import': false },
  sourcemap: production ? false : 'inline',
  plugins: [tables, commands],
};
const tool = [
  { ...cli, entryPoints: ['server/src/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' } },
  ...Object.keys(COMMANDS).map((name) => ({
    ...cli,
    entryPoints: [`server/src/cli/${name}.ts`],
    outfile: `dist/cli/${name}.cjs`,
  })),
];

/** Has the commands compiled by the Node that builds them, which nearly always is the one that will run them. */
async function compileCommands() {
  const tail = 'const [name, lines] = process.argv.slice(2); compileCommands(__dirname, name, JSON.parse(lines));';
  await esbuild.build({
    ...node,
    minify: false,
    entryPoints: ['server/src/cli/bundle.ts'],
    outfile: 'dist/cli/compile.cjs',
    footer: { js: tail },
  });
  for (const [name, lines] of Object.entries(COMMANDS)) {
    execFileSync(process.execPath, ['dist/cli/compile.cjs', name, JSON.stringify(lines)], { stdio: 'inherit' });
  }
  rmSync('dist/cli/compile.cjs');
}

// The suites run in both hosts, and hold the host against the one that their bundle is made for.
const suite = { entryPoints: ['test/e2e/index.ts'], external: ['vscode'], minify: false };
const suites = [
  { ...node, ...suite, outfile: 'dist/test/e2e/node/index.js', define: { HOST: '"node"' } },
  { ...browser, ...suite, outfile: 'dist/test/e2e/browser/index.js', define: { HOST: '"browser"' } },
];

const wanted = options.has('--cli')
  ? [...tool, server]
  : [...bundles, ...tool, ...(options.has('--e2e') ? suites : [])];

// What was compiled of other bundles would be taken for that of these.
rmSync('dist/cli', { recursive: true, force: true });
if (options.has('--watch')) {
  for (const bundle of wanted) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  await Promise.all(wanted.map((bundle) => esbuild.build(bundle)));
  chmodSync('dist/cli.cjs', 0o755);
  if (production) await compileCommands();
}
