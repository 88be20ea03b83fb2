import { describe, expect, it } from 'vitest';
import { startDiagnostics } from '../../../../server/src/core/features/boot/index.ts';
import { unitOf } from '../../marked.ts';
import { ESSENTIAL, type Files, fullPath, indexed, indexedFolder } from '../units/indexed.ts';

const RUN = '[Service]\nExecStart=/bin/sleep 9\n';
const BARE = `[Unit]\nDefaultDependencies=no\n`;

function found(files: Files, name: string, make = indexed): string[] {
  const index = make({ ...(make === indexed ? ESSENTIAL : {}), ...files });
  const path = make === indexed ? fullPath(name) : `/${name}`;
  const node = index.root.tree.node(path);
  const text = node?.type === 'file' ? node.content! : '';
  return startDiagnostics(index, path, unitOf(text, { path })).map(({ severity, code, span, message }) => {
    const line = text.slice(0, span.start).split('\n').length;
    return `${line} ${text.slice(span.start, span.end)} ${severity} ${code}: ${message}`;
  });
}

const CYCLE: Files = {
  'a.service': `${BARE}Wants=b.service c.service\nAfter=b.service\n${RUN}`,
  'b.service': `${BARE}After=c.service\n${RUN}`,
  'c.service': `${BARE}Before=z.service\nAfter=a.service\n${RUN}`,
};

describe('an ordering cycle', () => {
  it.each([
    ['a.service', ['4 b.service']],
    ['b.service', ['3 c.service']],
    ['c.service', ['4 a.service']],
  ])('is told on each line that makes it, in %s', (name, lines) => {
    const all = found(CYCLE, name);
    // Alone, b.service pulls in nobody, so its own start has no cycle.
    const own = name === 'a.service' ? lines : [];
    expect(all.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual(own);
    for (const one of all) expect(one).toContain('warning root.ordering-cycle');
  });

  it('names the whole cycle and the job that is left out', () => {
    const [message] = found(CYCLE, 'a.service');
    expect(message).toMatch(
      /: (?:\w\.service before ){3}\w\.service\. To start a\.service, systemd breaks it by leaving/,
    );
    expect(message).toMatch(/the start of [bc]\.service\.$/);
  });

  it('is told of all units of a boot on it', () => {
    const booted = {
      ...CYCLE,
      '/usr/lib/systemd/system/default.target': '[Unit]\nRequires=a.service\nAllowIsolate=yes\n',
    };
    const lines = Object.keys(CYCLE).flatMap((name) => found(booted, name));
    expect(lines).toHaveLength(3);
  });

  it('that cannot be broken makes systemd refuse', () => {
    const files = {
      'a.service': `${BARE}Requires=b.service\nAfter=b.service\n${RUN}`,
      'b.service': `${BARE}After=a.service\n${RUN}`,
    };
    expect(found(files, 'a.service')).toEqual([
      expect.stringMatching(/^4 b\.service warning root\.ordering-cycle: .* systemd refuses to start a\.service/),
    ]);
  });

  it('by Before= is told there', () => {
    const files = {
      'a.service': `${BARE}Wants=b.service\nBefore=b.service\nAfter=b.service\n${RUN}`,
      'b.service': `${BARE}${RUN}`,
    };
    expect(found(files, 'a.service').map((one) => one.split(' ')[0])).toEqual(['4', '5']);
  });

  it.each([
    [
      'order without a pull',
      { 'a.service': `${BARE}After=b.service\n${RUN}`, 'b.service': `${BARE}After=a.service\n${RUN}` },
    ],
    ['no cycle', { 'a.service': `${BARE}Wants=b.service\nAfter=b.service\n${RUN}`, 'b.service': `${BARE}${RUN}` }],
  ])('is none: %s', (_, files) => {
    expect(found(files, 'a.service')).toEqual([]);
  });
});

describe('a contradiction', () => {
  it('between Requires= and Conflicts= is told on both lines', () => {
    const files = {
      'a.service': `${BARE}Requires=b.service\nConflicts=b.service\n${RUN}`,
      'b.service': `${BARE}${RUN}`,
    };
    const all = found(files, 'a.service');
    expect(all.map((one) => one.split(' ').slice(0, 4).join(' '))).toEqual([
      '3 b.service warning root.contradiction:',
      '4 b.service warning root.contradiction:',
    ]);
    expect(all[0]).toContain('a.service needs b.service, but a.service conflicts with b.service.');
  });

  it('between two required units is told where they are required', () => {
    const files = {
      'a.service': `${BARE}Requires=b.service\nRequires=c.service\n${RUN}`,
      'b.service': `${BARE}Requires=d.service\n${RUN}`,
      'c.service': `${BARE}Conflicts=d.service\n${RUN}`,
      'd.service': `${BARE}${RUN}`,
    };
    const all = found(files, 'a.service');
    expect(all.map((one) => one.split(' ')[0])).toEqual(['3', '4']);
    expect(all[0]).toContain('c.service conflicts with d.service');
  });

  it('is none when one of them is only wanted', () => {
    const files = {
      'a.service': `${BARE}Wants=b.service\nConflicts=b.service\n${RUN}`,
      'b.service': `${BARE}${RUN}`,
    };
    expect(found(files, 'a.service')).toEqual([]);
  });
});

describe('a requirement that cannot be met', () => {
  it.each<[string, Files, RegExp]>([
    ['is not there', {}, /there is no such unit/],
    ['is masked', { 'c.service': '-> /dev/null' }, /it is masked/],
    ['is broken', { 'c.service': '[Service]\nType=simple\n' }, /one of its settings is refused/],
  ])('as what it needs %s', (_, files, why) => {
    const chain = {
      'a.service': `${BARE}Requires=b.service\n${RUN}`,
      'b.service': `${BARE}Requires=c.service\n${RUN}`,
      ...files,
    };
    const all = found(chain, 'a.service');
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(
      /^3 b\.service information root\.unmet-requirement: .*needs b\.service, which needs c\.service/,
    );
    expect(all[0]).toMatch(why);
    expect(found(chain, 'b.service')).toHaveLength(
      Object.keys(files).length > 0 && why.source.includes('refused') ? 1 : 0,
    );
  });

  it('is not told of what is only wanted', () => {
    const chain = { 'a.service': `${BARE}Requires=b.service\n${RUN}`, 'b.service': `${BARE}Wants=c.service\n${RUN}` };
    expect(found(chain, 'a.service')).toEqual([]);
  });

  it('is not told of a missing unit in a folder of units', () => {
    const chain = {
      'a.service': `${BARE}Requires=b.service\n${RUN}`,
      'b.service': `${BARE}Requires=c.service\n${RUN}`,
    };
    expect(found(chain, 'a.service', indexedFolder)).toEqual([]);
  });
});
