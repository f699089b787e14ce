import { DeviceTable } from './DeviceTable.tsx';

/** Customers › Devices. */
export function DevicesScreen() {
  return <DeviceTable />;
}
