import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileCommands, loadCommands } from '../../../server/src/cli/bundle.ts';

const CODE = `"use strict";
const { basename } = require('node:path');
let ran = 0;
exports.here = () => [basename(__filename), basename(__dirname)];
exports.count = { run: async ([step]) => { ran += Number(step); return ran; } };
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-bundle-'));
  mkdirSync(join(folder, 'cli'));
  writeFileSync(join(folder, 'cli', 'some.cjs'), CODE);
});
afterEach(() => rmSync(folder, { recursive: true }));

const compiled = () => join(folder, 'cli', 'some.cjs.compiled');

interface Some {
  here(): string[];
  count: { run(args: string[]): Promise<number> };
}

async function useOf(commands: unknown): Promise<unknown[]> {
  const { here, count } = commands as Some;
  return [here(), await count.run(['2']), await count.run(['3'])];
}
const EXPECTED = [['some.cjs', 'cli'], 2, 5];

describe('a bundle of commands', () => {
  it('is loaded as it is, where nothing was compiled', async () => {
    expect(await useOf(loadCommands(folder, 'some'))).toEqual(EXPECTED);
  });

  it('is loaded with what was compiled, and begins anew', async () => {
    await compileCommands(join(folder, 'cli'), 'some', [['count', '40']]);
    expect(readFileSync(compiled()).length).toBeGreaterThan(0);
    expect(await useOf(loadCommands(folder, 'some'))).toEqual(EXPECTED);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('compiled by nobody')],
  ])('is loaded where that is %s', async (_, bytes) => {
    writeFileSync(compiled(), bytes);
    expect(await useOf(loadCommands(folder, 'some'))).toEqual(EXPECTED);
  });

  it('is compiled anew where a byte has changed in what was compiled', async () => {
    await compileCommands(join(folder, 'cli'), 'some', []);
    const bytes = readFileSync(compiled());
    bytes[bytes.length >> 1]! ^= 0x5a;
    writeFileSync(compiled(), bytes);
    expect(await useOf(loadCommands(folder, 'some'))).toEqual(EXPECTED);
  });

  it('is compiled anew where it is another one, of the same length, too', async () => {
    await compileCommands(join(folder, 'cli'), 'some', []);
    writeFileSync(join(folder, 'cli', 'some.cjs'), CODE.replace('ran += Number(step)', 'ran -= Number(step)'));
    expect(await useOf(loadCommands(folder, 'some'))).toEqual([['some.cjs', 'cli'], -2, -5]);
  });
});
