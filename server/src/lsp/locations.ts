import { pathOf } from '../hosts/host.ts';
import { below } from '../hosts/root.ts';

/** The path of a location inside a root, from `/` on; undefined when it lies outside. */
export function pathWithin(root: string, uri: string): string | undefined {
  const scheme = (location: string) => /^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i.exec(location)?.[0].toLowerCase();
  if (scheme(root) !== scheme(uri)) return undefined;
  const top = pathOf(root).replace(/\/+$/, '');
  const path = pathOf(uri);
  if (path === top) return '/';
  return path.startsWith(`${top}/`) ? path.slice(top.length).replace(/\/+$/, '') || '/' : undefined;
}

/** The location of a path inside a root. */
export function uriWithin(root: string, path: string): string {
  return below(root, path);
}

/** The location of a folder that a setting names: a URI, an absolute path, or a path from a folder on. */
export function folderLocation(setting: string, from: string | undefined): string | undefined {
  const text = setting.trim();
  if (text === '') return undefined;
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return text.replace(/(?<=[^/])\/+$/, '');
  const path = text.replaceAll(/\\/g, '/');
  if (path.startsWith('/')) return below('file://', path);
  if (/^[a-z]:\//i.test(path)) return below('file://', path);
  return from === undefined ? undefined : below(from, path);
}
