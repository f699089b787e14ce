import type { Device } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { SOURCE_LABELS } from './device-filters.ts';
import { Quiet } from '../../parts/Quiet.tsx';

const owner: readonly ListColumn<Device>[] = [
  {
    id: 'customerName',
    title: 'Customer Name',
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
    title: 'Username',
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
    title: 'MAC Address',
    width: 164,
    grows: 1,
    sort: 'mac',
    phone: 'line',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'type',
    title: 'Device Type',
    width: 112,
    grows: 1,
    sort: 'type',
    rank: 3,
    phone: 'line',
    cell: ({ type }) => <Quiet text={type} />,
  },
  {
    id: 'label',
    title: 'Label',
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
    title: 'Vendor',
    width: 150,
    grows: 1,
    rank: 7,
    under: 'mac',
    phone: 'line',
    cell: (row) => <VendorName vendor={row.vendor} isPrivate={row.private} />,
  },
  {
    id: 'addedBy',
    title: 'Added By',
    width: 136,
    grows: 1,
    sort: 'addedBy',
    rank: 4,
    cell: ({ addedBy, source }) => (
      <span title={addedBy}>{source === 'customer' ? 'The customer' : addedBy}</span>
    ),
  },
  {
    id: 'addedAt',
    title: 'Added At',
    width: 104,
    sort: 'addedAt',
    rank: 2,
    cell: ({ addedAt }) => <RelativeTime at={addedAt} />,
  },
  {
    id: 'lastSeenAt',
    title: 'Last seen',
    width: 100,
    sort: 'lastSeenAt',
    rank: 5,
    phone: 'side',
    cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} never="Never" />,
  },
];

/** Only where somebody chose them. */
const extra: readonly ListColumn<Device>[] = [
  {
    id: 'private',
    title: 'Address',
    width: 96,
    extra: true,
    cell: (row) => (row.private ? <VendorName vendor={null} isPrivate /> : 'From a vendor'),
  },
  {
    id: 'source',
    title: 'Source',
    width: 140,
    extra: true,
    cell: ({ source }) => SOURCE_LABELS[source],
  },
  {
    id: 'overLimit',
    title: 'Above the limit',
    width: 120,
    extra: true,
    cell: ({ overLimit }) => <Quiet text={overLimit ? 'Yes' : null} />,
  },
  {
    id: 'blocked',
    title: 'Blocked',
    width: 90,
    extra: true,
    cell: ({ blocked }) => (blocked ? <StateMark meaning="red">Blocked</StateMark> : <Quiet text={null} />),
  },
];

/** Everybody's devices, or one customer's, where the customer goes without saying. */
export const deviceColumns = [...owner, ...device, ...extra];
export const ownDeviceColumns: readonly ListColumn<Device>[] = device.map((column) =>
  column.id === 'label' ? { ...column, phone: 'title', rank: 1 } : column,
);
