import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type OnEnter = {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string };
};

const path = new URL('../../language-configuration.json', import.meta.url);
const configuration = JSON.parse(readFileSync(path, 'utf8'));
const onEnter: OnEnter[] = configuration.onEnterRules;

function words(line: string): string[] {
  return line.match(new RegExp(configuration.wordPattern.pattern, 'gu')) ?? [];
}

describe('words', () => {
  it.each([
    ['Restart=on-failure', ['Restart', 'on-failure']],
    ['X-Vendor-Key=1', ['X-Vendor-Key', '1']],
    ['After=shop-worker@1.service network.target', ['After', 'shop-worker@1.service', 'network.target']],
    ['Wants=dev-disk-by\\x2duuid.device -.mount', ['Wants', 'dev-disk-by\\x2duuid.device', '-.mount']],
    ['Wants=worker@%i.service', ['Wants', 'worker@', '%i', '.service']],
    [
      'ExecStart=/usr/bin/shop %i %% $PORT \x24{HOST}',
      ['ExecStart', 'usr', 'bin', 'shop', '%i', '%%', '$PORT', '\x24{HOST}'],
    ],
    ['SystemCallFilter=~@privileged open', ['SystemCallFilter', '@privileged', 'open']],
    ['[Service]', ['Service']],
    ['Description=Fine. And done.', ['Description', 'Fine', 'And', 'done']],
  ])('%s', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });
});

function actionFor(before: string, after = '', previous = ''): OnEnter['action'] | undefined {
  const applies = (rule: OnEnter) =>
    new RegExp(rule.beforeText).test(before) &&
    (rule.afterText === undefined || new RegExp(rule.afterText).test(after)) &&
    (rule.previousLineText === undefined || new RegExp(rule.previousLineText).test(previous));
  return onEnter.find(applies)?.action;
}

describe('the Enter key', () => {
  it('keeps the second half of a comment a comment', () => {
    expect(actionFor('# one', ' two')).toEqual({ indent: 'none', appendText: '# ' });
    expect(actionFor('  ; one', ' two')).toEqual({ indent: 'none', appendText: '; ' });
    expect(actionFor('# one')).toBeUndefined();
    expect(actionFor('# a backslash in a comment \\')).toBeUndefined();
  });

  it('indents once after a backslash and comes back after the last line', () => {
    const first = 'ExecStart=/usr/bin/shop \\';
    expect(actionFor(first)).toEqual({ indent: 'indent' });
    expect(actionFor('  --port 80 \\', '', first)).toEqual({ indent: 'none' });
    expect(actionFor('  --verbose', '', first)).toEqual({ indent: 'outdent' });
  });

  it('does not take an escaped backslash for a continuation', () => {
    expect(actionFor('ExecStart=/bin/echo \\\\')).toBeUndefined();
    expect(actionFor('Restart=no', '', 'ExecStart=/bin/echo \\\\')).toBeUndefined();
  });
});

describe('folding markers', () => {
  const { start, end } = configuration.folding.markers;
  it.each([
    ['# region Hardening', true, false],
    ['#region', true, false],
    ['; #endregion', false, true],
    ['# regional settings', false, false],
    ['[Service]', false, false],
  ])('%s', (line, starts, ends) => {
    expect([new RegExp(start).test(line), new RegExp(end).test(line)]).toEqual([starts, ends]);
  });
});
