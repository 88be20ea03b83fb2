import type { Reading } from './reading.ts';
import { type Rule, refuse } from './report.ts';
import { expand, last, path } from './settings.ts';
import { nameMustMatch, needsPathInName, pathOfName } from './unitPaths.ts';

function where(unit: Reading) {
  return path(unit, 'Automount', 'Where');
}

/** `automount_set_where` and `automount_verify` of core/automount.c. */
export const automountRules: readonly Rule[] = [
  needsPathInName('Where', where),
  rootDirectory,
  nameMustMatch('Where', where),
  reservedOptions,
];

function rootDirectory(unit: Reading) {
  const given = where(unit);
  const point = given ? given.value.text : pathOfName(unit);
  if (point !== '/' || given?.value.guessed) return undefined;
  return refuse(
    unit,
    'automount-root',
    given?.node,
    'The root directory cannot be mounted on demand. Name another mount point, or use a mount unit.',
  );
}

/** Options of autofs that systemd sets itself. */
const RESERVED = ['fd', 'pgrp', 'minproto', 'maxproto', 'direct', 'indirect'];

function reservedOptions(unit: Reading) {
  const options = last(unit, 'Automount', 'ExtraOptions', (value) => expand(unit, value)?.text);
  if (!options) return undefined;
  const found = RESERVED.find((name) => hasOption(options.value, name));
  if (found === undefined) return undefined;
  return refuse(
    unit,
    'automount-reserved-option',
    options.node,
    `systemd sets the option '${found}' of an automount itself. Take it out of ExtraOptions=.`,
  );
}

/** `fstab_test_option` of shared/fstab-util.c: options stand between commas that no backslash escapes. */
function hasOption(options: string, name: string): boolean {
  const parts = options.match(/(?:\\[\s\S]?|[^,\\])+/g) ?? [];
  return parts.some((part) => part === name || part.startsWith(`${name}=`));
}
