// Checks the direction of dependencies that the layout promises:
//   core <- hosts <- lsp | cli <- mains,  protocol is a leaf,  client imports of the server only protocol.
// Prints each import that goes another way, and ends with status 1 if there is one.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { root } from './process.mjs';

const node = 'Node';
const vscode = 'vscode';
const languageServer = 'vscode-languageserver';
const languageClient = 'vscode-languageclient';

/** Layer (a folder) to what its files may import: other layers, and packages or groups of them. */
const layers = {
  'server/src/core': { layers: [], packages: [] },
  'server/src/protocol': { layers: [], packages: [] },
  'server/src/hosts': { layers: ['server/src/core', 'server/src/protocol'], packages: [node, languageServer] },
  'server/src/lsp': {
    layers: ['server/src/core', 'server/src/protocol', 'server/src/hosts'],
    packages: [languageServer],
  },
  'server/src/cli': {
    layers: ['server/src/core', 'server/src/hosts', 'server/src/node'],
    packages: [node, languageServer],
  },
  'server/src/node': {
    layers: ['server/src/core', 'server/src/protocol', 'server/src/hosts', 'server/src/lsp'],
    packages: [node, languageServer],
  },
  'server/src/browser': {
    layers: ['server/src/core', 'server/src/protocol', 'server/src/hosts', 'server/src/lsp'],
    packages: [languageServer],
  },
  // Folders of another layer stand before it, so that they are the ones that count.
  'client/src/panels': { layers: ['server/src/protocol'], packages: [] },
  'client/src/webview': { layers: ['server/src/protocol', 'client/src/panels'], packages: ['@dagrejs'] },
  'client/src': { layers: ['server/src/protocol', 'client/src/panels'], packages: [vscode, languageClient] },
};

/** Files that belong to no layer: anything may import them, they import nothing. */
const shared = ['server/src/version.ts'];

function sourceFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => slashed(relative(root, join(entry.parentPath ?? entry.path, entry.name))));
}

function slashed(path) {
  return path.split(sep).join('/');
}

/** The specifiers of all imports and re-exports of a file, dynamic and type imports included. */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = text.matchAll(/(?<!['"])(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*['"]([^'"]+)['"]/g);
  return [...found].map(([, specifier]) => specifier);
}

function layerOf(file) {
  return Object.keys(layers).find((layer) => file.startsWith(`${layer}/`));
}

/** What an import is counted as: a layer, a shared file, a group of packages, or the name of the package. */
function targetOf(file, specifier) {
  if (specifier.startsWith('.')) {
    const target = slashed(relative(root, resolve(root, dirname(file), specifier)));
    return shared.includes(target) ? undefined : (layerOf(target) ?? target);
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return node;
  return specifier.split('/')[0];
}

function problemsOf(file) {
  const layer = layerOf(file);
  const { layers: allowedLayers, packages } = layers[layer];
  const allowed = new Set([undefined, layer, ...allowedLayers, ...packages]);
  if (packages.includes(languageServer)) allowed.add('vscode-languageserver-textdocument');
  return importsOf(file)
    .filter((specifier) => !allowed.has(targetOf(file, specifier)))
    .map((specifier) => `${file}: ${layer} must not import "${specifier}"`);
}

const problems = Object.keys(layers).flatMap((layer) => sourceFiles(layer).flatMap(problemsOf));
for (const problem of problems) console.log(problem);
if (problems.length > 0) process.exitCode = 1;
