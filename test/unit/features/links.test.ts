import { describe, expect, it } from 'vitest';
import { linksOf, pathsIn } from '../../../server/src/core/kinds/unit/links.ts';
import { contextOf, unitOf } from '../marked.ts';

function links(text: string, existing: readonly string[] = []): string[] {
  const workspace = { exists: (path: string) => existing.includes(path) };
  return linksOf(unitOf(text), contextOf({ workspace })).map(({ span, target }) => {
    const where = 'url' in target ? target.url : target.path;
    return `${text.slice(span.start, span.end)} -> ${where}`;
  });
}

describe('links', () => {
  it.each<[string, string, string[], string[]?]>([
    [
      'a web address',
      '[Unit]\nDocumentation=https://example.org/x',
      ['https://example.org/x -> https://example.org/x'],
    ],
    [
      'a page of systemd',
      '[Unit]\nDocumentation=man:systemd.service(5)',
      ['man:systemd.service(5) -> https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html'],
    ],
    ['another page', '[Unit]\nDocumentation=man:sshd(8)', ['man:sshd(8) -> https://manpages.debian.org/sshd.8']],
    ['a file', '[Unit]\nDocumentation=file:///usr/share/doc/x', ['file:///usr/share/doc/x -> /usr/share/doc/x']],
    [
      'several addresses',
      '[Unit]\nDocumentation=man:a(1) \\\n  http://b.c',
      ['man:a(1) -> https://manpages.debian.org/a.1', 'http://b.c -> http://b.c'],
    ],
    ['no address', '[Unit]\nDocumentation=info:x example.org', []],
    ['a command that is there', '[Service]\nExecStart=-/bin/x --config /etc/x.conf', ['/bin/x -> /bin/x'], ['/bin/x']],
    ['an argument', '[Service]\nExecStart=/bin/x --c=/etc/x.conf', ['/etc/x.conf -> /etc/x.conf'], ['/etc/x.conf']],
    ['no path with a specifier', '[Service]\nExecStart=/bin/%i /bin/$X', [], ['/bin', '/bin/']],
    ['no path that is not there', '[Service]\nExecStart=/bin/x', []],
    ['nothing in an unknown directive', '[Service]\nFoo=/bin/x', [], ['/bin/x']],
    ['nothing in comments', '[Service]\n# /bin/x', [], ['/bin/x']],
  ])('%s', (_, text, expected, existing) => {
    expect(links(text, existing)).toEqual(expected);
  });

  it('name the paths that a root is to be asked about', () => {
    const text =
      '[Service]\nExecStart=/bin/x /etc/a\nReadWritePaths=-/var/lib/x /etc/a\nFoo=/no\n[Unit]\nDescription=1/2';
    expect(pathsIn(unitOf(text))).toEqual(['/bin/x', '/etc/a', '/var/lib/x']);
  });
});
