import { type Explanation, explanationsOf } from '../core/features/explain.ts';
import { NEWEST_VERSION } from '../core/knowledge/directives.ts';
import { majorVersion } from '../core/knowledge/versions.ts';
import { oneOf, readOptions } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

/** The hover texts in a terminal. */
export const explain: Command = {
  usage: 'explain NAME [--systemd VERSION] [--format text|json]',
  summary: 'explains a directive, section, specifier or special unit',
  help: `NAME is a directive (Restart= or Service.Restart), a section ([Service]), a specifier (%n) or a unit that systemd
knows by name (multi-user.target).
`,
  run: async (args, terminal) => {
    const { values, rest } = readOptions(args, ['systemd', 'format']);
    const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
    const name = rest[0];
    if (name === undefined || rest.length > 1) throw new UsageError('write one name, such as Service.Restart.');
    const version = values.systemd === undefined ? NEWEST_VERSION : majorVersion(values.systemd);
    if (version === undefined)
      throw new UsageError(`--systemd=${values.systemd} is not a version; write a number such as 252.`);
    const found = explanationsOf(name, version);
    if (found.explanations.length === 0) {
      const near = found.near ? ` Did you mean ${found.near}?` : '';
      terminal.error(`bootwright explain: nothing is known by the name "${name}".${near}\n`);
      return 1;
    }
    terminal.out(format === 'json' ? json(found.explanations) : text(found.explanations, terminal));
    return 0;
  },
};

function json([first, ...others]: readonly Explanation[]): string {
  const { markdown: _, ...fields } = first!;
  const more = others.length > 0 ? { others: others.map(({ markdown: _text, ...rest }) => rest) } : {};
  return `${JSON.stringify({ ...fields, ...more }, null, 2)}\n`;
}

function text(explanations: readonly Explanation[], terminal: Terminal): string {
  return explanations.map(({ markdown }) => `${plain(markdown, terminal.colours)}\n`).join('\n');
}

/** Markdown as a terminal shows it: bold and code as such, links with their address. */
function plain(markdown: string, colours: boolean): string {
  const paint = (code: string, words: string) => (colours ? `\x1b[${code}m${words}\x1b[0m` : words);
  return markdown
    .replace(/\*\*(.+?)\*\*/g, (_, words: string) => paint('1', words))
    .replace(/(?<![*\w])\*(\S[^*\n]*?)\*(?![*\w])/g, (_, words: string) => paint('3', words))
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, (_, words: string, url: string) => `${words} <${url}>`)
    .replace(/`([^`\n]+)`/g, (_, words: string) => (colours ? paint('36', words) : words));
}
