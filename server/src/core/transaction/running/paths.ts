import type { ConditionPath } from '../../boot/conditions/paths.ts';
import { SEARCH_PATH } from './exec/execute.ts';

const COMMANDS = /^[ \t]*Exec(?:Condition|Start|StartPre|StartPost|Reload|Stop|StopPre|StopPost)[ \t]*=[ \t]*(.*)$/gm;
const FILES =
  /^[ \t]*(?:WorkingDirectory|EnvironmentFile|TTYPath|NetworkNamespacePath|ReadWritePaths|ReadOnlyPaths|InaccessiblePaths|ExecPaths|NoExecPaths|BindPaths|BindReadOnlyPaths)[ \t]*=[ \t]*(.*)$/gm;
const PATH_UNITS = /^[ \t]*(PathExists|PathExistsGlob|DirectoryNotEmpty)[ \t]*=[ \t]*(\/[^\r\n]*?)[ \t\r]*$/gm;
/** The signs before a program or path. */
const SIGNS = /^[-@:+!|]+/;
const MOST_WORDS = 32;

export { SYSUSERS_FOLDERS } from './accounts.ts';

/**
 * The paths of the root that decide what becomes of a unit's commands, and whether a path unit starts its unit, from the
 * text of a unit file: for hosts that have not loaded any unit yet. A line that is continued is seen up to its end.
 */
export function runningPathsIn(text: string): ConditionPath[] {
  const asked: ConditionPath[] = [];
  const add = (path: string, need: ConditionPath['need'] = 'node') => {
    if (!path.includes('%') && !path.includes('$')) asked.push({ path, need });
  };
  for (const [, line = ''] of text.matchAll(COMMANDS)) {
    const words = line.split(/[\s'";&|]+/).slice(0, MOST_WORDS);
    const program = (words[0] ?? '').replace(SIGNS, '');
    if (/^[^/]+$/.test(program)) for (const folder of SEARCH_PATH) add(`${folder}/${program}`);
    for (const word of [program, ...words.slice(1)]) if (word.startsWith('/')) add(word);
  }
  for (const [, line = ''] of text.matchAll(FILES)) {
    for (const word of line.split(/\s+/)) {
      const path = word.replace(SIGNS, '').split(':')[0] ?? '';
      if (path.startsWith('/')) add(path);
    }
  }
  for (const [, key, path = ''] of text.matchAll(PATH_UNITS)) {
    add(path, key === 'PathExists' ? 'node' : key === 'DirectoryNotEmpty' ? 'names' : 'glob');
  }
  return asked;
}
