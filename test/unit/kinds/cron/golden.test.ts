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
    const wrong = files.filter(({ text, said }) => {
      let rest = text;
      for (const answer of said) {
        const [first] = crontabComplaints(rest, options);
        if (answer === 'fine') return first !== undefined;
        if (first?.message !== answer.message || first.span.start !== answer.at) return true;
        rest = `${rest.slice(0, first.span.start)}#\n${rest.slice(first.span.end)}`;
      }
      return false;
    });
    expect(wrong).toEqual([]);
  });

  it('are enough, right and wrong', () => {
    expect(files.length).toBeGreaterThanOrEqual(500);
    expect(files.flatMap(({ said }) => said.filter((one) => one !== 'fine')).length).toBeGreaterThan(800);
    expect(files.filter(({ said }) => said[0] === 'fine').length).toBeGreaterThan(40);
  });
});

describe('recorded answers of the daemons about tables with a user field', () => {
  const tables = (implementation: 'debian' | 'cronie') =>
    read<string>(`crontab/system-${implementation}`) as Golden<string> & { readonly users: readonly string[] };

  it('cronie: all messages of each table', () => {
    const { files, users } = tables('cronie');
    const options = { implementation: 'cronie', system: true } as const;
    const ours = (text: string) => crontabComplaints(text, options, new Set(users)).map(({ message }) => message);
    expect(files.filter(({ text, said }) => ours(text).join() !== said.join())).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(500);
  });

  it('Debian: one message after the other, each line made a comment then', () => {
    const { files, users } = tables('debian');
    const options = { implementation: 'debian', system: true } as const;
    const wrong = files.filter(({ text, said }) => {
      let rest = text;
      for (const message of said) {
        const [first] = crontabComplaints(rest, options, new Set(users));
        if (first?.message !== message) return true;
        rest = `${rest.slice(0, first.span.start)}#\n${rest.slice(first.span.end)}`;
      }
      return crontabComplaints(rest, options, new Set(users)).length > 0;
    });
    expect(wrong).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(500);
  });
});
