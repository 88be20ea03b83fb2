import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyUnit } from '../../../server/src/core/checks/verify/index.ts';
import { unitNamed } from './verifyCodes.ts';

const UNIT = /\.(service|socket|target|mount|automount|swap|timer|path|slice)$/;

// The units that systemd itself comes with load in its own version, so nothing may be said of them.
describe.each([252, 257, 262])('the units that come with systemd %i', (version) => {
  const image = process.env[`BOOTWRIGHT_IMAGE_${version}`] ?? '';
  const folder = join(image, 'usr/lib/systemd/system');

  test.skipIf(image === '' || !existsSync(folder))(
    `are right (BOOTWRIGHT_IMAGE_${version} names a system tree)`,
    () => {
      const files = readdirSync(folder, { withFileTypes: true }).filter(
        (entry) => entry.isFile() && UNIT.test(entry.name),
      );
      expect(files.length).toBeGreaterThan(50);
      const found = files.flatMap(({ name }) => {
        const text = readFileSync(join(folder, name), 'utf8');
        return verifyUnit(unitNamed(name, text), version).map(({ code, message }) => `${name}: ${code}: ${message}`);
      });
      expect(found).toEqual([]);
    },
  );
});
