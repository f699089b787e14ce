import { PRIVATE_ADDRESS_HELP } from '@gatehouse/domain/devices/private-address-help';
import { Link } from '@tanstack/react-router';
import type { Device } from '../../api/types.ts';
import type { Fact } from '../../parts/FactList.tsx';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';

export function deviceFacts(device: Device): readonly Fact[] {
  const { customerId } = device;
  const facts: Fact[] = [
    ['MAC address', <MacAddress key="mac" mac={device.mac} vendor={device.vendor} />],
    [
      'Vendor',
      device.vendor || device.private ? (
        <VendorName key="v" vendor={device.vendor} isPrivate={device.private} />
      ) : null,
    ],
    [
      'Customer',
      <Link key="c" to="/customers/$customerId/devices" params={{ customerId }}>
        {device.customerName}
      </Link>,
    ],
    ['Added by', device.addedBy],
    ['Added', <RelativeTime key="a" at={device.addedAt} />],
    ['Last seen', <RelativeTime key="s" at={device.lastSeenAt} never="Never" />],
  ];
  if (device.private) facts.push(['Private address', PRIVATE_ADDRESS_HELP]);
  if (device.overLimit) facts.push(['Place', 'Added above the device limit']);
  if (device.macLoginPaused) {
    facts.push(['MAC login', 'Paused: someone else logged in from it. It resumes when its holder logs in.']);
  }
  return facts;
}
