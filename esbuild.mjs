// Bundles everything into dist/. Options: --production (minified, no source maps), --watch, --e2e (also the suites that
// run inside VS Code), --cli (the command line tool alone, for tests that start it).
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
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

const bundles = [
  { ...node, entryPoints: ['client/src/node/main.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...browser, entryPoints: ['client/src/browser/main.ts'], outfile: 'dist/extension.browser.js' },
  { ...node, entryPoints: ['server/src/node/main.ts'], outfile: 'dist/server.cjs' },
  { ...browser, entryPoints: ['server/src/browser/main.ts'], outfile: 'dist/server.browser.js', format: 'iife' },
  webviews,
];

const PIECES = 'cli';

/**
 * The command line tool in pieces, each of which is loaded when a command needs it. esbuild splits modules of the new kind
 * only, of which Node takes longer to load many; so each piece is made one of the old kind afterwards.
 *
 * @type {esbuild.BuildOptions}
 */
const cli = {
  ...node,
  format: 'esm',
  splitting: true,
  write: false,
  sourcemap: production ? false : 'inline',
  entryPoints: { cli: 'server/src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: `${PIECES}/[name]-[hash]`,
  plugins: [
    tables,
    { name: 'pieces', setup: (build) => build.onEnd(({ outputFiles = [] }) => writePieces(outputFiles)) },
  ],
};

/** Writes the pieces, and takes away those of earlier builds. */
async function writePieces(files) {
  // After a fault there are none, and the last good ones stay.
  if (files.length === 0) return;
  const supported = { 'dynamic-import': false };
  const options = {
    format: 'cjs',
    supported,
    minify: production,
    charset: 'ascii',
    sourcemap: production ? false : 'inline',
  };
  const pieces = await Promise.all(files.map(({ text }) => esbuild.transform(text, { ...options, target: 'node20' })));
  mkdirSync(`dist/${PIECES}`, { recursive: true });
  const names = new Set(files.map(({ path }) => basename(path)));
  for (const name of readdirSync(`dist/${PIECES}`)) if (!names.has(name)) rmSync(`dist/${PIECES}/${name}`);
  for (const [index, { path }] of files.entries()) {
    const isEntry = dirname(path) === resolve('dist');
    const { code } = pieces[index];
    if (isEntry) writeFileSync('dist/cli.cjs', `#!/usr/bin/env node\n${code}`, { mode: 0o755 });
    else writeFileSync(path, code);
  }
}

// The suites run in both hosts, and hold the host against the one that their bundle is made for.
const suite = { entryPoints: ['test/e2e/index.ts'], external: ['vscode'], minify: false };
const suites = [
  { ...node, ...suite, outfile: 'dist/test/e2e/node/index.js', define: { HOST: '"node"' } },
  { ...browser, ...suite, outfile: 'dist/test/e2e/browser/index.js', define: { HOST: '"browser"' } },
];

const wanted = options.has('--cli') ? [cli] : [...bundles, cli, ...(options.has('--e2e') ? suites : [])];

if (options.has('--watch')) {
  for (const bundle of wanted) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  await Promise.all(wanted.map((bundle) => esbuild.build(bundle)));
}
