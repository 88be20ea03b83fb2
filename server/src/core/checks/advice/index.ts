import type { Context, Diagnostic } from '../../kinds/kind.ts';
import type { UnitDocument } from '../../kinds/unit/document.ts';
import type { UnitCheck } from '../check.ts';
import { readingOf } from '../verify/reading.ts';
import { hardening } from './hardening.ts';
import { networkOnline, networkTarget } from './network.ts';
import { missingOrder } from './ordering.ts';
import { switchUser, systemctlInside } from './otherPrograms.ts';
import type { AdviceRule } from './report.ts';
import { secrets } from './secrets.ts';
import { forkingWithoutPidFile, oneshotStop, restartLoop } from './service.ts';
import { shellSyntax } from './shellSyntax.ts';
import { userUnits } from './userUnits.ts';

const RULES: readonly AdviceRule[] = [
  missingOrder,
  networkOnline,
  networkTarget,
  shellSyntax,
  switchUser,
  systemctlInside,
  secrets,
  forkingWithoutPidFile,
  oneshotStop,
  restartLoop,
  userUnits,
  hardening,
];

/**
 * What systemd takes in silence and is yet seldom meant, each under a code `advice.*` of its own. What systemd itself
 * warns of, such as KillMode=none or User=nobody, is left to the checks of values.
 */
export const advice: UnitCheck = (document: UnitDocument, context: Context): Diagnostic[] => {
  if (document.type === undefined || document.text === '') return [];
  const unit = readingOf(document, document.type, context.systemdVersion);
  return RULES.flatMap((rule) => rule(unit, context));
};
