import type { Token } from './lexer.ts';

/** What a token stands for. */
export type Role =
  | 'command'
  | 'option'
  | 'flag'
  | 'word'
  | 'address'
  | 'mask'
  | 'family'
  | 'path'
  | 'driver'
  | 'interface'
  | 'number'
  | 'boolean'
  | 'name'
  | 'text'
  | 'punctuation';

/** What tokens a rule takes. */
export type Takes = 'string' | 'integer' | 'integer or unsigned' | 'number' | 'double' | 'boolean';

/** One token: a keyword of a list, or a value. */
export interface TokenRule {
  readonly type: 'token';
  readonly role: Role;
  /** The words that fit; without them any token that `takes` says. */
  readonly words?: ReadonlySet<string>;
  readonly takes?: Takes;
  /** The option or argument it is, for messages and completion. */
  readonly name: string;
}

/** The grammar of one command. Every choice is decided by the next token. */
export type Rule =
  | TokenRule
  | { readonly type: 'sequence' | 'choice'; readonly of: readonly Rule[] }
  | { readonly type: 'many'; readonly of: Rule; readonly least: 0 | 1 }
  | {
      readonly type: 'options';
      readonly options: ReadonlyMap<string, Rule>;
      readonly least: 0 | 1;
      readonly role: Role;
    }
  /** Another command, as behind the file of `includefile`. */
  | { readonly type: 'command' };

/** One of some words. */
export const words = (role: Role, name: string, ...list: readonly string[]): TokenRule => ({
  type: 'token',
  role,
  name,
  words: new Set(list),
});
/** A value of a kind, such as a number. */
export const value = (role: Role, takes: Takes, name: string): TokenRule => ({ type: 'token', role, takes, name });
/** All of them, one after the other. */
export const sequence = (...of: readonly Rule[]): Rule => ({ type: 'sequence', of });
/** The first of them that fits. */
export const choice = (...of: readonly Rule[]): Rule => ({ type: 'choice', of });
/** The same again and again, at least so often. */
export const many = (of: Rule, least: 0 | 1): Rule => ({ type: 'many', of, least });
/** What no token fits. */
export const never: TokenRule = { type: 'token', role: 'punctuation', words: new Set(), name: 'nothing' };
/** All of them, or nothing. */
export const maybe = (...of: readonly Rule[]): Rule => choice(sequence(...of), sequence());

/** Whether a token is one of those that a rule takes. */
export function fits(rule: TokenRule, token: Token): boolean {
  if (rule.words) {
    const { type } = token;
    return (type === 'keyword' || type === 'family' || type === 'special') && rule.words.has(token.text);
  }
  switch (rule.takes) {
    case 'integer':
      return token.type === 'integer';
    case 'integer or unsigned':
      return token.type === 'integer' || token.type === 'unsigned';
    case 'number':
      return token.type === 'integer' || token.type === 'double';
    case 'double':
      return token.type === 'double';
    case 'boolean':
      return token.type === 'integer' || (token.type === 'keyword' && /^(?:true|false)$/.test(token.text));
    default:
      return token.type === 'string';
  }
}
