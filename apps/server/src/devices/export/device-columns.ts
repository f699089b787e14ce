import type { Device } from '../devices.schemas.ts';

/** What an exported file can say of a device, in the order in which it does where nobody chooses. */
export const deviceColumns = [
  'mac',
  'label',
  'type',
  'vendor',
  'private',
  'customerName',
  'username',
  'source',
  'addedBy',
  'addedAt',
  'lastSeenAt',
  'overLimit',
  'blocked',
  'id',
  'customerId',
] as const satisfies readonly (keyof Device)[];
export type DeviceColumn = (typeof deviceColumns)[number];

export const DEVICE_COLUMN_HEADS: Readonly<Record<DeviceColumn, string>> = {
  mac: 'MAC',
  label: 'Label',
  type: 'Type',
  vendor: 'Vendor',
  private: 'Private address',
  customerName: 'Customer',
  username: 'Username',
  source: 'Source',
  addedBy: 'Added by',
  addedAt: 'Added',
  lastSeenAt: 'Last seen',
  overLimit: 'Above the limit',
  blocked: 'Blocked',
  id: 'Device id',
  customerId: 'Customer id',
};

/** As text: `yes` and `no`, times as ISO 8601 in UTC, nothing where there is nothing. */
export function cellsOf(device: Device, columns: readonly DeviceColumn[]): string[] {
  return columns.map((column) => {
    const value = device[column];
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    return value ?? '';
  });
}
