import { makeStore, useStore } from '../../api/store.ts';
import type { MadeVouchers } from './voucher-types.ts';

export type MadeCodes = MadeVouchers & {
  /** Printed or saved: from then on they are somewhere else too. */
  readonly kept: boolean;
};

/** The codes of the batch made last, in this tab's memory alone: the server tells them once and never again. */
export const madeCodes = makeStore<MadeCodes | null>(null);

/** `null`: they are not here, or not any more. */
export function useMadeCodes(batchId: string): MadeCodes | null {
  const made = useStore(madeCodes);
  return made?.batch.id === batchId ? made : null;
}

export function noteKept(): void {
  const made = madeCodes.get();
  if (made !== null) madeCodes.set({ ...made, kept: true });
}
