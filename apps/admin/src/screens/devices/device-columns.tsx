import type { Device } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { sayAddedBy, saySource } from './device-source.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { sayDeviceType } from '../../parts/device-type/device-type.ts';
import { say } from './texts.ts';

const owner: readonly ListColumn<Device>[] = [
  {
    id: 'customerName',
    title: say('customerName'),
    width: 140,
    grows: 2,
    sort: 'customerName',
    phone: 'title',
    cell: ({ customerId, customerName }) => (
      <RowLink to="/customers/$customerId/devices" params={{ customerId }}>
        {customerName}
      </RowLink>
    ),
  },
  {
    id: 'username',
    title: say('username'),
    width: 128,
    grows: 2,
    sort: 'username',
    rank: 2,
    cell: ({ username }) => username,
  },
];

const device: readonly ListColumn<Device>[] = [
  {
    id: 'mac',
    title: say('macAddressColumn'),
    width: 164,
    grows: 1,
    sort: 'mac',
    phone: 'line',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'type',
    title: say('deviceTypeColumn'),
    width: 112,
    grows: 1,
    sort: 'type',
    rank: 3,
    phone: 'line',
    cell: ({ type }) => <Quiet text={type === null ? null : sayDeviceType(type)} />,
  },
  {
    id: 'label',
    title: say('label'),
    width: 120,
    grows: 1,
    sort: 'label',
    rank: 6,
    under: 'type',
    phone: 'line',
    cell: ({ label }) => <Quiet text={label} />,
  },
  {
    id: 'vendor',
    title: say('vendor'),
    width: 150,
    grows: 1,
    rank: 7,
    under: 'mac',
    phone: 'line',
    cell: (row) => <VendorName vendor={row.vendor} isPrivate={row.private} />,
  },
  {
    id: 'addedBy',
    title: say('addedByColumn'),
    width: 136,
    grows: 1,
    sort: 'addedBy',
    rank: 4,
    cell: (row) => <span title={row.addedBy}>{sayAddedBy(row)}</span>,
  },
  {
    id: 'addedAt',
    title: say('addedAtColumn'),
    width: 116,
    sort: 'addedAt',
    rank: 2,
    cell: ({ addedAt }) => <RelativeTime at={addedAt} />,
  },
  {
    id: 'lastSeenAt',
    title: say('lastSeen'),
    width: 116,
    sort: 'lastSeenAt',
    rank: 5,
    phone: 'side',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} never={say('never')} />,
  },
];

/** Only where somebody chose them. */
const extra: readonly ListColumn<Device>[] = [
  {
    id: 'private',
    title: say('address'),
    width: 96,
    extra: true,
    cell: (row) => (row.private ? <VendorName vendor={null} isPrivate /> : say('fromVendor')),
  },
  {
    id: 'source',
    title: say('source'),
    width: 140,
    extra: true,
    cell: ({ source }) => saySource(source),
  },
  {
    id: 'overLimit',
    title: say('aboveTheLimit'),
    width: 120,
    extra: true,
    cell: ({ overLimit }) => <Quiet text={overLimit ? say('yes') : null} />,
  },
  {
    id: 'blocked',
    title: say('isBlocked'),
    width: 90,
    extra: true,
    cell: ({ blocked }) =>
      blocked ? <StateMark meaning="red">{say('isBlocked')}</StateMark> : <Quiet text={null} />,
  },
];

/** Everybody's devices, or one customer's, where the customer goes without saying. */
export const deviceColumns = [...owner, ...device, ...extra];
export const ownDeviceColumns: readonly ListColumn<Device>[] = device.map((column) =>
  column.id === 'label' ? { ...column, phone: 'title', rank: 1 } : column,
);
