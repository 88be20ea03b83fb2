import type { Reading } from '../../checks/verify/reading.ts';
import { isRefused } from '../../checks/verify/refused.ts';
import { assignmentsOf } from '../../checks/verify/settings.ts';
import { EXTRACT, extractFirstWord } from '../../values/words.ts';

const KEYS = [
  ['LoadCredential', 'LoadCredentialEncrypted'],
  ['SetCredential', 'SetCredentialEncrypted'],
] as const;

/** Whether the unit has any encrypted credential; of two with one name the later one counts. */
export function hasEncryptedCredentials(unit: Reading): boolean {
  return KEYS.some((keys) => {
    const encrypted = new Map<string, boolean>();
    for (const assigned of assignmentsOf(unit, unit.section, keys)) {
      const { key, value } = assigned.node;
      if (value.text === '') encrypted.clear();
      else if (!isRefused(assigned)) encrypted.set(idOf(value.text), key.endsWith('Encrypted'));
    }
    return [...encrypted.values()].includes(true);
  });
}

function idOf(value: string): string {
  const found = extractFirstWord(value, 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS);
  return found.kind === 'word' ? found.word : value;
}
