import type { UnrecognisedDevice } from '../../api/types.ts';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';

export const unrecognisedColumns: readonly ListColumn<UnrecognisedDevice>[] = [
  {
    id: 'customerName',
    title: 'Customer',
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
    id: 'mac',
    title: 'MAC address',
    width: 176,
    sort: 'mac',
    phone: 'line',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'vendor',
    title: 'Vendor',
    width: 120,
    grows: 1,
    rank: 4,
    under: 'mac',
    cell: (row) => <VendorName vendor={row.vendor} isPrivate={row.private} />,
  },
  {
    id: 'what',
    title: 'What happened',
    width: 210,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: (row) => <WhatHappened row={row} />,
  },
  { id: 'count', title: 'Tried', width: 72, sort: 'count', align: 'end', rank: 2, cell: countOf },
  {
    id: 'nas',
    title: 'Router',
    width: 110,
    grows: 1,
    rank: 5,
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
    id: 'firstAt',
    title: 'First',
    width: 96,
    sort: 'firstAt',
    rank: 6,
    cell: ({ firstAt }) => <RelativeTime at={firstAt} />,
  },
  {
    id: 'lastAt',
    title: 'Last',
    width: 96,
    sort: 'lastAt',
    phone: 'side',
    cell: ({ lastAt }) => <RelativeTime at={lastAt} />,
  },
];

function countOf({ count, ignoredAt, countSinceIgnored }: UnrecognisedDevice) {
  if (ignoredAt === null) return `${formatNumber(count)}×`;
  return <span title={`${formatNumber(count)}× in all`}>{formatNumber(countSinceIgnored)}× since</span>;
}

/** Refused, or only noted; and whose it is, where it is somebody's. */
export function WhatHappened({ row }: { readonly row: UnrecognisedDevice }) {
  if (row.holder !== null)
    return (
      <StateMark meaning="red">
        <span>
          {row.refusedCount > 0 ? 'Refused' : 'Let in'}: it is{' '}
          <RowLink to="/customers/$customerId/devices" params={{ customerId: row.holder.customerId }}>
            {row.holder.customerName}
          </RowLink>
          ’s
        </span>
      </StateMark>
    );
  if (row.refusedCount === 0) return <StateMark meaning="amber">Let in, strict would refuse</StateMark>;
  const limit = row.reason === 'device-limit-reached';
  return <StateMark meaning="red">{limit ? 'Refused: no place left' : 'Refused: not registered'}</StateMark>;
}

export const unrecognisedFilters: readonly ListFilter[] = [
  {
    name: 'outcome',
    label: 'Outcome',
    options: [
      { value: 'refused', label: 'Refused' },
      { value: 'observed', label: 'Let in (observe)' },
    ],
  },
  {
    name: 'private',
    label: 'Address',
    options: [
      { value: 'true', label: 'Private' },
      { value: 'false', label: 'From a vendor' },
    ],
  },
  { name: 'ignored', label: 'Ignored', options: [{ value: 'true', label: 'Only ignored ones' }] },
];
