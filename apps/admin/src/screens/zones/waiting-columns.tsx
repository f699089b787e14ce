import type { WaitingInZone } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { say } from './texts.ts';

const inZone: ListColumn<WaitingInZone> = {
  id: 'zone',
  title: say('zone'),
  width: 140,
  grows: 1,
  rank: 2,
  phone: 'line',
  cell: ({ zone }) => (
    <RowLink to="/zones/$zoneId/waiting" params={{ zoneId: zone.id }}>
      {zone.name}
    </RowLink>
  ),
};

const device: readonly ListColumn<WaitingInZone>[] = [
  {
    id: 'mac',
    title: say('macAddress'),
    width: 176,
    phone: 'title',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'vendor',
    title: say('vendor'),
    width: 120,
    grows: 1,
    phone: 'line',
    cell: ({ vendor, private: isPrivate }) =>
      vendor === null && !isPrivate ? (
        <Quiet text={say('unknownVendor')} />
      ) : (
        <VendorName vendor={vendor} isPrivate={isPrivate} />
      ),
  },
  {
    id: 'nas',
    title: say('router'),
    width: 120,
    grows: 1,
    rank: 4,
    phone: 'line',
    cell: ({ nas }) =>
      nas === null ? (
        <Quiet text={null} />
      ) : (
        <RowLink to="/routers/$routerId" params={{ routerId: nas.id }}>
          {nas.name}
        </RowLink>
      ),
  },
  {
    id: 'first',
    title: say('firstHeard'),
    width: 116,
    rank: 3,
    cell: ({ firstAt }) => <RelativeTime at={firstAt} />,
  },
  {
    id: 'last',
    title: say('lastHeard'),
    width: 116,
    phone: 'line',
    cell: ({ lastAt }) => <RelativeTime at={lastAt} />,
  },
  {
    id: 'count',
    title: say('asked'),
    width: 72,
    rank: 5,
    align: 'end',
    cell: ({ count }) => `${formatNumber(count)}×`,
  },
];

export const waitingColumns = [...device.slice(0, 2), inZone, ...device.slice(2)];
export const waitingInZoneColumns = device;
