import { isRefusal } from '../../../values/numbers.ts';
import { parseSize } from '../../../values/size.ts';
import { splitWords } from '../../../values/words.ts';
import type { Explainer } from './ask.ts';
import { code, grouped } from './markdown.ts';

const RIGHTS: Readonly<Record<string, string>> = { r: 'read', w: 'write', m: 'make device nodes' };

/** A device, and what may be done with it. */
export const explainDeviceAllow: Explainer = ({ value }) => {
  const [device, rights = 'rwm'] = splitWords(value).words.map(({ word }) => word);
  if (device === undefined || !/^[rwm]+$/.test(rights)) return undefined;
  const what = /^(block|char)-(.*)$/.exec(device);
  const name = what
    ? `${what[1] === 'char' ? 'character' : 'block'} devices of the driver ${code(what[2]!)}`
    : code(device);
  return `**${[...new Set(rights)].map((right) => RIGHTS[right]).join(', ')}**: ${name}`;
};

/** A device, or the one of a path, and how much may pass to or from it each second. */
export const explainDeviceLimit: Explainer = ({ value, key }) => {
  const [device, limit] = splitWords(value).words.map(({ word }) => word);
  if (device === undefined || limit === undefined) return undefined;
  if (limit === 'infinity') return `**No limit** on the device of ${code(device)}`;
  const number = parseSize(limit, 1000);
  if (isRefusal(number)) return undefined;
  const unit = key.includes('IOPS') ? 'operations' : 'bytes';
  return `**${grouped(number)} ${unit} per second** on the device of ${code(device)}`;
};
