/** So many unknown devices of a zone are told of, the ones heard last: a longer list nobody picks from. */
export const WAITING_TOLD_MAX = 200;

/** How many unknown devices wait in a zone, in words: `7`; of as many as are told of, `200 or more`. */
export function sayWaiting(count: number): string {
  const said = count.toLocaleString('en');
  return count < WAITING_TOLD_MAX ? said : `${said} or more`;
}
