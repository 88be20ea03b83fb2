import { enumeration } from '../../knowledge/enums.ts';

const CONDITION = enumeration('condition_virtualization') as unknown as {
  readonly vm: readonly string[];
  readonly container: readonly string[];
};

/** Whether a word names a kind of virtual machine: virt.h, `VIRTUALIZATION_IS_VM`. */
export function isVm(kind: string): boolean {
  return CONDITION.vm.includes(kind);
}

/** Whether a word names a kind of container: virt.h, `VIRTUALIZATION_IS_CONTAINER`. */
export function isContainer(kind: string): boolean {
  return CONDITION.container.includes(kind);
}
