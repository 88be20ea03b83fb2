import { parseSize } from '../size.ts';

/** The size that a text like `512m`, `512 MB`, `512Mi` or `512MiB` was meant to be; undefined when it does not come to one. */
export function likelySize(text: string): string | undefined {
  const size = text.replace(/\s*([kmgtpe])i?b?$/i, '$1').toUpperCase();
  return size !== text && typeof parseSize(size, 1024) === 'bigint' ? size : undefined;
}
