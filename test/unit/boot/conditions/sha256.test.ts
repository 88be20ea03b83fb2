import { createHash, createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { hmacSha256, sha256 } from '../../../../server/src/core/boot/conditions/sha256.ts';

it.each([0, 1, 55, 56, 63, 64, 65, 119, 1000])('hashes %i bytes as the library does', (length) => {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + 3) % 256);
  expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  const text = 'systemd-fraction-é';
  expect(Buffer.from(hmacSha256(bytes, text)).toString('hex')).toBe(
    createHmac('sha256', bytes).update(text).digest('hex'),
  );
});
