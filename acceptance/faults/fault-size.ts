/** `npm run test:faults` plays faults in full size, and holds times against what is promised; `npm test` plays a few. */
export const isFull = process.env['GATEHOUSE_FAULTS'] === 'full';

export function sized<T>(few: T, full: T): T {
  return isFull ? full : few;
}
