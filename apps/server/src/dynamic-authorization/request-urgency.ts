import type { RequestReason } from '@gatehouse/domain/dynamic-authorization/request-words';

/** Somebody stands before the screen and waits for the answer. */
const CLICKED: readonly RequestReason[] = ['operator', 'device-removed'];
const NEXT: readonly RequestReason[] = ['customer-suspended'];

/** What `urgencySql` gives for a click. */
export const CLICK_URGENCY = 0;

/** SQL, of a column with a reason: the less, the sooner it is sent. What the clock asked for comes last. */
export function urgencySql(column: string): string {
  return `case when ${column} in (${list(CLICKED)}) then ${CLICK_URGENCY} when ${column} in (${list(NEXT)}) then 1 else 2 end`;
}

function list(reasons: readonly RequestReason[]): string {
  return reasons.map((reason) => `'${reason}'`).join(', ');
}
