import type { RcLinkName } from '../../sysv/rcLinks.ts';
import type { Span } from '../../text/span.ts';
import type { Diagnostic, Fix } from '../kind.ts';
import type { RcLinksDocument, Surroundings } from './document.ts';
import type { LinkLine } from './parse.ts';

/** A link whose name says what it does. */
export interface NamedLink extends LinkLine {
  readonly parsed: RcLinkName;
}

/** What the rules of a listing work with. */
export interface Judged extends Surroundings {
  readonly document: RcLinksDocument;
  /** The links with proper names, in the order in which rc comes to them. */
  readonly ordered: readonly NamedLink[];
  /** The places of `ordered`, by the name of the link. */
  readonly place: ReadonlyMap<string, number>;
  /** The links of each service, in order. */
  readonly byService: ReadonlyMap<string, readonly NamedLink[]>;
  /** The number at which the other runlevels start a service; undefined where they do not, or not all at the same. */
  startNumber(service: string): number | undefined;
}

type Severity = Diagnostic['severity'];

/** A finding of a listing; `code` without its namespace. */
export function finding(
  severity: Severity,
  code: string,
  span: Span,
  message: string,
  more: Partial<Pick<Diagnostic, 'fixes' | 'related' | 'tag'>> = {},
): Diagnostic {
  const { fixes, ...rest } = more;
  return {
    span,
    severity,
    code: `rc-links.${code}`,
    message,
    ...rest,
    ...(fixes && fixes.length > 0 ? { fixes } : {}),
  };
}

/** Puts other text in the place of a span. */
export function replace(title: string, span: Span, newText: string, preferred = false): Fix {
  return { title, edits: [{ span, newText }], ...(preferred ? { preferred } : {}) };
}

/** Gives a link another name, and writes the target out where it followed from the name. */
export function rename(line: LinkLine, name: string, preferred = false): Fix {
  return replace(`Change to ${name}`, line.name.span, name, preferred);
}

/** Takes a line away, with its line break. */
export function removeLine({ document: { text } }: Pick<Judged, 'document'>, line: LinkLine, title?: string): Fix {
  let end = line.span.end;
  if (text[end] === '\r') end++;
  if (text[end] === '\n') end++;
  return replace(title ?? `Remove ${line.name.text}`, { start: line.span.start, end }, '');
}

/** Whether a link with S stops: Debian's rc does so at runlevels 0 and 6. */
export function stopsWithS({ flavor, level }: Judged, { parsed }: NamedLink): boolean {
  return parsed.kind === 'S' && flavor === 'debian' && (level === '0' || level === '6');
}

/** Two digits. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
