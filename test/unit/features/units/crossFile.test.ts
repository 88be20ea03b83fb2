import { describe, expect, it } from 'vitest';
import { unitIndex } from '../../../../server/src/core/features/units/unitIndex.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { applyChanges } from '../../../../server/src/core/tree/systemTree.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { crossFile, ESSENTIAL, type Files, indexed, indexedFolder } from './indexed.ts';

const VENDOR = '/usr/lib/systemd/system';
/** Keeps the hint away that nothing starts the unit. */
const ENABLED = '[Install]\nWantedBy=multi-user.target\n';

function found(files: Files, path: string): string[] {
  const index = indexed({ ...ESSENTIAL, ...files });
  const node = index.root.tree.node(path.startsWith('/') ? path : `/etc/systemd/system/${path}`);
  const text = node?.type === 'file' ? node.content! : '';
  return crossFile(index, path).map(
    ({ severity, code, span }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
}

describe('what the files around a unit give to say', () => {
  it.each<[string, Files, string, string[]]>([
    [
      'a requirement that is not there',
      { 'a.service': `[Unit]\nRequires=no.service\n${ENABLED}` },
      'a.service',
      ['information root.unit-not-found no.service'],
    ],
    [
      'an order that comes to nothing',
      { 'a.service': `[Unit]\nAfter=no.service\n${ENABLED}` },
      'a.service',
      ['hint root.unit-not-found no.service'],
    ],
    [
      'a target that is not there',
      { 'a.service': '[Install]\nWantedBy=no.target\n' },
      'a.service',
      ['information root.unit-not-found no.target'],
    ],
    [
      'nothing of units that need no file or systemd knows',
      {
        'a.service': `[Unit]\nAfter=dev-sda.device home.mount x.slice dbus.service a@%i.service dbus-org.x.service systemd-fsck@x.service\n[Service]\nSlice=y.slice\n${ENABLED}`,
      },
      'a.service',
      ['hint root.unit-not-found a@%i.service'],
    ],
    [
      'nothing where the instance is filled in later',
      { 'a@.service': `[Unit]\nRequires=no@%i.service no@.service\n${ENABLED}` },
      'a@.service',
      [],
    ],
    [
      'nothing of instances of a template',
      { 'a.service': `[Unit]\nRequires=b@x.service\n${ENABLED}`, 'b@.service': ENABLED },
      'a.service',
      [],
    ],
    [
      'nothing of init scripts',
      { 'a.service': `[Unit]\nRequires=old.service\n${ENABLED}`, '/etc/init.d/old': '#!' },
      'a.service',
      [],
    ],
    [
      'only a hint where other programs make units',
      { 'a.service': `[Unit]\nRequires=no.service\n${ENABLED}`, '/usr/lib/systemd/system-generators/mine': '' },
      'a.service',
      ['hint root.unit-not-found no.service'],
    ],
    [
      'a masked requirement',
      { 'a.service': `[Unit]\nRequires=b.service\n${ENABLED}`, 'b.service': '-> /dev/null' },
      'a.service',
      ['information root.masked-requirement b.service'],
    ],
    [
      'a masked wish',
      { 'a.service': `[Unit]\nWants=b.service\n${ENABLED}`, 'b.service': '' },
      'a.service',
      ['hint root.masked-requirement b.service'],
    ],
    [
      'an order after a masked unit',
      { 'a.service': `[Unit]\nAfter=b.service\n${ENABLED}`, 'b.service': '-> /dev/null' },
      'a.service',
      [],
    ],
    [
      'an alias of another type',
      { 'a.service': `${ENABLED}Alias=a.socket b.service\n` },
      'a.service',
      ['warning root.alias-suffix a.socket'],
    ],
    [
      'an alias that is a template',
      { 'a.service': `${ENABLED}Alias=b@.service\n` },
      'a.service',
      ['warning root.alias-suffix b@.service'],
    ],
    [
      'a template and its instance as alias',
      { 'a@.service': `${ENABLED}Alias=b@x.service b@.service\n` },
      'a@.service',
      [],
    ],
    [
      'a link of another type',
      { 'a.service': ENABLED, 'b.socket': '-> a.service' },
      'a.service',
      ['information root.alias-suffix [Install]'],
    ],
    [
      'a drop-in without a unit',
      { 'b.service.d/x.conf': '[Unit]\n' },
      'b.service.d/x.conf',
      ['information root.drop-in-without-unit [Unit]'],
    ],
    [
      'a drop-in of a template',
      { 'b@x.service.d/x.conf': '[Unit]\n', 'b@.service': ENABLED },
      'b@x.service.d/x.conf',
      [],
    ],
    ['a drop-in of a slice', { 'user-1000.slice.d/x.conf': '[Unit]\n' }, 'user-1000.slice.d/x.conf', []],
    ['a drop-in of many units', { 'b-.service.d/x.conf': '[Unit]\n' }, 'b-.service.d/x.conf', []],
    [
      'a file that another one replaces',
      { 'a.service': ENABLED, [`${VENDOR}/a.service`]: ENABLED },
      `${VENDOR}/a.service`,
      ['information root.overridden-file [Install]'],
    ],
    [
      'a file that is masked',
      { 'a.service': '-> /dev/null', [`${VENDOR}/a.service`]: ENABLED },
      `${VENDOR}/a.service`,
      ['information root.overridden-file [Install]'],
    ],
    [
      'a drop-in that another one replaces',
      { 'a.service': ENABLED, 'a.service.d/x.conf': '[Unit]\n', [`${VENDOR}/a.service.d/x.conf`]: '[Unit]\n' },
      `${VENDOR}/a.service.d/x.conf`,
      ['information root.overridden-file [Unit]'],
    ],
    ['the file that wins', { 'a.service': ENABLED, [`${VENDOR}/a.service`]: ENABLED }, 'a.service', []],
    [
      'Also= in a circle',
      {
        'a.service': `${ENABLED}Also=b.service\n`,
        'b.service': `${ENABLED}Also=c.service\n`,
        'c.service': `${ENABLED}Also=a.service d.service\n`,
        'd.service': ENABLED,
      },
      'a.service',
      ['hint root.also-loop b.service'],
    ],
    ['Also= of itself', { 'a.service': `${ENABLED}Also=a.service\n` }, 'a.service', ['hint root.also-loop a.service']],
    ['Also= straight on', { 'a.service': `${ENABLED}Also=b.service\n`, 'b.service': ENABLED }, 'a.service', []],
    ['a unit that nothing starts', { 'a.service': '[Service]\n' }, 'a.service', ['hint root.never-started [Service]']],
    ['a unit that a timer starts', { 'a.service': '[Service]\n', 'a.timer': `[Timer]\n${ENABLED}` }, 'a.service', []],
    [
      'a unit that a link starts',
      { 'a.service': '[Service]\n', 'multi-user.target.wants/a.service': '-> ../a.service' },
      'a.service',
      [],
    ],
    [
      'a unit that another one wants',
      { 'a.service': '[Service]\n', 'b.service': `[Unit]\nWants=a.service\n${ENABLED}` },
      'a.service',
      [],
    ],
    [
      'a unit that is only ordered',
      { 'a.service': '[Service]\n', 'b.service': `[Unit]\nAfter=a.service\n${ENABLED}` },
      'a.service',
      ['hint root.never-started [Service]'],
    ],
    ['a unit on the bus', { 'a.service': '[Service]\nBusName=x.y\n' }, 'a.service', []],
    ['a template', { 'a@.service': '[Service]\n' }, 'a@.service', []],
  ])('%s', (_, files, path, expected) => {
    expect(found(files, path)).toEqual(expected);
  });

  it('is not that units are missing where nobody knows them all', () => {
    const text = `[Unit]\nRequires=no.service\n${ENABLED}`;
    expect(crossFile(indexed({ 'a.service': text }), 'a.service')).toEqual([]);
    expect(crossFile(indexedFolder({ 'a.service': text }), '/a.service')).toEqual([]);
  });

  it('is not built on links of which nobody can tell where they lead', () => {
    const link = { type: 'symlink', target: undefined } as const;
    const text = '[Unit]\nRequires=b.service\nAfter=d.service\n';
    const index = indexed({ ...ESSENTIAL, 'a.service': text, 'b.service.d/x.conf': '[Unit]\n' });
    const unknown = ['b.service', 'd.service', 'multi-user.target.wants/a.service'].map(
      (name) => ({ op: 'put', path: `/etc/systemd/system/${name}`, node: link }) as const,
    );
    const tree = applyChanges(index.root.tree, unknown);
    const seen = unitIndex(openUnitRoot(tree, 257), false);
    expect(crossFile(seen, 'a.service')).toEqual([]);
    expect(crossFile(seen, 'b.service.d/x.conf')).toEqual([]);
  });

  it('comes with the name that was meant', () => {
    const text = `[Unit]\nRequires=netwrok.target\n${ENABLED}`;
    const [missing] = crossFile(indexed({ ...ESSENTIAL, 'a.service': text }), 'a.service');
    expect(missing?.message).toContain('Did you mean network.target?');
    expect(applyEdits(text, missing!.fixes![0]!.edits)).toContain('Requires=network.target\n');
  });
});
