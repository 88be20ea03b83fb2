import { type Context, EMPTY_WORKSPACE } from '../../../../server/src/core/kinds/kind.ts';
import type { NtpDialect } from '../../../../server/src/core/kinds/ntp/dialect.ts';
import { ntpKind } from '../../../../server/src/core/kinds/ntp/index.ts';

/** What a file is judged against. */
export function contextOf(dialect: NtpDialect = 'ntpsec', paths: readonly string[] = []): Context {
  const exists = (path: string) => (paths.length === 0 ? undefined : paths.includes(path));
  return {
    path: '/etc/ntp.conf',
    languageId: 'ntp-conf',
    systemdVersion: 262,
    workspace: { ...EMPTY_WORKSPACE, exists },
    ntp: { dialect },
  };
}

/** The diagnostics of a text: severity, code and what they are about. */
export function findings(text: string, context = contextOf()): string[] {
  const found = ntpKind.diagnose(ntpKind.parse(text, context), context);
  return found.map(({ severity, code, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`);
}

/** A text with its cursor, which is written as `|`. */
export function marked(source: string): { text: string; offset: number } {
  const offset = source.indexOf('|');
  return { text: source.slice(0, offset) + source.slice(offset + 1), offset };
}

/** What completes at the cursor. */
export function labels(source: string, context = contextOf()): string[] {
  const { text, offset } = marked(source);
  return ntpKind.complete(ntpKind.parse(text, context), offset, context).map(({ label }) => label);
}

/** The hover at the cursor. */
export function hover(source: string, context = contextOf()): string | undefined {
  const { text, offset } = marked(source);
  return ntpKind.hover(ntpKind.parse(text, context), offset, context)?.text;
}
