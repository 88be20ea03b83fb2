// `npm run package [-- FILE]`: builds for production and packs bootwright-VERSION.vsix, or FILE. Fails when it is larger
// than promised.
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { mustRun, root } from './process.mjs';

const sizeLimit = 1_500_000;

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const vsix = resolve(process.argv[2] ?? join(root, `bootwright-${version}.vsix`));
await mkdir(dirname(vsix), { recursive: true });
await mustRun(process.execPath, ['esbuild.mjs', '--production']);
// Everything is bundled, so that there are no dependencies to look for.
await createVSIX({
  cwd: root,
  packagePath: vsix,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = await stat(vsix);
console.log(`${vsix}: ${size.toLocaleString('en')} bytes, at most ${sizeLimit.toLocaleString('en')}`);
if (size > sizeLimit) {
  console.error('The .vsix is too large.');
  process.exitCode = 1;
}
