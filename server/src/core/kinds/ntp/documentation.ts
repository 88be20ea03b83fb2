import texts from '../../knowledge/docs/en/ntp.json' with { type: 'json' };

/** The groups of texts that belong to no single command. */
export type NtpTopic = 'commands' | 'association' | 'systemFlags' | 'words';

const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = texts;

/** What an option of a command is for; undefined when there is no text. */
export function optionText(command: string, option: string): string | undefined {
  return textIn(groupOf(command), option);
}

/** What a command is for. */
export function commandText(command: string): string | undefined {
  return textIn('commands', command);
}

/** What another word means, such as `default` behind `restrict`. */
export function wordText(word: string): string | undefined {
  return textIn('words', word);
}

/** All groups with the names that they have texts for. */
export function textNames(): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(groups).map(([group, named]) => [group, Object.keys(named)]));
}

/** The group that the options of a command are described in. */
export function groupOf(command: string): string {
  if (/^(?:server|pool|peer|broadcast|manycastclient|refclock)$/.test(command)) return 'association';
  if (/^(?:enable|disable)$/.test(command)) return 'systemFlags';
  return command === 'unrestrict' ? 'restrict' : command;
}

function textIn(group: string, name: string): string | undefined {
  const named = Object.hasOwn(groups, group) ? groups[group] : undefined;
  return named && Object.hasOwn(named, name) ? named[name] : undefined;
}

/** The documentation that a completion names, as Markdown: `command:server`, `option:restrict.kod`, `word:default`. */
export function renderNtp(key: string): string | undefined {
  const colon = key.indexOf(':');
  const [topic, name] = [key.slice(0, colon), key.slice(colon + 1)];
  if (topic === 'command') return titled(name, commandText(name));
  if (topic === 'word') return titled(name, wordText(name));
  const dot = name.indexOf('.');
  return titled(name.slice(dot + 1), optionText(name.slice(0, dot), name.slice(dot + 1)));
}

function titled(title: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `**${title}**\n\n${text}`;
}
