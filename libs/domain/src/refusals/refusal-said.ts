import type { ErrorCode } from '../error-codes.ts';
import { type SaidOnce, said } from '../said/said.ts';

/** What a refusal of this code says of itself; a verb that knows more says that instead. */
export function refusalSaid(code: ErrorCode): SaidOnce {
  return said(`error_${code}`);
}
