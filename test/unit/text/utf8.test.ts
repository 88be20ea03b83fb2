import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8, isCleanUtf8, utf8Length } from '../../../server/src/core/text/utf8.ts';
import { SEED } from '../unitSource.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('UTF-8', () => {
  it.each<[string, Uint8Array, string]>([
    ['plain', bytes(0x61, 0), 'a\0'],
    ['two bytes', bytes(0xc3, 0xa9), 'é'],
    ['three bytes', bytes(0xe2, 0x82, 0xac), '€'],
    ['four bytes', bytes(0xf0, 0x9f, 0x98, 0x80), '\u{1f600}'],
    ['byte order mark', bytes(0xef, 0xbb, 0xbf), '\ufeff'],
    ['a byte alone', bytes(0xff, 0x61), '\udcffa'],
    ['a sequence cut off', bytes(0xe2, 0x82), '\udce2\udc82'],
    ['an overlong form', bytes(0xc0, 0xaf), '\udcc0\udcaf'],
    ['an overlong form of three', bytes(0xe0, 0x80, 0xaf), '\udce0\udc80\udcaf'],
    ['a surrogate', bytes(0xed, 0xa0, 0x80), '\udced\udca0\udc80'],
    ['above the last code point', bytes(0xf4, 0x90, 0x80, 0x80), '\udcf4\udc90\udc80\udc80'],
  ])('%s', (_, encoded, text) => {
    expect(decodeUtf8(encoded)).toBe(text);
    expect(encodeUtf8(text)).toEqual(encoded);
    expect(utf8Length(text)).toBe(encoded.length);
  });

  it('decodes what is valid as the platform does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        fc.pre(!/[\ud800-\udfff]/u.test(text));
        const encoded = new TextEncoder().encode(text);
        expect(decodeUtf8(encoded)).toBe(text);
        expect(encodeUtf8(text)).toEqual(encoded);
        expect(utf8Length(text)).toBe(encoded.length);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('gives any bytes back, clean only where the platform decodes them', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const isValid = (encoded: Uint8Array) => {
      try {
        return strict.decode(encoded) !== undefined;
      } catch {
        return false;
      }
    };
    const rough = fc.array(
      fc.oneof(fc.constantFrom(0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0xed, 0xa0, 0x80), fc.nat(255)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rough, (values) => {
        const encoded = Uint8Array.from(values);
        const text = decodeUtf8(encoded);
        expect(encodeUtf8(text)).toEqual(encoded);
        expect(/[\udc80-\udcff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''))).toBe(!isValid(encoded));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('decodes more than one part', () => {
    const text = 'aé€\u{1f600}'.repeat(10_000);
    expect(decodeUtf8(new TextEncoder().encode(text))).toBe(text);
  });

  it.each([
    ['', true],
    ['a\u0001é\u{1f600}', true],
    ['\udc80', false],
    ['\ud800', false],
    ['\ufdcf', true],
    ['\ufdd0', false],
    ['\ufdef', false],
    ['\ufffd', true],
    ['\ufffe', false],
    ['\u{1ffff}', false],
    ['\u{10fffd}', true],
    ['\u{10ffff}', false],
  ])('%j is clean: %s', (text, clean) => {
    expect(isCleanUtf8(text)).toBe(clean);
  });
});
