import { Link } from '@tanstack/react-router';
import type { Device } from '../../api/types.ts';
import type { Fact } from '../../parts/FactList.tsx';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { say as sayPart } from '../../parts/texts.ts';
import { sayAddedBy } from './device-source.ts';
import { say } from './texts.ts';

export function deviceFacts(device: Device): readonly Fact[] {
  const { customerId } = device;
  const facts: Fact[] = [
    [say('macAddress'), <MacAddress key="mac" mac={device.mac} vendor={device.vendor} />],
    [
      say('vendor'),
      device.vendor || device.private ? (
        <VendorName key="v" vendor={device.vendor} isPrivate={device.private} />
      ) : null,
    ],
    [
      say('customer'),
      <Link key="c" to="/customers/$customerId/devices" params={{ customerId }}>
        {device.customerName}
      </Link>,
    ],
    [say('addedBy'), sayAddedBy(device)],
    [say('addedAt'), <RelativeTime key="a" at={device.addedAt} />],
    [say('lastSeen'), <RelativeTime key="s" at={device.lastSeenAt} never={say('never')} />],
  ];
  if (device.private) facts.push([say('privateAddress'), sayPart('privateHelp')]);
  if (device.overLimit) facts.push([say('place'), say('addedAbove')]);
  if (device.macLoginPaused) facts.push([say('macLogin'), say('macLoginPaused')]);
  return facts;
}
