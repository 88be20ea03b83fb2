import type { Diagnostic, Fix } from '../kind.ts';
import { usualTarget } from './document.ts';
import { finding, type Judged, removeLine, rename, replace, twoDigits } from './judged.ts';
import type { LinkLine } from './parse.ts';

/** Copies that Red Hat's rc passes over: initscripts, `is_ignored_file`. */
const IGNORED = /(?:~|\.bak|\.orig|\.rpmnew|\.rpmorig|\.rpmsave)$/;
/** Copies that no rc knows: it runs them. */
const LEFTOVER = /(?:~|,v|\.(?:bak|old|new|orig|save|swp|rpm(?:new|orig|save)|dpkg-\w+|ucf-\w+))$/;

/** What is wrong with the writing of lines and the names of links. */
export function nameFindings(judged: Judged): Diagnostic[] {
  const { document } = judged;
  const seen = new Map<string, LinkLine>();
  const found: Diagnostic[] = [];
  for (const line of document.lines) {
    if (line.type === 'broken') found.push(broken(document.text, line.span));
    if (line.type !== 'link') continue;
    const { text } = line.name;
    const first = seen.get(text);
    if (first) {
      const message = `${text} is listed twice: a folder holds a name once.`;
      const related = [{ span: first.name.span, message: 'the first one' }];
      found.push(
        finding('error', 'duplicate', line.name.span, message, { related, fixes: [removeLine(judged, line)] }),
      );
    } else seen.set(text, line);
    found.push(...ofTarget(line), ...ofName(line, judged));
  }
  return found;
}

function broken(text: string, span: LinkLine['span']): Diagnostic {
  const line = text.slice(span.start, span.end);
  const parts =
    /^\s*([^\s/]+)\s*(?:=>|→|>|=|-+)\s*(\S+)\s*$/.exec(line) ?? /^\s*([SK]\d\d[^\s/]+)\s+(\S*\/\S+)\s*$/.exec(line);
  const fixes = parts ? [replace('Write `->`', span, `${parts[1]} -> ${parts[2]}`, true)] : [];
  const message = 'This is no link: write its name, an arrow and its target, such as `S90crond -> ../init.d/crond`.';
  return finding('error', 'syntax', span, message, { fixes });
}

function ofTarget(line: LinkLine): Diagnostic[] {
  if (line.target?.text !== '') return [];
  const at = line.target.span;
  const script = line.parsed?.service;
  const title = script === undefined ? '' : `Write ${usualTarget(script)}`;
  const fixes =
    script === undefined
      ? []
      : [replace(title, { start: line.name.span.end, end: at.end }, ` -> ${usualTarget(script)}`, true)];
  return [
    finding(
      'error',
      'no-target',
      line.name.span,
      `${line.name.text} leads nowhere: write its target behind the arrow.`,
      { fixes },
    ),
  ];
}

function ofName(line: LinkLine, judged: Judged): Diagnostic[] {
  const { text, span } = line.name;
  const { parsed } = line;
  if (!parsed) return isMeant(line) ? [improper(line, judged)] : [];
  const digits = tooManyDigits(line, judged);
  if (digits) return [digits];
  if (judged.flavor === 'redhat' && IGNORED.test(text)) {
    const message = `rc takes ${text} for a copy that was left behind, and passes over it.`;
    return [
      finding('information', 'leftover', span, message, { tag: 'unnecessary', fixes: leftoverFixes(line, judged) }),
    ];
  }
  if (!LEFTOVER.test(text) || judged.scripts?.byName.has(parsed.service)) return [];
  const message = `${text} has the name of a copy that was left behind, but rc does not pass over it: it runs what the link leads to.`;
  return [finding('information', 'leftover', span, message, { fixes: leftoverFixes(line, judged) })];
}

function leftoverFixes(line: LinkLine, judged: Judged): Fix[] {
  return [{ ...removeLine(judged, line), preferred: true }];
}

/** `S100crond` is link 10 of a service named `0crond`. */
function tooManyDigits(line: LinkLine, { scripts }: Judged): Diagnostic | undefined {
  const [, kind, digits, service] = /^([SK])(\d{3,})(\D.*)$/s.exec(line.name.text) ?? [];
  if (kind === undefined || digits === undefined || service === undefined) return undefined;
  const { service: taken } = line.parsed!;
  if (scripts?.byName.has(taken) || targetName(line) === taken) return undefined;
  const number = twoDigits(Math.min(99, Number(digits)));
  const message = `A link has two digits: rc takes ${line.name.text} for a link of "${taken}". Write ${kind}${number}${service}.`;
  return finding('warning', 'digits', line.name.span, message, {
    fixes: [rename(line, `${kind}${number}${service}`, true)],
  });
}

/** Whether a link without a proper name was meant to be one of a script: Debian's folders have links to a README. */
function isMeant({ name, target }: LinkLine): boolean {
  return /^[SK]|[SsKk]\d/.test(name.text) || target?.text.includes('init.d/') === true;
}

/** A name that is not S or K, two digits and a script. */
function improper(line: LinkLine, judged: Judged): Diagnostic {
  const { text, span } = line.name;
  const meant = meantName(line);
  const fixes = meant === undefined ? [] : [rename(line, meant, true)];
  const instead = meant === undefined ? 'S or K, two digits and the name of a script' : meant;
  if (!/^[SK]/.test(text)) {
    const message = `rc passes over ${text}, as names of links begin with S or K. Write ${instead} if it is to be run.`;
    return finding('information', 'ignored', span, message, { tag: 'unnecessary', fixes });
  }
  if (text.length < 4) {
    const message = `${text} names no script: write ${instead}.`;
    return finding('warning', 'digits', span, message, { fixes });
  }
  const others = judged.flavor === 'redhat' ? 'chkconfig' : 'update-rc.d';
  const message = `A link has two digits: rc takes ${text} for a link of "${text.slice(3)}", and ${others} does not see it. Write ${instead}.`;
  return finding('warning', 'digits', span, message, { fixes });
}

/** What a name was meant to be: the right case, letters that look like digits, one digit, no digit. */
function meantName(line: LinkLine): string | undefined {
  const { text } = line.name;
  const looksLike = /^[^A-Za-z0-9]?([SsKk])[-_ ]?([\dOoIl]{2})[-_ ]?([^\d].*)$/s.exec(text);
  if (looksLike)
    return nameOfParts(looksLike[1]!, looksLike[2]!.replace(/[Oo]/g, '0').replace(/[Il]/g, '1'), looksLike[3]!);
  const one = /^([SsKk])(\d)(\D.*)$/s.exec(text);
  if (one) return nameOfParts(one[1]!, one[2]!, one[3]!);
  const script = targetName(line);
  const none = /^([SsKk])(\D.*)$/s.exec(text);
  return none && script !== undefined && none[2] === script ? nameOfParts(none[1]!, '50', script) : undefined;
}

function nameOfParts(kind: string, digits: string, service: string): string {
  return `${kind.toUpperCase()}${twoDigits(Number(digits))}${service}`;
}

/** The last part of a target. */
export function targetName({ target }: LinkLine): string | undefined {
  return target === undefined || target.text === '' ? undefined : target.text.slice(target.text.lastIndexOf('/') + 1);
}
