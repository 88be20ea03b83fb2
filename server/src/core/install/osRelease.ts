import { envValues } from '../parse/envFile.ts';
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
    return { text: envValues(content).get(field) ?? '' };
  }
  return 'EUNATCH';
}
