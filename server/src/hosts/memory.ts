import type { Host, HostEntry } from './host.ts';

/** A made-up file system: location to content, or to the target of a symlink. For tests. */
export function memoryHost(files: Readonly<Record<string, string | { readonly link: string }>>): Host {
  const encoder = new TextEncoder();
  const kindAt = (uri: string): HostEntry['type'] | undefined => {
    const file = files[uri];
    if (file !== undefined) return typeof file === 'string' ? 'file' : 'symlink';
    return Object.keys(files).some((key) => key.startsWith(`${uri}/`)) ? 'directory' : undefined;
  };
  return {
    list: async (uri) => {
      if (kindAt(uri) !== 'directory') return undefined;
      const names = new Set<string>();
      for (const key of Object.keys(files)) {
        if (key.startsWith(`${uri}/`)) names.add(key.slice(uri.length + 1).split('/')[0]!);
      }
      return [...names].map((name) => ({ name: decodeURIComponent(name), type: kindAt(`${uri}/${name}`)! }));
    },
    read: async (uri, limit) => {
      const file = files[uri];
      const bytes = typeof file === 'string' ? encoder.encode(file) : undefined;
      return bytes && bytes.length <= limit ? bytes : undefined;
    },
    readLink: async (uri) => {
      const file = files[uri];
      return typeof file === 'object' ? file.link : undefined;
    },
    kind: async (uri) => kindAt(uri),
  };
}
