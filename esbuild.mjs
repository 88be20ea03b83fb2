// Bundles everything into dist/. Options: --production (minified, no source maps), --watch, --e2e (also the suites that
// run inside VS Code), --cli (the command line tool alone, for tests that start it).
import { chmod } from 'node:fs/promises';
import esbuild from 'esbuild';

const options = new Set(process.argv.slice(2));
const production = options.has('--production');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  charset: 'utf8',
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
  {
    ...node,
    entryPoints: ['server/src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
  webviews,
];

// The suites run in both hosts, and hold the host against the one that their bundle is made for.
const suite = { entryPoints: ['test/e2e/index.ts'], external: ['vscode'], minify: false };
const suites = [
  { ...node, ...suite, outfile: 'dist/test/e2e/node/index.js', define: { HOST: '"node"' } },
  { ...browser, ...suite, outfile: 'dist/test/e2e/browser/index.js', define: { HOST: '"browser"' } },
];

const cli = bundles.filter(({ outfile }) => outfile === 'dist/cli.cjs');
const wanted = options.has('--cli') ? cli : options.has('--e2e') ? [...bundles, ...suites] : bundles;

if (options.has('--watch')) {
  for (const bundle of wanted) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  await Promise.all(wanted.map((bundle) => esbuild.build(bundle)));
  await chmod('dist/cli.cjs', 0o755);
}
