/**
 * Characters that turn the direction of what follows (U+202A–U+202E, U+2066–U+2069): with them a name
 * can rewrite the sentence it stands in. They are not taken in names any more; older ones and what
 * routers send may hold some, so each is shown as `�`.
 */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/;
const EACH_TURNING = /[\u202A-\u202E\u2066-\u2069]/g;

/** For `JSON.parse`: makes every text of an answer safe to stand anywhere on a page. */
export function visibleText(_key: string, value: unknown): unknown {
  return typeof value === 'string' && TURNING.test(value) ? value.replace(EACH_TURNING, '\uFFFD') : value;
}
