import { DEFAULT_CRON } from '../../cron/system.ts';
import type { Span } from '../../text/span.ts';
import type { Completion, Context } from '../kind.ts';

const SCRIPT_FOLDERS = ['/etc/cron.hourly', '/etc/cron.daily', '/etc/cron.weekly', '/etc/cron.monthly'];

/** A command that is being typed: names in the folder typed so far, folders of scripts, and lines worth starting from. */
export function completeCommand(
  text: string,
  offset: number,
  { word, start }: { readonly word: Span; readonly start: number },
  context: Context,
): Completion[] {
  const typed = text.slice(word.start, offset);
  const scripts = scriptFolders(context);
  if (typed.startsWith('/')) return [...completeNames(typed, word, context), ...offer(scripts, word, typed)];
  const before = text.slice(start, word.start);
  if (/(?:^|[\s/;&|])run-parts(?:\s+-\S+)*\s+$/.test(before)) return offer(['--report', ...scripts], word, typed);
  if (before.trim() !== '') return [];
  return offer([...scripts.map((folder) => `run-parts --report ${folder}`)], word, typed);
}

function scriptFolders(context: Context): string[] {
  const { system } = context.cron ?? DEFAULT_CRON;
  return system ? [...system.scripts.keys()].filter((folder) => folder !== '/etc/cron.d') : SCRIPT_FOLDERS;
}

function completeNames(typed: string, word: Span, context: Context): Completion[] {
  const folder = typed.slice(0, typed.lastIndexOf('/') + 1);
  return context.workspace.list(folder).map((name) => ({
    label: folder + name,
    kind: 'path',
    edit: { span: word, newText: folder + name },
    rank: name,
    ...(name.endsWith('/') ? { retrigger: true } : {}),
  }));
}

function offer(values: readonly string[], word: Span, typed: string): Completion[] {
  return values
    .filter((value) => value.startsWith(typed))
    .map((value, index) => ({
      label: value,
      kind: 'path',
      edit: { span: word, newText: value },
      rank: `!${index}`,
    }));
}

/** The folder, ending in `/`, whose names a completion at this offset wants to know. */
export function folderTyped(text: string, offset: number, word: Span): string | undefined {
  const typed = text.slice(word.start, offset);
  return typed.startsWith('/') ? typed.slice(0, typed.lastIndexOf('/') + 1) : undefined;
}
