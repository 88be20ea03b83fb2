import { ALPHANUMERICAL } from '../values/charsets.ts';
import { unitNameForm, unitNameParts, unitNameReplaceInstance } from '../values/unitNames.ts';
import { byteLength } from '../values/utf8.ts';
import { userSpecifiersUnresolved } from './differences.ts';
import { type Errno, failed } from './errno.ts';
import type { InstallInfo } from './installInfo.ts';
import { osRelease } from './osRelease.ts';
import type { Session } from './session.ts';

/** A text with its specifiers replaced; wrapped, so that it is no error. */
export interface Printed {
  readonly text: string;
}

const UNIT_NAME_MAX = 256;

/** `install_name_printf` of shared/install-printf.c: replaces the specifiers of a value below `[Install]`. */
export function installNamePrintf(session: Session, info: InstallInfo, format: string): Printed | Errno {
  let text = '';
  for (let at = 0; at < format.length; at++) {
    const letter = format[at + 1];
    if (format[at] !== '%' || letter === undefined) text += format[at];
    else {
      const value = specifier(session, info, letter);
      if (failed(value)) return value;
      text += value.text;
      at++;
    }
    if (byteLength(text) > UNIT_NAME_MAX) return 'ENAMETOOLONG';
  }
  return { text };
}

function specifier(session: Session, info: InstallInfo, letter: string): Printed | Errno {
  if (letter === '%') return { text: '%' };
  const value = nameSpecifier(info, letter) ?? systemSpecifier(session, letter);
  if (value !== undefined) return value;
  return ALPHANUMERICAL.includes(letter) ? 'EBADSLT' : { text: `%${letter}` };
}

function nameSpecifier(info: InstallInfo, letter: string): Printed | Errno | undefined {
  const { prefix, instance } = unitNameParts(info.name) ?? { prefix: info.name, instance: undefined };
  switch (letter) {
    case 'i':
      return { text: instance || info.defaultInstance || '' };
    case 'j':
      return { text: prefix.slice(prefix.lastIndexOf('-') + 1) };
    case 'n':
      return specifierName(info);
    case 'N': {
      const both = info.name.slice(0, info.name.lastIndexOf('.'));
      return { text: both.endsWith('@') ? both + (info.defaultInstance ?? '') : both };
    }
    case 'p':
      return { text: prefix };
    default:
      return undefined;
  }
}

function specifierName(info: InstallInfo): Printed | Errno {
  if (info.defaultInstance === undefined || unitNameForm(info.name) !== 'template') return { text: info.name };
  const text = unitNameReplaceInstance(info.name, info.defaultInstance);
  return text === undefined ? 'EINVAL' : { text };
}

const OS_RELEASE: Readonly<Record<string, string>> = {
  A: 'IMAGE_VERSION',
  B: 'BUILD_ID',
  M: 'IMAGE_ID',
  o: 'ID',
  w: 'VERSION_ID',
  W: 'VARIANT_ID',
};

function systemSpecifier(session: Session, letter: string): Printed | Errno | undefined {
  const field = Object.hasOwn(OS_RELEASE, letter) ? OS_RELEASE[letter] : undefined;
  if (field !== undefined) return osRelease(session.view, field);
  switch (letter) {
    case 'm':
      return machineId(session);
    case 'u':
    case 'g':
      return userSpecifier(session, 'root');
    case 'U':
    case 'G':
      return userSpecifier(session, '0');
    default:
      return 'abHlqv'.includes(letter) ? fact(session, letter) : undefined;
  }
}

/** Of the machine that systemctl runs on, not of the root; where the host does not say, it cannot be told. */
function fact({ facts }: Session, letter: string): Printed | Errno {
  const hostname = facts.hostname;
  const values: Readonly<Record<string, string | undefined>> = {
    a: facts.architecture,
    b: facts.bootId,
    H: hostname,
    l: hostname?.replace(/\..*$/, ''),
    q: hostname?.replace(/\..*$/, ''),
    v: facts.kernel,
  };
  const text = values[letter];
  return text === undefined ? 'EUNATCH' : { text };
}

/** `specifier_user_name` and its like: the system manager is root, and units of all users have no user yet. */
function userSpecifier({ scope, version }: Session, text: string): Printed | Errno {
  if (scope === 'system') return { text };
  return userSpecifiersUnresolved(version) ? 'EUNATCH' : 'EINVAL';
}

function machineId({ view }: Session): Printed | Errno {
  const found = view.chase('/etc/machine-id');
  if (failed(found)) return found === 'ENOENT' ? 'EUNATCH' : found;
  const content = found.node?.type === 'file' ? found.node.content : undefined;
  const id = /^([0-9a-f]{32})\n?$/i.exec(content ?? '')?.[1];
  return id === undefined ? 'ENOPKG' : { text: id.toLowerCase() };
}
