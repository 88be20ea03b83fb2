import type { Diagnostic } from '../../kinds/kind.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { commandsOfUnit } from './commands.ts';
import { type AdviceRule, adviseWord } from './report.ts';

const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|SECRET_KEY|API_?KEY|ACCESS_TOKEN|AUTH_TOKEN|API_TOKEN|TOKEN|PRIVATE_KEY)$/i;
const SECRET_OPTION = /^--?(?:password|passwd|passphrase|secret|token|api[-_]?key|auth[-_]?token)=(.+)$/i;
/** What stands for something else: a file, a specifier, a variable, a switch, or a placeholder. */
const NO_SECRET = /^(?:[/~.%$<{].*|\d|yes|no|true|false|on|off|none|)$/i;
const PAGE = { page: 'systemd.exec(5)', anchor: 'LoadCredential=ID:PATH' } as const;

/** Secrets in the text of a unit: any user can read the file, and the setting with `systemctl show`. */
export const secrets: AdviceRule = (unit) => [
  ...unit.assigned.filter(({ row }) => row.kind === 'environment').flatMap(({ node }) => inEnvironment(node)),
  ...commandsOfUnit(unit).flatMap(({ command, node }) =>
    command.args.flatMap(({ word, start, end }) => {
      const value = SECRET_OPTION.exec(word)?.[1];
      if (value === undefined || NO_SECRET.test(value)) return [];
      const option = word.slice(0, word.indexOf('='));
      const message = `${option} is given a secret, which every user can read with systemctl and ps. Hand it over with LoadCredential= and let the program read the file.`;
      return [adviseWord(node, start, end, { code: 'secret', message, ...PAGE })];
    }),
  ),
];

function inEnvironment(node: AssignmentNode): Diagnostic[] {
  const { words } = splitWords(node.value.text, undefined, EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE);
  return words.flatMap(({ word, start, end }) => {
    const equals = word.indexOf('=');
    const name = word.slice(0, Math.max(equals, 0));
    if (!SECRET_NAME.test(name) || NO_SECRET.test(word.slice(equals + 1))) return [];
    const message = `${name} looks like a secret, and every user can read it with 'systemctl show'. Hand it over with LoadCredential=, or put it into an EnvironmentFile= that only root can read.`;
    return [adviseWord(node, start, end, { code: 'secret', message, ...PAGE })];
  });
}
