import { STEP_UP_BOUNDS } from '@gatehouse/domain/operators/step-up-bounds';
import { z } from 'zod';

type Rows = { limit(count: number): { execute(): Promise<readonly unknown[]> } };

/** Whether a file of these would be so long that whoever asks is to prove again who they are. */
export async function isLargeExport(rows: Rows): Promise<boolean> {
  const found = await rows.limit(STEP_UP_BOUNDS.rowsExported + 1).execute();
  return found.length > STEP_UP_BOUNDS.rowsExported;
}

/** Of a link to a file: a browser that follows it can answer no question, so it is asked before. */
export const checkInput = z.enum(['true']).optional().meta({
  description: '`true`: no file, but 204 where one would be given, and the refusal where not',
});
