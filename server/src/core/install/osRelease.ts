import { type Errno, failed } from './errno.ts';
import type { RootView } from './rootView.ts';

/**
 * `parse_os_release` of basic/os-util.c: a field of the root's os-release, empty when it is not set. Wrapped, so that
 * it is no error; without the file `EUNATCH`.
 */
export function osRelease(view: RootView, field: string): { readonly text: string } | Errno {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const found = view.chase(path);
    if (failed(found)) {
      if (found === 'ENOENT') continue;
      return found;
    }
    const content = found.node?.type === 'file' ? (found.node.content ?? '') : '';
    return { text: assigned(content, field) };
  }
  return 'EUNATCH';
}

/** The value of the last assignment to the field: `parse_env_file`, for what os-release files hold. */
function assigned(content: string, field: string): string {
  let value = '';
  for (const line of content.split('\n')) {
    const match = /^\s*([A-Za-z0-9_]+)=(.*)$/.exec(line);
    if (match?.[1] === field) value = unquote(match[2]!.trim());
  }
  return value;
}

function unquote(text: string): string {
  const quote = text[0];
  if (quote === "'" && text.endsWith("'") && text.length > 1) return text.slice(1, -1);
  const inner = quote === '"' && text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text;
  return inner.replace(/\\(.)/g, '$1');
}
