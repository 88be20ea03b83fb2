import { physicalLines } from '../parse/lines.ts';
import { chase } from '../tree/chase.ts';
import { type LoadedUnit, type LoadState, loadUnit } from './load.ts';
import { nullOrEmptyPath } from './nullOrEmpty.ts';
import type { UnitRoot } from './unitRoot.ts';

/** Where a line of an effective unit comes from; `line` counts from 1. Undefined for the lines that name the files. */
export type LineOrigin = { readonly path: string; readonly line: number } | undefined;

/** All files of a unit, one after the other. */
export interface EffectiveUnit {
  /** As `systemctl cat` prints it: each file below a line `# PATH`. Empty when the unit has no file. */
  readonly text: string;
  /** For every line of the text, where it comes from. */
  readonly origins: readonly LineOrigin[];
  readonly loadState: LoadState;
  /** Files that could not be read; their heads stand in the text alone. */
  readonly unread: readonly string[];
}

/** From this version on a head shows where a link leads, and says of an empty file that it masks. */
const LINKS_SHOWN_SINCE = 262;
const MASKED_TEMPLATES_SINCE = 262;

/**
 * The unit as `systemctl cat` prints it: systemctl-edit.c, `verb_cat`, and pretty-print.c, `cat_files`. A masked unit and
 * one that could not be loaded are a comment that says so. Undefined when the name can be no unit's.
 */
export function effectiveUnit(root: UnitRoot, name: string): EffectiveUnit | undefined {
  const unit = loadUnit(root, name);
  if (!unit) return undefined;
  const { loadState } = unit;
  const remark = remarkOn(unit, name, root.version);
  if (remark !== undefined) return { text: `${remark}\n`, origins: [undefined], loadState, unread: [] };
  const lines: string[] = [];
  const origins: LineOrigin[] = [];
  const unread: string[] = [];
  for (const path of [unit.fragmentPath, ...unit.dropInPaths]) {
    if (path === undefined) continue;
    if (lines.length > 0) add('', undefined);
    catFile(path);
  }
  return { text: lines.map((line) => `${line}\n`).join(''), origins, loadState, unread };

  function catFile(path: string): void {
    const { kind, end } = nullOrEmptyPath(root.tree, path);
    if (kind === 'mask' && root.version >= LINKS_SHOWN_SINCE) {
      add(`# ${path} is a mask.`, undefined);
      return;
    }
    const leadsTo = end.found && root.version >= LINKS_SHOWN_SINCE && end.path !== path ? ` -> ${end.path}` : '';
    add(`# ${path}${leadsTo}`, undefined);
    if (kind === 'mask') return;
    const text = textAt(root, path);
    if (text === undefined) unread.push(path);
    else {
      for (const [index, { span, contentEnd }] of physicalLines(text).entries()) {
        add(text.slice(span.start, contentEnd), { path, line: index + 1 });
      }
    }
  }

  function add(line: string, origin: LineOrigin): void {
    lines.push(line);
    origins.push(origin);
  }
}

/** Of a template, which is never loaded, only newer versions say that it is masked. */
function remarkOn({ loadState, form }: LoadedUnit, name: string, version: number): string | undefined {
  const isTemplate = form === 'template';
  if (loadState === 'masked' && (!isTemplate || version >= MASKED_TEMPLATES_SINCE)) return `# Unit ${name} is masked.`;
  return loadState === 'error' && !isTemplate ? `# Unit ${name} could not be loaded.` : undefined;
}

function textAt(root: UnitRoot, path: string): string | undefined {
  const end = chase(root.tree, path);
  return end.found && end.node.type === 'file' ? end.node.content : undefined;
}
