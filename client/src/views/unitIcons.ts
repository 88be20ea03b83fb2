import { ThemeColor, ThemeIcon } from 'vscode';

const plain = 'icon.foreground';
const faded = 'disabledForeground';

/** State, as systemctl prints it, to the icon and its colour. */
const icons: Readonly<Record<string, readonly [icon: string, colour: string]>> = {
  enabled: ['pass-filled', 'charts.green'],
  'enabled-runtime': ['pass', 'charts.green'],
  disabled: ['circle-large-outline', faded],
  masked: ['circle-slash', 'charts.red'],
  'masked-runtime': ['circle-slash', 'charts.orange'],
  static: ['circle-filled', faded],
  indirect: ['arrow-swap', plain],
  alias: ['arrow-small-right', plain],
  linked: ['link', plain],
  'linked-runtime': ['link', faded],
  generated: ['gear', plain],
  transient: ['history', plain],
  bad: ['warning', 'charts.yellow'],
};

const meanings: Readonly<Record<string, string>> = {
  enabled: 'links start it at boot, or with the unit that wants it',
  'enabled-runtime': 'enabled until the next boot',
  disabled: 'has an [Install] section, whose links are not made',
  masked: 'nothing can start it',
  'masked-runtime': 'nothing can start it until the next boot',
  static: 'has no [Install] section: others start it',
  indirect: 'is not enabled itself, but units that it names are',
  alias: 'another name of a unit',
  linked: 'its file stands outside of the search path',
  'linked-runtime': 'its file stands outside of the search path; linked until the next boot',
  generated: 'made by a generator',
  transient: 'made while the system was running',
  bad: 'cannot be read as a unit',
};

/** The icon for a unit in this state. */
export function iconOfState(state: string): ThemeIcon {
  const [icon, colour] = icons[state] ?? ['file', plain];
  return new ThemeIcon(icon, new ThemeColor(colour));
}

/** What a state means, in a few words; empty for states that are not known. */
export function meaningOfState(state: string): string {
  return meanings[state] ?? '';
}
