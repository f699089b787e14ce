import type { KnownDevice } from './gather-import-facts.ts';

/** What one row has done, with all that taking it back needs. Plain JSON: times are ISO 8601, ciphers base64. */
export type UndoRecord = {
  readonly customerId: number;
  /** The customer was made by it. */
  readonly added: boolean;
  /** Columns of the customer as the import left them, and (of one that was there) as they were before. */
  readonly after: CustomerColumns;
  readonly before: CustomerColumns;
  readonly addedDevices: readonly MadeDevice[];
  readonly movedDevices: readonly (MadeDevice & { readonly before: DeviceBefore })[];
  readonly relabelledDevices: readonly (MadeDevice & {
    readonly labelBefore: string | null;
    readonly typeBefore: string | null;
  })[];
  /** Removals that stuck until the import registered the device again. */
  readonly removals: readonly unknown[];
  readonly subscription: {
    readonly id: number;
    /** Of a new customer's. */
    readonly startsAt?: string;
    readonly endsAt: string | null;
    readonly ended: readonly {
      readonly id: number;
      readonly endsAt: string | null;
      readonly waitingSeconds: number | null;
    }[];
  } | null;
};

export type CustomerColumns = Readonly<Record<string, string | number | null>>;

export type MadeDevice = {
  readonly id: number;
  readonly mac: string;
  readonly label: string | null;
  readonly type: string | null;
};

export type DeviceBefore = {
  readonly customerId: number;
  readonly source: string;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly overLimit: boolean;
  readonly macLoginPausedAt: string | null;
  readonly zoneIds: readonly number[];
  readonly label: string | null;
  readonly type: string | null;
};

export function deviceBefore(device: KnownDevice): DeviceBefore {
  return {
    customerId: device.customer_id,
    source: device.source,
    addedBy: device.added_by,
    addedAt: new Date(device.added_at).toISOString(),
    overLimit: device.over_limit,
    macLoginPausedAt: device.mac_login_paused_at && new Date(device.mac_login_paused_at).toISOString(),
    zoneIds: [...device.zone_ids],
    label: device.label,
    type: device.type,
  };
}
