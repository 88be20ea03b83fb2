import { expect, test } from 'vitest';
import { changeWords } from '../../../../server/src/core/features/plan/changeWords.ts';
import { linkTexts } from '../../../../server/src/core/features/plan/linkTexts.ts';
import { shellLines, shellQuote, systemctlCommand } from '../../../../server/src/core/features/plan/shellLines.ts';
import { listedUnit, unitDetails, unitRows } from '../../../../server/src/core/features/plan/unitList.ts';
import { unitIndex } from '../../../../server/src/core/features/units/unitIndex.ts';
import { type InstallOptions, planInstall, type Verb } from '../../../../server/src/core/install/plan.ts';
import { fileNode, linkNode } from '../../../../server/src/core/tree/node.ts';
import { applyChanges, treeOf } from '../../../../server/src/core/tree/systemTree.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';

const etc = '/etc/systemd/system';
const lib = '/usr/lib/systemd/system';
const version = 257;

const tree = treeOf([
  [`${lib}/multi-user.target`, fileNode('[Unit]\nDescription=Many users\n')],
  [`${lib}/rescue.target`, fileNode('[Unit]\nDescription=Rescue\n')],
  [`${lib}/default.target`, linkNode('multi-user.target')],
  [
    `${lib}/a.service`,
    fileNode('[Unit]\nDescription=A\n[Service]\nExecStart=/a\n[Install]\nWantedBy=multi-user.target\n'),
  ],
  [`${lib}/b.service`, fileNode('[Service]\nExecStart=/b\n[Install]\nAlias=c.service\nRequiredBy=a.service\n')],
  [`${lib}/t@.service`, fileNode('[Unit]\nDescription=T %i\n[Service]\nExecStart=/t\n[Install]\nWantedBy=a.service\n')],
  [`${etc}/a.service.d/x.conf`, fileNode('[Unit]\nDescription=A, changed\nWants=b.service\n')],
  [`${etc}/multi-user.target.wants/t@1.service`, linkNode(`${lib}/t@.service`)],
  [`${etc}/m.service`, linkNode('/dev/null')],
]);

function planned(verb: Verb, args: readonly string[], options: Partial<InstallOptions> = {}) {
  return { before: tree, ...planInstall(tree, verb, args, { version, ...options }) };
}

test.each<[verb: Verb, args: string[], words: string[], options?: Partial<InstallOptions>]>([
  ['enable', ['a.service'], ['multi-user.target will want a.service.']],
  ['enable', ['a.service'], ['multi-user.target will want a.service until the next boot.'], { runtime: true }],
  ['enable', ['b.service'], ['c.service becomes another name of b.service.', 'a.service will require b.service.']],
  ['disable', ['t@1.service'], ['multi-user.target no longer wants t@1.service.']],
  ['mask', ['a.service'], ['a.service becomes masked, so that nothing can start it.']],
  ['unmask', ['m.service'], ['m.service is no longer masked.']],
  ['set-default', ['rescue.target'], ['The machine will boot into rescue.target.']],
])('%s %j in words', (verb, args, words, options) => {
  expect(changeWords(tree, planned(verb, args, options).changes)).toEqual(words);
});

test('a default target that is replaced is named', () => {
  const changed = planned('set-default', ['rescue.target']).tree;
  const plan = planInstall(changed, 'set-default', ['multi-user.target'], { version });
  expect(changeWords(changed, plan.changes)).toEqual([
    'The machine will boot into multi-user.target instead of rescue.target.',
  ]);
});

test('links before and after are those of the folders that change', () => {
  const { before, after } = linkTexts(
    tree,
    planned('enable', ['a.service']).tree,
    planned('enable', ['a.service']).changes,
  );
  expect(before).toBe(`${etc}/multi-user.target.wants/\n  t@1.service -> ${lib}/t@.service\n`);
  expect(after).toBe(
    `${etc}/multi-user.target.wants/\n  a.service -> ${lib}/a.service\n  t@1.service -> ${lib}/t@.service\n`,
  );
});

