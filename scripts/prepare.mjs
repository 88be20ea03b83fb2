// Runs before `npm start`, `npm test` and `npm run build`: installs what package-lock.json names, when that is not there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './process.mjs';

const oldestNode = 20;

/** Does node_modules hold what package-lock.json names? npm keeps a lock file of what it has installed there. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  const wanted = Object.entries(packagesOf('package-lock.json') ?? {}).filter(([path]) => path !== '');
  return wanted.every(([path, { version, optional }]) => optional || installed?.[path]?.version === version);
}

/** Path to package, as a lock file tells it; undefined without a readable lock file. */
function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  console.error(`Bootwright needs Node ${oldestNode} or later; this is ${process.version}.`);
  process.exit(1);
}
if (!isInstalled()) {
  console.log('Installing the packages that package-lock.json names (npm ci)...');
  try {
    await npm(['ci'], root);
  } catch (error) {
    console.error(`${error.message}\nIs the npm registry within reach?`);
    process.exit(1);
  }
}
