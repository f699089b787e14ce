import type { AttemptKind, CustomerStatus, MacBindingMode } from './access-facts.ts';
import type { InheritedFrom } from './granted-service.ts';
import type { RejectReason } from './reject-reasons.ts';

export type CredentialMethod = 'pap' | 'chap' | 'ms-chap' | 'ms-chap-v2' | 'mac' | 'eap' | 'none';

/**
 * The facts that an attempt keeps so that it can be explained later (rule 13). Names are looked
 * up when it is shown; what is stored here is what the decision was made from. A fact that played
 * no part is absent.
 */
export type StoredAttemptFacts = {
  readonly method: CredentialMethod;
  /** The credential was a ticket of the portal. */
  readonly ticket?: true;
  readonly calledStationId?: string;
  readonly zoneId?: number;
  readonly status?: CustomerStatus;
  readonly macBinding?: MacBindingMode;
  readonly macBindingFrom?: InheritedFrom;
  /** Before the attempt itself registered one. */
  readonly deviceCount?: number;
  readonly deviceLimit?: number;
  readonly otherSessions?: number;
  readonly sessionLimit?: number;
  readonly servicePackageId?: number;
  /** Milliseconds since the epoch; of the living package, or of the last one. */
  readonly packageEndsAt?: number;
  readonly bytesUsed?: number;
  readonly quotaBytes?: number;
  readonly secondsUsed?: number;
  readonly onlineSeconds?: number;
  /** The MAC is registered to this other customer. */
  readonly holderCustomerId?: number;
  readonly macWasRemoved?: true;
  /** This login registered the device (`swapped`: in a swap window), or would have but for the database being away. */
  readonly registration?: 'registered' | 'swapped' | 'not-registered-yet';
};

/** An attempt as it is shown: stored columns plus the names that were looked up. */
export type AttemptToExplain = {
  readonly kind: AttemptKind;
  readonly outcome: 'accept' | 'reject';
  /** Of an accept in observe: what strict would have said. */
  readonly reason: RejectReason | null;
  readonly username: string;
  readonly callingStationId: string;
  /** `AA:BB:CC:DD:EE:FF`, or `null` when none could be read. */
  readonly mac: string | null;
  /** Who made the device; `null` when that is not known. */
  readonly vendor: string | null;
  readonly customerName: string | null;
  readonly holderName: string | null;
  readonly zoneName: string | null;
  readonly servicePackageName: string | null;
  /** The make of the router that asked, by its id (`mikrotik`); absent where that is not known. */
  readonly nasVendor?: string | null;
  readonly facts: StoredAttemptFacts;
};
