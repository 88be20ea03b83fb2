import type { Directive } from '../../../knowledge/directives.ts';
import type { Context } from '../../kind.ts';
import type { UnitDocument } from '../document.ts';

/** A value that is to be explained, and where it stands. */
export interface Ask {
  readonly row: Directive;
  readonly section: string;
  /** The directive as it is written. */
  readonly key: string;
  /** As systemd hands it to the parser: continuation lines joined, blanks around it removed. Not empty. */
  readonly value: string;
  readonly document: UnitDocument;
  readonly context: Context;
}

/** Says in Markdown what a value means; undefined where it cannot be read, or means no more than it says. */
export type Explainer = (ask: Ask) => string | undefined;
