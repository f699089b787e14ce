import type { CustomerKind, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { ReviewRuleName } from '@gatehouse/domain/review/review-rules';
import { type Said, said } from '@gatehouse/domain/said/said';
import type { RawBuilder } from 'kysely';

/** Of which customers a rule is asked, given the column that holds their ids. */
export type ReviewScope = (customerId: RawBuilder<unknown>) => RawBuilder<unknown>;

export type ReviewOptions = { readonly notSeenDays: number };

/** A finding and the device it is about, for its sentences. */
export type ShownFinding = {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly since: Date;
  /** "Home Router", or the MAC. */
  readonly deviceName: string;
  readonly customerName: string;
  readonly customerKind: CustomerKind;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly lastSeenAt: Date | null;
  readonly binding: MacBindingMode;
  readonly deviceCount: number;
  readonly deviceLimit: number;
};

export type ReviewSentences = {
  readonly why: Said;
  readonly ifKept: Said;
  readonly ifRemoved: Said;
};

/** One thing that a careful owner would find. */
export type ReviewRule = {
  readonly name: ReviewRuleName;
  /**
   * A select of `device_id`, `customer_id`, `since`, `fingerprint` (text) and `facts` (jsonb), one row for a device at
   * most. All that it looks at belongs to one customer, whom the scope is asked about.
   */
  readonly find: (scope: ReviewScope, options: ReviewOptions) => RawBuilder<unknown>;
  readonly say: (finding: ShownFinding) => ReviewSentences;
};

/** What a removal does at the next login, by how the customer's devices are bound. */
export function removalEffect({ binding, customerKind, deviceName: device }: ShownFinding): Said {
  if (binding === 'strict') return said('removalStrict', { device });
  if (binding === 'learn')
    return said(customerKind === 'hotspot' ? 'removalLearnHotspot' : 'removalLearn', { device });
  return said('removalOff', { device, mode: said(`mode_${binding}`) });
}
