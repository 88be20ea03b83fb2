import { lockContract } from '../../sysv/locks.ts';
import type { ScriptFacts } from '../../sysv/scriptFacts.ts';
import { touches } from '../../text/span.ts';
import type { Context, Hover } from '../kind.ts';
import { judgedOf } from './checks.ts';
import { askedOf } from './defaultChecks.ts';
import { lineAt, type RcLinksDocument, surroundingsOf } from './document.ts';
import { bodyOf, renderPart } from './documentation.ts';
import type { Judged, NamedLink } from './judged.ts';
import { targetName } from './nameChecks.ts';

/** What a link does at its runlevel, where it comes in the order, and what its script is and asks for. */
export function hoverRcLinks(document: RcLinksDocument, offset: number, context: Context): Hover | undefined {
  const line = lineAt(document.lines, offset);
  if (line?.type !== 'link') return undefined;
  const judged = judgedOf(document, surroundingsOf(context));
  const { parsed, name, target } = line;
  if (target && touches(target.span, offset) && target.text !== '') {
    const script = judged.scripts?.byName.get(targetName(line) ?? '');
    return { span: target.span, text: script ? scriptText(script, judged) : renderPart('target') };
  }
  if (!parsed || !touches(name.span, offset)) return undefined;
  if (offset > name.span.start && offset < name.span.start + 3) {
    return {
      span: { start: name.span.start + 1, end: name.span.start + 3 },
      text: numberText(judged, line as NamedLink),
    };
  }
  return { span: name.span, text: linkText(judged, line as NamedLink) };
}

function linkText(judged: Judged, line: NamedLink): string {
  const { kind, service } = line.parsed;
  const script = judged.scripts?.byName.get(service);
  const parts = [
    `**${line.name.text}**${script?.description ? ` · ${script.description}` : ''}`,
    whatItDoes(judged, line),
    placeText(judged, line),
    ...(script ? askedText(script, judged) : []),
    ...(script && judged.flavor === 'redhat' ? lockText(script, kind) : []),
  ];
  return parts.join('\n\n');
}

function whatItDoes({ flavor, level }: Judged, { parsed: { kind, service } }: NamedLink): string {
  const at =
    level === undefined ? 'when the machine comes to this runlevel' : `when the machine comes to runlevel ${level}`;
  if (flavor === 'redhat') {
    return kind === 'S'
      ? `Starts \`${service}\` ${at}, unless it is up: there is a file /var/lock/subsys/${service}.`
      : `Stops \`${service}\` ${at}, if it is up: there is a file /var/lock/subsys/${service}.`;
  }
  if (kind === 'K') return `Stops \`${service}\` ${at}, but not while it boots.`;
  if (level === '0' || level === '6')
    return `Runs \`${service} stop\` ${at}: there Debian's rc stops with S links, too.`;
  return level === 'S'
    ? `Starts \`${service}\` when the machine boots, before any runlevel.`
    : `Starts \`${service}\` ${at}.`;
}

/** The place among the links of its kind, with its neighbours. */
function placeText({ ordered, place }: Judged, line: NamedLink): string {
  const same = ordered.filter(({ parsed }) => parsed.kind === line.parsed.kind);
  const offset = ordered.findIndex(({ parsed }) => parsed.kind === line.parsed.kind);
  const index = place.get(line.name.text)! - offset;
  const [before, after] = [same[index - 1], same[index + 1]];
  const around = [before && `after \`${before.name.text}\``, after && `before \`${after.name.text}\``].filter(Boolean);
  const does = line.parsed.kind === 'S' ? 'started' : 'stopped';
  return `Number ${index + 1} of the ${same.length} that are ${does}${around.length > 0 ? `: ${around.join(', ')}` : ''}.`;
}

function numberText(judged: Judged, line: NamedLink): string {
  return `**${line.name.text.slice(1, 3)}**\n\n${placeText(judged, line)}\n\n${bodyOf('number')}`;
}

/**
 * The hover of a script, also shown beside completions.
 *
 * @param here whether to say which links it has in the listing
 */
export function scriptText(script: ScriptFacts, judged: Judged, here = true): string {
  const links = (judged.byService.get(script.name) ?? []).map(({ name }) => `\`${name.text}\``);
  const parts = [
    `**${script.name}**${script.description ? ` · ${script.description}` : ''}`,
    `\`${script.path}\`${script.file && !script.file.executable && !judged.tree?.modesUnknown ? ' (not executable)' : ''}`,
    ...(here ? [links.length > 0 ? `Here: ${links.join(', ')}.` : 'It has no link here.'] : []),
    ...askedText(script, judged),
  ];
  return parts.join('\n\n');
}

/** What the headers ask for, and by which links that is met here. */
function askedText(script: ScriptFacts, judged: Judged): string[] {
  const { level, flavor } = judged;
  const asked = level === undefined ? undefined : askedOf(script, level, flavor === 'redhat');
  const out: string[] = [];
  if (asked?.kind) {
    out.push(
      `Its header asks for it to be ${asked.kind === 'S' ? 'started' : 'stopped'} at runlevel ${level} (\`${asked.because}\`).`,
    );
  } else if (!asked && level !== undefined) out.push('It has no header that says where it is to run.');
  const { lsb } = script;
  const needs = [
    ['Starts after', lsb?.requiredStart],
    ['if there, after', lsb?.shouldStart],
  ] as const;
  const words = needs.flatMap(([text, names]) =>
    names && names.length > 0 ? [`${text} ${names.map((name) => needText(judged, name)).join(', ')}`] : [],
  );
  if (words.length > 0) out.push(`${words.join('; ')}.`);
  return out;
}

/** A name of a header with the link that stands for it here. */
function needText({ scripts, byService }: Judged, name: string): string {
  const links = (scripts?.providers(name) ?? []).flatMap((script) => byService.get(script) ?? []);
  const starts = links.filter(({ parsed }) => parsed.kind === 'S').map(({ name: link }) => link.text);
  return `\`${name}\`${starts.length > 0 && starts[0] !== name ? ` (${starts.join(', ')})` : ''}`;
}

/** A lock file that is not what rc looks for. */
function lockText(script: ScriptFacts, kind: 'S' | 'K'): string[] {
  const { creates, removes } = lockContract(script.file?.content, script.name);
  if (kind === 'S' && !creates.includes(script.name)) {
    return [`⚠ Its script makes no /var/lock/subsys/${script.name}: rc does not see that it is up.`];
  }
  return kind === 'K' && !removes.includes(script.name)
    ? [`⚠ Its script leaves /var/lock/subsys/${script.name}: rc takes it to be up afterwards.`]
    : [];
}
