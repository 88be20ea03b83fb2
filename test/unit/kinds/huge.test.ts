import { describe, expect, it } from 'vitest';
import { EMPTY_WORKSPACE, type FileKind } from '../../../server/src/core/kinds/kind.ts';
import { kindOf } from '../../../server/src/core/kinds/registry.ts';
import { fileNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';

/** More than the arguments that a call can have, and more than anything may take a square of time for. */
const MANY = 130_000;
const PATIENCE = 120_000;

const times = (text: string) => text.repeat(MANY);
const numbered = (text: (n: number) => string) => Array.from({ length: MANY }, (_, n) => text(n)).join('');

/** Asks a kind of files all that it can be asked. */
function askAll(kind: FileKind, path: string, text: string): number {
  const context = { path, languageId: undefined, systemdVersion: 262, workspace: EMPTY_WORKSPACE };
  const document = kind.parse(text, context);
  const [middle, end] = [Math.floor(text.length / 2), text.length];
  for (const offset of [middle, end]) {
    kind.complete(document, offset, context);
    kind.hover(document, offset, context);
    kind.selection(document, offset);
    kind.folderAt(document, offset);
  }
  kind.symbols(document, context);
  kind.folding(document);
  kind.tokens(document, context);
  kind.links(document, context);
  kind.format(document);
  kind.mentionedPaths(document);
  return kind.diagnose(document, context).length;
}

describe('a huge file is read like any other', () => {
  it.each<[string, string, string, boolean]>([
    ['a unit of lines that mean nothing', 'a.service', times('garbage\n'), true],
    ['many settings', 'a.service', `[Unit]\n${times('After=b.service \n')}`, false],
    ['many empty lines', 'a.service', times('\n'), false],
    ['a list of units', 'a.service', `[Unit]\nAfter=${numbered((n) => `x${n}.service `)}`, false],
    ['a list of bad variables', 'a.service', `[Service]\nEnvironment=${times('A=b c ')}`, true],
    ['a command of bad words', 'a.service', `[Service]\nExecStart=/bin/x ${times('%Q ')}`, true],
    ['many entries', '/etc/crontab', times('* 25 * * * root x\n'), true],
    ['comments and blanks', '/etc/crontab', times('  \n# c\n'), false],
    ['a command of percent signs', '/etc/crontab', `* * * * * root x ${times('%x ')}\n`, true],
    ['jobs of anacron', '/etc/anacrontab', numbered((n) => `1 5 job${n} run\n`), false],
    ['servers', '/etc/ntpsec/ntp.conf', times('server 10.0.0.1 iburst\n'), false],
    ['options of a server', '/etc/ntpsec/ntp.conf', `server x ${times('iburst ')}\n`, false],
    ['lines with one id', '/etc/inittab', times('id:9:initdefault:\n'), true],
  ])(
    '%s',
    (_, path, text, hasFindings) => {
      const found = askAll(kindOf(path)!, path, text);
      if (hasFindings) expect(found).toBeGreaterThan(0);
    },
    PATIENCE,
  );

  it('a unit is loaded with all its lines', () => {
    const text = `[Service]\nExecStart=/bin/x\n${times('Environment=A=b\n')}`;
    const root = openUnitRoot(treeOf([['/etc/systemd/system/a.service', fileNode(text)]]), 262);
    expect(loadUnit(root, 'a.service')?.assignments.length).toBe(MANY + 1);
  });
});