test('a folder that is made or goes is a line of its own', () => {
  const made = planned('enable', ['b.service']);
  expect(linkTexts(tree, made.tree, made.changes)).toEqual({
    before: `${etc}/\n  m.service -> /dev/null\n`,
    after: `${etc}/\n  c.service -> ${lib}/b.service\n  m.service -> /dev/null\n\n${etc}/a.service.requires/\n  b.service -> ${lib}/b.service\n`,
  });
  const gone = planned('disable', ['t@1.service']);
  expect(linkTexts(tree, gone.tree, gone.changes).after).toBe('');
});

test('of many links only the neighbours are shown', () => {
  const names = [...'bcdefghijk'].map((name) => `${name}.service`);
  const wants = `${etc}/multi-user.target.wants`;
  const many = treeOf(names.map((name) => [`${wants}/${name}`, linkNode(`${lib}/${name}`)]));
  const change = { op: 'unlink', path: `${wants}/f.service` } as const;
  const { before } = linkTexts(many, treeOf([]), [change]);
  expect(
    before
      .split('\n')
      .slice(1, -1)
      .map((line) => line.trim()[0]),
  ).toEqual([...'cdefghi']);
});

test('shell lines do what systemctl does, folders too', () => {
  expect(shellLines('/srv/an image', planned('enable', ['b.service']))).toEqual([
    `ln -s ${lib}/b.service '/srv/an image${etc}/c.service'`,
    `mkdir -p '/srv/an image${etc}/a.service.requires'`,
    `ln -s ${lib}/b.service '/srv/an image${etc}/a.service.requires/b.service'`,
  ]);
  expect(shellLines('/', planned('disable', ['t@1.service']))).toEqual([
    `rm ${etc}/multi-user.target.wants/t@1.service`,
    `rmdir ${etc}/multi-user.target.wants`,
  ]);
});

test.each([
  ['', "''"],
  ["it's", "'it'\\''s'"],
  ['a\nb', "$'a\\x0ab'"],
  ['srv-a\\x2db.mount', "'srv-a\\x2db.mount'"],
])('%j in a shell', (word, quoted) => {
  expect(shellQuote(word)).toBe(quoted);
});

test('the command of systemctl has the switches', () => {
  expect(systemctlCommand('', 'mask', ['-.mount'], {})).toBe('systemctl mask -- -.mount');
  expect(systemctlCommand('/srv/i', 'enable', ['a.service'], { runtime: true, force: true, global: true })).toBe(
    'systemctl --root=/srv/i --global --runtime --force enable a.service',
  );
});

test('the list has unit files, and instances that links ask for', () => {
  const index = unitIndex(openUnitRoot(tree, version), false);
  const units = unitRows(index).map((row) => listedUnit(index, row));
  expect(units.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'a.service disabled',
    'b.service disabled',
    'default.target alias',
    'm.service masked',
    'multi-user.target static',
    'rescue.target static',
    't@.service indirect',
    't@1.service enabled',
  ]);
  const [a, t1] = [units[0]!, units.at(-1)!];
  expect([a.description, a.path, a.type]).toEqual(['A, changed', `${lib}/a.service`, 'service']);
  expect([t1.description, t1.path, t1.wantedBy]).toEqual(['T %i', `${lib}/t@.service`, ['multi-user.target']]);
  expect(unitDetails(index, 'b.service').neededBy).toEqual(['a.service']);
});

test('what generators make is listed, and opened where they made it from', () => {
  const made = applyChanges(tree, [{ op: 'put', path: '/etc/fstab', node: fileNode('/dev/sdb1 /srv ext4\n') }]);
  const generated = applyChanges(made, [
    {
      op: 'put',
      path: '/run/systemd/generator/srv.mount',
      node: fileNode('[Unit]\nSourcePath=/etc/fstab\n[Mount]\nWhere=/srv\nWhat=/dev/sdb1\n'),
    },
  ]);
  const index = unitIndex(openUnitRoot(generated, version), false, made);
  const row = unitRows(index).find(({ name }) => name === 'srv.mount');
  expect(row?.state).toBe('generated');
  expect(listedUnit(index, row!).path).toBe('/etc/fstab');
});
