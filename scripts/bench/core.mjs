import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';

/** Bundles what a text exports, paths from the top of the project, and gives the module. */
export async function loadCore({ top, stage }, name, contents) {
  const outfile = join(stage, `${name}.mjs`);
  const stdin = { contents, resolveDir: top };
  await esbuild.build({ stdin, bundle: true, outfile, format: 'esm', logLevel: 'error' });
  return import(pathToFileURL(outfile).href);
}
