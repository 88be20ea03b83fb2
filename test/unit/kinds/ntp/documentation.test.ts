import { describe, expect, it } from 'vitest';
import { commandText, groupOf, optionText, textNames } from '../../../../server/src/core/kinds/ntp/documentation.ts';
import { COMMANDS, optionsOf } from '../../../../server/src/core/kinds/ntp/tables.ts';

describe('texts of ntp.conf', () => {
  it('has one for every command and option', () => {
    const missing = COMMANDS.flatMap(({ name }) => [
      ...(commandText(name) ? [] : [name]),
      ...optionsOf(name).flatMap((option) => (optionText(name, option.name) ? [] : [`${name} ${option.name}`])),
    ]);
    expect(missing).toEqual([]);
  });

  it('has none for what there is not', () => {
    const known = new Map<string, Set<string>>([['commands', new Set(COMMANDS.map(({ name }) => name))]]);
    for (const { name } of COMMANDS) {
      for (const option of optionsOf(name)) {
        const group = groupOf(name);
        known.set(group, (known.get(group) ?? new Set()).add(option.name));
      }
    }
    const surplus = [...textNames()].flatMap(([group, names]) =>
      group === 'words' ? [] : names.filter((name) => !known.get(group)?.has(name)).map((name) => `${group} ${name}`),
    );
    expect(surplus).toEqual([]);
  });
});
