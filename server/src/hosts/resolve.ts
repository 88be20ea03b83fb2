import { child, type Host, withoutSlash } from './host.ts';

const MOST_LINKS = 40;

/**
 * Where a path of a root leads, every symlink on the way followed inside the root, as systemd does for `--root`
 * (chase.c): an absolute target starts at the root, and `..` never leaves it. Undefined when something on the way is
 * missing, links go in a circle, or the host cannot tell where a link leads.
 */
export async function resolveInRoot(host: Host, root: string, path: string): Promise<string | undefined> {
  const pending = path.split('/').reverse();
  let names: string[] = [];
  let links = 0;
  while (pending.length > 0) {
    const name = pending.pop()!;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      names.pop();
      continue;
    }
    const here = locate(root, [...names, name]);
    const kind = await host.kind(here);
    if (kind === undefined) return undefined;
    if (kind !== 'symlink') {
      names.push(name);
      continue;
    }
    const target = await host.readLink(here);
    if (target === undefined || ++links > MOST_LINKS) return undefined;
    if (target.startsWith('/')) names = [];
    pending.push(...target.split('/').reverse());
  }
  return locate(root, names);
}

function locate(root: string, names: readonly string[]): string {
  return names.reduce((uri, name) => child(uri, name), withoutSlash(root));
}
