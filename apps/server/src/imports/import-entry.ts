import type { CustomerKind, CustomerStatus, MacBindingMode } from '@gatehouse/domain/access/access-facts';

export type DeviceEntry = {
  /** `AA:BB:CC:DD:EE:FF` */
  readonly mac: string;
  readonly label: string | null;
  readonly type: string | null;
};

/** What a row says about a customer; `null`: it says nothing of this. */
export type CustomerEntry = {
  readonly name: string | null;
  readonly kind: CustomerKind | null;
  readonly status: CustomerStatus | null;
  readonly macBinding: MacBindingMode | null;
  readonly deviceLimit: number | null;
  readonly framedIpAddress: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly packageName: string | null;
};

/** A row of a file as what it asks for. Its password is never in it. */
export type ImportEntry = {
  readonly username: string;
  /** Case-folded. */
  readonly key: string;
  /** `null`: the row is about devices only. */
  readonly customer: CustomerEntry | null;
  readonly devices: readonly DeviceEntry[];
  /** Nobody types one: it is the customer of a device that was named by its MAC. */
  readonly makesPassword: boolean;
};
