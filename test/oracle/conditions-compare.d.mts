import type { ConditionVerdict } from '../../server/src/core/boot/conditions/decide.ts';
import type { MachineProfile } from '../../server/src/core/boot/machine/profile.ts';
import type { ConditionInput } from './conditions-inputs.mjs';

export function conditionComparison(core: object): {
  ourVerdict(lines: readonly string[], input: ConditionInput, facts: MachineProfile, version: number): ConditionVerdict;
  ourWords(verdict: Pick<ConditionVerdict, 'decisions'>): ('succeeded' | 'failed' | 'unknown')[];
};
