import { DevicesTabs } from './DevicesTabs.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import { SameDevices } from './SameDevices.tsx';

/** Customers › Devices. */
export function DevicesScreen() {
  return (
    <>
      <DevicesTabs />
      <SameDevices />
      <DeviceTable />
    </>
  );
}
