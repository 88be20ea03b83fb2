import { describe, expect, it } from 'vitest';
import { parseNtpDocument } from '../../../server/src/core/kinds/ntp/document.ts';
import { ntpKind } from '../../../server/src/core/kinds/ntp/index.ts';
import { memoryHost } from '../../../server/src/hosts/memory.ts';
import { ntpRootsOn } from '../../../server/src/lsp/ntpRoots.ts';

const CONF = 'test:///ws/image/etc/ntp.conf';

function setUp() {
  const host = memoryHost({
    'test:///ws/image/etc/os-release': 'ID=debian\n',
    'test:///ws/image/usr/lib/systemd/libsystemd-shared-252.so': '',
    'test:///ws/image/var/lib/ntp/drift': '0.0\n',
    [CONF]: 'driftfile /var/lib/ntp/drift\n',
  });
  const faults: string[] = [];
  const roots = ntpRootsOn(
    host,
    () => undefined,
    (text) => faults.push(text),
  );
  const asked = (text: string) => ({
    uri: CONF,
    document: parseNtpDocument(ntpKind, text),
    dialect: 'ntpsec' as const,
  });
  return { roots, asked, faults };
}

describe('the files that an ntp.conf names', () => {
  it('are known once they are read, and read anew when it names others', async () => {
    const { roots, asked, faults } = setUp();
    const text = 'driftfile /var/lib/ntp/drift\n';
    expect(roots.peekFiles(asked(text))).toBeUndefined();
    await roots.filesOf(asked(text));
    expect(roots.peekFiles(asked(text))?.there.get('/var/lib/ntp/drift')).toBe(true);
    const other = asked('driftfile /var/lib/ntp/missing\n');
    expect((await roots.filesOf(other))?.there.get('/var/lib/ntp/missing')).toBe(false);
    expect(faults).toEqual([]);
  });

  it('are forgotten when it is closed', async () => {
    const { roots, asked } = setUp();
    const one = asked('driftfile /var/lib/ntp/drift\n');
    await roots.filesOf(one);
    roots.closed('test:///ws/image/etc/other.conf');
    expect(roots.peekFiles(one)).toBeDefined();
    roots.closed(CONF);
    expect(roots.peekFiles(one)).toBeUndefined();
  });
});
