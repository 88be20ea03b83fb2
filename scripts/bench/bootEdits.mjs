import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { writeBootTree } from './bootTree.mjs';
import { connect } from './client.mjs';
import { row } from './rows.mjs';

const UNITS = 500;
const EDITS = 30;
const WARM = 8;

/**
 * How long it takes from a key that is pressed in a unit of a root with 500 of them until the boot with it is there: through
 * the language server, with the message that tells a view that the boot has changed, on which it asks for it.
 */
export async function measureBootEdits({ stage }) {
  const root = join(stage, 'edited-root');
  const units = join(root, 'usr/lib/systemd/system');
  mkdirSync(join(root, 'etc'), { recursive: true });
  writeFileSync(join(root, 'etc/os-release'), 'ID=bench\n');
  writeBootTree(units, UNITS);
  const child = spawn('node', ['dist/cli.cjs', 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const server = connect(child);
  const rootUri = pathToFileURL(root).href;
  await server.request('initialize', {
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: [{ uri: rootUri, name: 'root' }],
  });
  server.notify('initialized', {});
  const uri = pathToFileURL(join(units, 'bench-9.service')).href;
  const text = readFileSync(join(units, 'bench-9.service'), 'utf8');
  const textDocument = { uri, languageId: 'systemd-unit', version: 1, text };
  server.notify('textDocument/didOpen', { textDocument });
  const boot = () => server.request('bootwright/boot', { root: rootUri, anchor: 'bench.target' });
  await boot();
  const values = [];
  for (let edit = 0; edit < WARM + EDITS; edit++) {
    const told = server.told('bootwright/bootChanged');
    const before = performance.now();
    const contentChanges = [{ text: text.replace('Part 9', `Edit ${edit}`) }];
    server.notify('textDocument/didChange', { textDocument: { uri, version: edit + 2 }, contentChanges });
    await told;
    const { units } = await boot();
    values.push(performance.now() - before);
    const seen = units.find(({ name }) => name === 'bench-9.service')?.description;
    if (!seen?.startsWith(`Edit ${edit} `)) throw new Error(`the boot shows "${seen}" after edit ${edit}`);
  }
  child.kill();
  row('language server: from an edit to the boot with it, 500 units', values.slice(WARM), 'ms');
}
