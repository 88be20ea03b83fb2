import rows from './generated/conditions.json' with { type: 'json' };

/** What a condition is asked with. */
export interface Condition {
  /** Without `Condition` or `Assert` before it: `PathExists`. */
  readonly name: string;
  /** The kind of its argument: `path`, `boolean`, `enum:condition_security`, ... */
  readonly kind: string;
  readonly path?: boolean;
  readonly details?: Readonly<Record<string, unknown>>;
}

const ROWS = rows as unknown as readonly Condition[];

/** The condition that a directive such as `ConditionPathExists` or `AssertPathExists` asks. */
export function conditionOf(key: string): Condition | undefined {
  const name = /^(?:Condition|Assert)(.+)$/.exec(key)?.[1];
  return name === undefined ? undefined : ROWS.find((row) => row.name === name);
}
