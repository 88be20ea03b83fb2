import { commandsOfUnit } from './commands.ts';
import { type AdviceRule, adviseWord } from './report.ts';

const SWITCH_USER = new Set(['sudo', 'su', 'doas', 'runuser', 'pkexec']);

/** Programs that change the user, where the unit itself can say who runs it. */
export const switchUser: AdviceRule = (unit) =>
  commandsOfUnit(unit).flatMap(({ command, program, node }) => {
    if (!SWITCH_USER.has(program)) return [];
    const message = `${program} opens a session of its own, which systemd then loses sight of; write User= (and Group=) instead.`;
    const { start, end } = command.first;
    return [adviseWord(node, start, end, { code: 'switch-user', message, page: 'systemd.exec(5)', anchor: 'User=' })];
  });

const WAITING_VERBS = new Set(['start', 'restart', 'try-restart', 'reload', 'reload-or-restart', 'isolate']);

/** Jobs that a unit starts and waits for while its own job is running: they may wait for each other. */
export const systemctlInside: AdviceRule = (unit) =>
  commandsOfUnit(unit).flatMap(({ command, program, node }) => {
    const words = command.args.map(({ word }) => word);
    const verb = command.args.find(({ word }) => !word.startsWith('-'));
    if (program !== 'systemctl' || !verb || !WAITING_VERBS.has(verb.word)) return [];
    if (words.some((word) => word === '--no-block' || word === '--user' || word.startsWith('--root'))) return [];
    const message = `systemctl ${verb.word} waits for a job that may in turn wait for this unit. Say it with a dependency (Wants=, Conflicts=, PartOf=, OnSuccess=), or add --no-block.`;
    return [
      adviseWord(node, command.first.start, verb.end, {
        code: 'systemctl-in-unit',
        message,
        page: 'systemd.unit(5)',
        anchor: 'Wants=',
      }),
    ];
  });
