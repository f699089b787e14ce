import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { JudgedAttempt } from './attempt-recorder.ts';

export const NOON = Date.UTC(2026, 10, 22, 12);

/** A refused login at noon; `more` says what is different. */
export function attempt(more: Partial<JudgedAttempt> = {}): JudgedAttempt {
  return {
    at: NOON,
    kind: 'pppoe',
    customerId: 7,
    username: 'rahima.home',
    mac: 0xc4e98477019c as MacAddress,
    callingStationId: 'C4:E9:84:77:01:9C',
    nasId: 999,
    outcome: 'reject',
    reason: 'device-not-registered',
    facts: () => ({ method: 'pap', macBinding: 'strict' }),
    ...more,
  };
}
