import type { Device } from '../../api/types.ts';
import { sayDeviceType } from '../../parts/device-type/device-type.ts';
import { say } from './texts.ts';

/** "Galaxy", "Phone", or the address. */
export function nameOf({ label, type, mac }: Pick<Device, 'label' | 'type' | 'mac'>): string {
  return label ?? (type === null ? mac : sayDeviceType(type));
}

/** What was done to one device, or to several, as a sentence that names the one or counts them. */
export function sayOfDevices(
  what: 'removed' | 'registeredAgain' | 'alreadyRemoved',
  devices: readonly Device[],
): string {
  const [only] = devices;
  return devices.length === 1 && only
    ? say(`onlyOne_${what}`, { device: nameOf(only), customer: only.customerName })
    : say(`several_${what}`, { count: devices.length });
}
