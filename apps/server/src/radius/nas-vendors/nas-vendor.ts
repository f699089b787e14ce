import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import type { Said } from '@gatehouse/domain/said/said';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import type { Rates } from '../../dynamic-authorization/take-requests.ts';
import type { MacSource } from './mac-sources.ts';

/** Attributes that can tell a session. Each is sent as the router itself wrote it in its accounting. */
export type SessionKey =
  | 'User-Name'
  | 'Acct-Session-Id'
  | 'Calling-Station-Id'
  | 'Called-Station-Id'
  | 'Framed-IP-Address'
  | 'NAS-Identifier';

/** How a make of router is asked to end or change a session (RFC 5176). */
export type DynamicAuthorization = {
  /** By which it finds the session: what it needs, and nothing that it would refuse (RFC 5176 §3). */
  readonly sessionKeys: readonly SessionKey[];
  /** From when it counts the Session-Timeout of a CoA-Request; `null`: it cannot change one. */
  readonly sessionTimeoutFrom: 'session-start' | 'now' | null;
  /**
   * Adds the speed of a running session to a CoA-Request; no limit is said too, for it may replace one. Missing: it
   * takes none, and the session is ended instead.
   */
  readonly writeNewRates?: (writer: PacketWriter, rates: Rates) => void;
  /** Its NAK without Error-Cause means that it knows no such session. */
  readonly plainNakMeansNoSession?: true;
  /**
   * It gets no Event-Timestamp (RFC 5176 §6.3): where a clock is often wrong, a request that tells its time is dropped
   * in silence.
   */
  readonly takesNoTimestamp?: true;
};

/** A make of router: what it is called, and what it understands beyond the RFCs. */
export type NasVendor = {
  readonly id: string;
  /** A make's own name, the same in every language. */
  readonly label: string | Said;
  /** What it is chosen for, in a few words: shown below the choice. */
  readonly use: Said;
  /** Where it listens for Disconnect- and CoA-Requests unless told otherwise (RFC 5176 §3: 3799). */
  readonly coaPort: number;
  /** Where beside 'Calling-Station-Id' this make tells a device's MAC, in order. */
  readonly macSources: readonly MacSource[];
  /** Adds what this make has of its own for a granted service. */
  readonly writeService: (writer: PacketWriter, service: GrantedService) => void;
  readonly dynamicAuthorization: DynamicAuthorization;
};
