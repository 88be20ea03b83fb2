import { describe, expect, it } from 'vitest';
import { cunescape } from '../../../server/src/core/values/cEscape.ts';
import { patternFault } from '../../../server/src/core/values/patterns.ts';
import { likelyWord } from '../../../server/src/core/values/problem.ts';
import { isSafeString } from '../../../server/src/core/values/safeStrings.ts';
import { signalFromString } from '../../../server/src/core/values/signals.ts';
import { isOddUserGroupName, isValidUserGroupName, parseUid } from '../../../server/src/core/values/users.ts';
import { byteLength, isValidUtf8, joinBytes } from '../../../server/src/core/values/utf8.ts';

describe('cunescape', () => {
  it.each([
    ['a\\tb\\s\\\\', 'a\tb \\'],
    ['\\x41\\101\\u00e4\\U0001f600', 'AA\u00e4\u{1f600}'],
    ['\\xc3\\xa4', '\u00e4'],
    ['\\u0000', undefined],
    ['\\x4', undefined],
    ['\\400', undefined],
    ['\\ud800', undefined],
    ['\\U00110000', undefined],
    ['\\q', undefined],
    ['a\\', undefined],
  ])('%j is %j', (text, expected) => expect(cunescape(text)).toBe(expected));

  it('keeps what it does not know when asked', () => {
    expect(cunescape('a\\q\\x41\\', { relax: true })).toBe('a\\qA\\');
    expect(cunescape('\\x00', { acceptNul: true })).toBe('\0');
  });

  it('marks bytes that are no UTF-8', () => {
    expect(isValidUtf8(cunescape('a\\xffb')!)).toBe(false);
    expect(isValidUtf8(cunescape('\\xc3\\xa4')!)).toBe(true);
  });
});

describe('utf8', () => {
  it('counts bytes', () => expect([...'a\u00e4\u20ac\u{1f600}'].map(byteLength)).toEqual([1, 2, 3, 4]));
  it('leaves surrogate pairs alone', () => expect(joinBytes('\u{1f4a9}\udcc3\udca4')).toBe('\u{1f4a9}\u00e4'));
  it('knows noncharacters', () => expect(['\ufffe', '\u{1ffff}', '\ufdd0'].some(isValidUtf8)).toBe(false));
  it.each(['\udcc0\udc80', '\udced\udca0\udc80', '\udcf4\udc90\udc80\udc80', '\udce2\udc82'])(
    'does not join %j',
    (raw) => {
      expect(joinBytes(raw)).toBe(raw);
    },
  );
});

describe('signalFromString', () => {
  it.each([
    ['SIGTERM', 15],
    ['KILL', 9],
    ['9', 9],
    ['RTMIN', 34],
    ['SIGRTMIN+3', 37],
    ['RTMAX-1', 63],
    ['sigterm', undefined],
    ['RTMIN+31', undefined],
    ['RTMIN-1', undefined],
    ['0', undefined],
    ['65', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => expect(signalFromString(text)).toBe(expected));
});

describe('users', () => {
  it.each([
    ['root', true, false],
    ['_apt', true, false],
    ['1000', true, false],
    ['user.name', true, true],
    ['x'.repeat(32), true, true],
    ['a b', true, true],
    ['65535', false, false],
    ['01', false, false],
    ['-1', false, false],
    ['a:b', false, false],
    ['a/b', false, false],
    ['..', false, false],
    ['', false, false],
    ['a\tb', false, false],
  ])('%j: valid %j, odd %j', (name, valid, odd) => {
    expect(isValidUserGroupName(name, { relax: true, allowNumeric: true })).toBe(valid);
    if (valid) expect(isOddUserGroupName(name)).toBe(odd);
  });

  it('refuses numbers and odd names in strict mode', () => {
    expect(['root', '0', 'a.b'].map((name) => isValidUserGroupName(name))).toEqual([true, false, false]);
    expect([parseUid('4294967294'), parseUid('4294967295'), parseUid('+1')]).toEqual([
      4294967294,
      undefined,
      undefined,
    ]);
  });
});

describe('isSafeString', () => {
  it.each([
    ['a b', true, true],
    ['a"b', false, false],
    ['a\\b', false, false],
    ['a\nb', false, false],
    ['a*', true, false],
    ['', true, false],
  ])('%j: 252 %j, 262 %j', (text, old, current) => {
    expect([isSafeString(text, 252), isSafeString(text, 262)]).toEqual([old, current]);
  });
});

describe('patternFault', () => {
  it.each([
    'a.*b',
    '[]a]',
    '[^]]',
    'a{',
    'a*+',
    '(?i)a',
    '(?<n>a)',
    '(?>a)',
    '\\Q(',
    '[[:alpha:]]',
    '\\w+',
    '(a)\\1',
    '()',
    'a|',
  ])('%j is fine', (pattern) => expect(patternFault(pattern)).toBeUndefined());
  it.each(['(', 'a)', '[a', '*', 'a**', '+a', '[z-a]', '\\y', 'a{2,1}', 'a{65536}', '$*', '\\1', '[:alpha:]', '(?#a'])(
    '%j is not',
    (pattern) => expect(patternFault(pattern)).toBeTypeOf('string'),
  );
});

describe('likelyWord', () => {
  it.each([
    ['onfailure', 'on-failure'],
    ['ALWAYS', 'always'],
    ['alwyas', 'always'],
    ['xyz', undefined],
    ['', undefined],
  ])('%j is likely %j', (word, expected) => {
    expect(likelyWord(word, ['no', 'always', 'on-failure', 'on-success'])).toBe(expected);
  });
});
