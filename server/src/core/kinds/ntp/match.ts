import type { Token } from './lexer.ts';
import { fits, never, type Role, type Rule, type TokenRule } from './rules.ts';

/** A token with what the grammar takes it for. */
export interface Placed {
  readonly token: Token;
  readonly role: Role;
  /** The option or argument. */
  readonly name: string;
}

/** What could stand at a place: a value, or one of the words of options that are not yet used. */
export interface Expected {
  readonly role: Role;
  readonly name: string;
  readonly words?: readonly string[];
}

export interface Match {
  readonly placed: readonly Placed[];
  /** What the place behind the last fitting token could hold. */
  readonly expected: readonly Expected[];
  /** Whether what was taken is a whole command. */
  readonly complete: boolean;
  /** The name of a command that follows behind the placed tokens. */
  readonly nested: boolean;
}

type Outcome = 'no' | 'yes' | 'failed' | 'nested';

/** Lays the tokens of a command against its rule, as far as they fit. */
export function matchRule(rule: Rule, tokens: readonly Token[]): Match {
  const walk = new Walk(tokens);
  const outcome = walk.match(rule);
  return {
    placed: walk.placed,
    expected: walk.expected,
    complete: outcome === 'yes' || outcome === 'nested',
    nested: outcome === 'nested',
  };
}

class Walk {
  readonly placed: Placed[] = [];
  expected: Expected[] = [];
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  match(rule: Rule): Outcome {
    switch (rule.type) {
      case 'token':
        return this.#token(rule);
      case 'sequence':
        return this.#sequence(rule.of);
      case 'choice':
        return this.#choice(rule.of);
      case 'many':
        return this.#many(rule.of, rule.least);
      case 'options':
        return this.#options(rule.options, rule.least, rule.role);
      case 'command':
        return 'nested';
    }
  }

  #token(rule: TokenRule): Outcome {
    const token = this.#tokens[this.placed.length];
    if (token && fits(rule, token)) {
      this.placed.push({ token, role: rule.role, name: rule.name });
      this.expected = [];
      return 'yes';
    }
    this.expected.push({ role: rule.role, name: rule.name, ...(rule.words ? { words: [...rule.words] } : {}) });
    return 'no';
  }

  #sequence(rules: readonly Rule[]): Outcome {
    const before = this.placed.length;
    for (const rule of rules) {
      const outcome = this.match(rule);
      if (outcome === 'no') return this.placed.length > before || rule !== rules[0] ? 'failed' : 'no';
      if (outcome !== 'yes') return outcome;
    }
    return 'yes';
  }

  #choice(rules: readonly Rule[]): Outcome {
    for (const rule of rules) {
      const outcome = this.match(rule);
      if (outcome !== 'no') return outcome;
    }
    return 'no';
  }

  #many(rule: Rule, least: 0 | 1): Outcome {
    for (let count = 0; ; count++) {
      const outcome = this.match(rule);
      if (outcome === 'no') return count >= least ? 'yes' : 'no';
      if (outcome !== 'yes') return outcome;
    }
  }

  #options(options: ReadonlyMap<string, Rule>, least: 0 | 1, role: Role): Outcome {
    const used = new Set<string>();
    for (;;) {
      const token = this.#tokens[this.placed.length];
      const rule = token?.type === 'keyword' ? options.get(token.text) : undefined;
      if (!token || !rule) {
        this.expected.push(new Unused(role, options, used));
        return used.size >= least ? 'yes' : 'no';
      }
      used.add(token.text);
      this.placed.push({ token, role, name: token.text });
      this.expected = [];
      const outcome = this.match(rule);
      if (outcome !== 'yes') return 'failed';
    }
  }
}

/** The words of options that are not yet used; they are put together only when somebody asks, as few do. */
class Unused implements Expected {
  readonly name = '';

  constructor(
    readonly role: Role,
    private readonly options: ReadonlyMap<string, Rule>,
    private readonly used: ReadonlySet<string>,
  ) {}

  get words(): readonly string[] {
    return [...this.options].flatMap(([word, value]) => (this.used.has(word) || value === never ? [] : word));
  }
}
