import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { NasEvent, SessionEvent } from './accounting-event.ts';

/** 2026-11-22 12:00 UTC: noon of the tests. */
export const NOON = Date.UTC(2026, 10, 22, 12);
export const ROUTER_MAC = 0xc4e9841f220a as MacAddress;

export type Told = Partial<SessionEvent> & {
  /** Seconds after noon when it arrives. */
  readonly at?: number;
  /** Acct-Delay-Time. */
  readonly delay?: number;
};

/** An event as `read-accounting-request` would hand it on. */
export function tell(kind: SessionEvent['kind'], told: Told = {}): SessionEvent {
  const { at = 0, delay = 0, ...rest } = told;
  const heardAt = NOON + at * 1000;
  const happenedAt = heardAt - delay * 1000;
  const sessionSeconds = rest.sessionSeconds ?? 0;
  return {
    kind,
    nasId: 1,
    sourceAddress: '192.0.2.1',
    nasIdentifier: 'north',
    acctSessionId: '81000001',
    username: 'rahima.home',
    callingStationId: 'C4:E9:84:1F:22:0A',
    mac: ROUTER_MAC,
    owner: { customerId: 7, subscriptionId: 70 },
    holder: null,
    framedIpAddress: '100.64.0.10',
    nasPortId: 'ether1',
    calledStationId: 'service1',
    heardAt,
    happenedAt,
    startedAt: happenedAt - sessionSeconds * 1000,
    startIsKnown: true,
    sessionSeconds,
    inputBytes: 0,
    outputBytes: 0,
    inputPackets: 0,
    outputPackets: 0,
    terminateCause: kind === 'stop' ? 'User-Request' : null,
    ...rest,
  };
}

/** The same of a NAS that does not tell Acct-Session-Time. */
export function tellWithoutTime(kind: 'interim-update' | 'stop', told: Told = {}): SessionEvent {
  return tell(kind, { ...told, startIsKnown: false });
}

export function tellOfNas(kind: NasEvent['kind'], told: Partial<NasEvent> & { at?: number } = {}): NasEvent {
  const { at = 0, ...rest } = told;
  const heardAt = NOON + at * 1000;
  return {
    kind,
    nasId: 1,
    sourceAddress: '192.0.2.1',
    nasIdentifier: 'north',
    heardAt,
    happenedAt: heardAt,
    ...rest,
  };
}
