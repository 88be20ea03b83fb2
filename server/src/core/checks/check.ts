import type { Context, Diagnostic } from '../kinds/kind.ts';
import type { UnitDocument } from '../kinds/unit/document.ts';
import { manualUrl } from '../knowledge/manual.ts';

export { manualUrl };

/** One rule, or a few of a kind, over a unit file. Pure; never throws. */
export type UnitCheck = (document: UnitDocument, context: Context) => Diagnostic[];

/** The page that explains how unit files are written. */
export const SYNTAX_URL = manualUrl('systemd.syntax(7)');
