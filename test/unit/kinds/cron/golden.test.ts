import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anacronComplaints, crontabComplaints } from '../../../../server/src/core/cron/complaints.ts';

interface Golden<S> {
  readonly program: string;
  readonly files: readonly { readonly text: string; readonly said: readonly S[] }[];
}

const read = <S>(name: string): Golden<S> =>
  JSON.parse(readFileSync(new URL(`../../../golden/${name}.json`, import.meta.url), 'utf8'));

const IMPLEMENTATIONS = ['debian', 'cronie'] as const;

describe.each(IMPLEMENTATIONS)('recorded answers of anacron -T, %s', (implementation) => {
  const { files, program } = read<string>(`anacron/${implementation}`);

  it(`are ours for each of the files (${program})`, () => {
    const wrong = files.filter(({ text, said }) => anacronComplaints(text, implementation).join() !== said.join());
    expect(wrong).toEqual([]);
  });

  it('are enough, right and wrong', () => {
    expect(files.length).toBeGreaterThanOrEqual(500);
    expect(files.filter(({ said }) => said.length > 0).length).toBeGreaterThan(200);
    expect(files.filter(({ said }) => said.length === 0).length).toBeGreaterThan(50);
  });
});

type Said = 'fine' | { readonly at: number; readonly message: string };

describe.each(IMPLEMENTATIONS)('recorded answers of crontab, %s', (implementation) => {
  const { files, program } = read<Said>(`crontab/${implementation}`);
  const options = { implementation, system: false };

  it(`are ours, line by line (${program})`, () => {
    for (const { text, said } of files) {
      let rest = text;
      for (const answer of said) {
        const [first] = crontabComplaints(rest, options);
        expect([first?.message ?? 'fine', rest]).toEqual([answer === 'fine' ? 'fine' : answer.message, rest]);
        if (answer === 'fine' || !first) break;
        expect(first.span.start).toBe(answer.at);
        rest = `${rest.slice(0, first.span.start)}#\n${rest.slice(first.span.end)}`;
      }
    }
  });

  it('are enough, right and wrong', () => {
    expect(files.length).toBeGreaterThanOrEqual(500);
    expect(files.flatMap(({ said }) => said.filter((one) => one !== 'fine')).length).toBeGreaterThan(800);
    expect(files.filter(({ said }) => said[0] === 'fine').length).toBeGreaterThan(40);
  });
});
