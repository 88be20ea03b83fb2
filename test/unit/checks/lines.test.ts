import { describe, expect, it } from 'vitest';
import { LONG_LINE_MAX } from '../../../server/src/core/parse/lines.ts';
import { diagnose } from '../marked.ts';

const codes = (text: string, path?: string) =>
  diagnose(text, path === undefined ? {} : { path }).map(({ code, severity }) => `${severity} ${code}`);

describe('lines that are too long', () => {
  it('end the reading', () => {
    const text = `[Service]\nExecStart=/bin/true\nDescription=${'x'.repeat(LONG_LINE_MAX)}\nNonsense\n`;
    expect(codes(text)).toEqual(['error unit.line-too-long']);
  });

  it('are pointed at, and not what follows them', () => {
    const text = `[Service]\nExecStart=/bin/true\nX=${'x'.repeat(LONG_LINE_MAX)}\nY=1\n`;
    const [{ span } = { span: undefined }] = diagnose(text);
    expect(span).toEqual({ start: 30, end: text.length - 5 });
  });
});

describe('what stands at the edges of a file', () => {
  it.each<[string, string, string[], string?]>([
    ['nothing masks the unit', '', []],
    ['a byte order mark before a header is fine', '\ufeff[Service]\nExecStart=/bin/true\n', []],
    [
      'a byte order mark before a comment makes it a line',
      '\ufeff# hello\n[Service]\nExecStart=/bin/true\n',
      ['warning unit.outside-section'],
    ],
    ['CRLF is fine', '[Service]\r\nExecStart=/bin/true\r\n', []],
    [
      'a lone carriage return is a line ending',
      '[Service]\rExecStart=/bin/true\rFoo\r',
      ['warning unit.missing-equals'],
    ],
    ['NUL is one too', '[Service]\0ExecStart=/bin/true\0Foo\0', ['warning unit.missing-equals']],
    ['a continuation at the end', '[Service]\nExecStart=/bin/true \\', []],
    ['no newline at the end', '[Service]\nExecStart=/bin/true', []],
    ['a drop-in may have nothing', '', [], '/etc/systemd/system/a.service.d/b.conf'],
    ['a drop-in needs no command', '[Service]\nRestart=always\n', [], '/etc/systemd/system/a.service.d/b.conf'],
  ])('%s', (_, text, expected, path) => {
    expect(codes(text, path)).toEqual(expected);
  });
});
