import { hash } from 'node:crypto';
import type { MacAddress } from '@gatehouse/domain/mac-address';
import type { SessionOwner } from './session-row.ts';

/** What one Accounting-Request tells. All times are milliseconds since the epoch. */
export type AccountingEvent = SessionEvent | NasEvent;

/** RFC 2866 §5.1: Start, Stop, Interim-Update. Any of them may be the first that reaches us. */
export type SessionEvent = {
  readonly kind: 'start' | 'interim-update' | 'stop';
  readonly nasId: number;
  readonly sourceAddress: string;
  /** '' where the NAS does not say; likewise below. */
  readonly nasIdentifier: string;
  readonly acctSessionId: string;
  readonly username: string;
  readonly callingStationId: string;
  readonly mac: MacAddress | null;
  /** To whom the Accept was given. Taken when the session's row has nobody yet; it stays when the device moves. */
  readonly owner: SessionOwner | null;
  /** Who holds the device now: the owner if nothing better is known, but only of a session that opens. */
  readonly holder: SessionOwner | null;
  readonly framedIpAddress: string | null;
  readonly nasPortId: string | null;
  readonly calledStationId: string | null;
  /** When the packet arrived. */
  readonly heardAt: number;
  /** When it happened: arrival - Acct-Delay-Time. */
  readonly happenedAt: number;
  /**
   * The computed start: arrival - Acct-Delay-Time - Acct-Session-Time, less all corrections of the clock that an
   * operator ever confirmed. What is compared between a session's events must not step when the time does.
   */
  readonly startedAt: number;
  /**
   * `false`: an Interim-Update or Stop without Acct-Session-Time, which a NAS may leave out (RFC 2866 §5.7). Then `startedAt`
   * is only when it happened, and says nothing of when its session began.
   */
  readonly startIsKnown: boolean;
  readonly sessionSeconds: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly inputPackets: number;
  readonly outputPackets: number;
  /** Of a Stop; RFC 2866 §5.10. */
  readonly terminateCause: string | null;
};

/** Accounting-On and Accounting-Off: the NAS itself came up, or is going down. */
export type NasEvent = {
  readonly kind: 'accounting-on' | 'accounting-off';
  readonly nasId: number;
  readonly sourceAddress: string;
  readonly nasIdentifier: string;
  readonly heardAt: number;
  readonly happenedAt: number;
};

export function isNasEvent(event: AccountingEvent): event is NasEvent {
  return event.kind === 'accounting-on' || event.kind === 'accounting-off';
}

/**
 * 53 bits of what tells sessions apart, the start left out: packet source address, NAS-Identifier,
 * Acct-Session-Id, User-Name, Calling-Station-Id. A NAS repeats its ids (RFC 2866 §5.5, RFC 5080 §2.3.2), so the id alone
 * says little. SHA-256, because parts of it are chosen by whoever logs in.
 */
export function sessionIdentity(event: SessionEvent): number {
  const { sourceAddress, nasIdentifier, acctSessionId, username, callingStationId } = event;
  const text = [sourceAddress, nasIdentifier, acctSessionId, username, callingStationId]
    .map((part) => `${part.length}:${part}`)
    .join('');
  const digest = hash('sha256', text, 'buffer');
  return digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) >>> 3);
}
