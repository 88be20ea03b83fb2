import { isOfUserManager } from '../../kinds/unit/manager.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { type AdviceRule, adviseWord } from './report.ts';

/** Targets that only the system manager has, and what to name in a user's unit instead. */
const SYSTEM_ONLY: Readonly<Record<string, string | undefined>> = {
  'multi-user.target': 'default.target',
  'graphical.target': 'graphical-session.target',
  'network.target': undefined,
  'network-online.target': undefined,
  'local-fs.target': undefined,
  'remote-fs.target': undefined,
  'sysinit.target': 'basic.target',
};

/** Units of user managers that name targets of the system manager: there is nothing by that name. */
export const userUnits: AdviceRule = (unit, context) => {
  if (!isOfUserManager(context.path)) return [];
  return unit.assigned.flatMap(({ row, node }) => {
    if (row.kind !== 'unit-list') return [];
    const { words } = splitWords(node.value.text, undefined, EXTRACT.RETAIN_ESCAPE);
    return words.flatMap(({ word, start, end }) => {
      if (!Object.hasOwn(SYSTEM_ONLY, word)) return [];
      const instead = SYSTEM_ONLY[word];
      const effect = /By$/.test(node.key) ? 'so the unit is never started by it' : `so ${node.key}= has no effect`;
      const what = instead === undefined ? 'drop it' : `write ${instead}`;
      const message = `User managers have no ${word}, ${effect}; ${what}.`;
      const fix = instead && { title: `Replace by '${instead}'`, newText: instead };
      const found = adviseWord(node, start, end, { code: 'user-target', message, page: 'systemd.special(7)' });
      return [
        fix ? { ...found, fixes: [{ title: fix.title, edits: [{ span: found.span, newText: fix.newText }] }] } : found,
      ];
    });
  });
};
