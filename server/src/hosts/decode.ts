import { decodeUtf8 } from '../core/text/utf8.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file, every byte of it: what is not UTF-8 becomes lone surrogates, see `decodeUtf8`. */
export function decode(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeUtf8(bytes);
  }
}
