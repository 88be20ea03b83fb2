import type { Diagnostic, Fix } from '../../kinds/kind.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import type { Word } from '../../values/words.ts';
import { commandsOfUnit, runsShell, type UnitCommand } from './commands.ts';
import { type AdviceRule, adviseWord } from './report.ts';

/** What a shell reads between words: pipes, lists, redirections. */
const OPERATOR = /^(?:\|\|?|&&|&|\d?(?:>>?|<<?<?)(?:&\d|\/\S*)?|&>>?(?:\/\S*)?)$/;
/** Programs that are given files, so that a pattern among their arguments was meant to be replaced by a shell. */
const TAKES_FILES = new Set([
  ...['cat', 'chgrp', 'chmod', 'chown', 'cp', 'du', 'gzip', 'install', 'ln', 'ls', 'mv', 'rm', 'rmdir', 'sha256sum'],
  ...['stat', 'tail', 'tar', 'touch', 'truncate', 'xz', 'zstd'],
]);
/** Words that are no programs: a shell knows them itself. */
const BUILT_IN: Readonly<Record<string, string>> = {
  cd: 'write WorkingDirectory= instead',
  export: 'write Environment= instead',
  source: 'run it with /bin/sh -c, or write EnvironmentFile= for variables',
  '.': 'run it with /bin/sh -c, or write EnvironmentFile= for variables',
  ulimit: 'write LimitNOFILE= and the like instead',
  umask: 'write UMask= instead',
  exec: 'leave it out, as no shell is in between',
  if: "run it with /bin/sh -c '...'",
  for: "run it with /bin/sh -c '...'",
  while: "run it with /bin/sh -c '...'",
};
const PAGE = { page: 'systemd.service(5)', anchor: 'Command%20lines' } as const;

/** Shell syntax in commands that no shell runs: systemd hands it to the program as it is. One finding per command. */
export const shellSyntax: AdviceRule = (unit) =>
  commandsOfUnit(unit).flatMap((one) => builtIn(one) ?? assignmentFirst(one) ?? syntax(one) ?? []);

function builtIn({ command, program, node }: UnitCommand): Diagnostic | undefined {
  const instead = command.prefixes.rest === program && Object.hasOwn(BUILT_IN, program) ? BUILT_IN[program] : undefined;
  if (instead === undefined || command.prefixes.viaShell) return undefined;
  const { start, end } = command.first;
  const message = `'${program}' is a word of the shell, not a program, and no shell is run here; ${instead}.`;
  return adviseWord(node, start, end, { code: 'shell-syntax', message, ...PAGE });
}

/** `NAME=value program` sets a variable in a shell only. */
function assignmentFirst({ command, node }: UnitCommand): Diagnostic | undefined {
  const [, assignment] = /^([A-Za-z_][A-Za-z0-9_]*=.*)$/.exec(command.prefixes.rest) ?? [];
  if (assignment === undefined || command.prefixes.viaShell || command.args.length === 0) return undefined;
  const { start, end } = command.first;
  const message = `Only a shell takes '${short(assignment)}' as a variable; here it is taken for the program. Write Environment=${short(assignment)}.`;
  return adviseWord(node, start, end, { code: 'shell-syntax', message, ...PAGE });
}

function syntax(one: UnitCommand): Diagnostic | undefined {
  const { command, node, program } = one;
  const shell = runsShell(one);
  const value = node.value.text;
  for (const [i, word] of command.args.entries()) {
    const isBare = value.slice(word.start, word.end) === word.word;
    const isLast = i === command.args.length - 1;
    const reason = isBare && !command.prefixes.viaShell ? operatorReason(word, isLast) : undefined;
    const why = reason ?? (shell ? undefined : expansionReason(word, program));
    if (why === undefined) continue;
    const message = `${why} systemd runs no shell: ${program || 'the program'} gets '${short(word.word)}' as it is. Run it with /bin/sh -c '...' if a shell is meant.`;
    return adviseWord(node, word.start, word.end, {
      code: 'shell-syntax',
      message,
      ...PAGE,
      fixes: shell ? [] : [wrapInShell(node, command.first)],
    });
  }
  return undefined;
}

function operatorReason({ word }: Word, isLast: boolean): string | undefined {
  if (word === '&' && !isLast) return undefined;
  if (OPERATOR.test(word))
    return `'${short(word)}' is ${/[<>]/.test(word) ? 'a redirection' : 'an operator'} of the shell.`;
  return /^[^;]+;$/.test(word) && !isLast ? "Only a ';' with blanks around it separates commands." : undefined;
}

/** What a shell would replace within a word, whatever quotes systemd has taken off. */
function expansionReason({ word }: Word, program: string): string | undefined {
  if (/\$\([^)]/.test(word) || /^`|`[^`]+`/.test(word)) return 'The output of a command is put in by a shell only.';
  if (/^~(\/|$)/.test(word)) return "'~' stands for the home directory in a shell only; %h does here, in user units.";
  const isPattern = /^[./]\S*[*]/.test(word) && TAKES_FILES.has(program);
  return isPattern ? 'Patterns are replaced by file names in a shell only.' : undefined;
}

/** Offered where the whole value is one command that can stand in single quotes. */
function wrapInShell(node: AssignmentNode, first: Word): Fix | undefined {
  const value = node.value.text;
  if (node.lines > 1 || value.includes("'") || /(^|\s);(\s|$)/.test(value)) return undefined;
  const signs = /^[-@:+!|]*/.exec(value.slice(first.start))![0];
  if (signs.includes('@')) return undefined;
  const newText = `${signs}/bin/sh -c '${value.slice(first.start + signs.length)}'`;
  return { title: 'Run it with /bin/sh -c', edits: [{ span: node.valueSpan, newText }] };
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
