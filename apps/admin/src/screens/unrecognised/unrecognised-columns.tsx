import type { UnrecognisedDevice } from '../../api/types.ts';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { MacAddress, VendorName } from '../../parts/mac/MacAddress.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { say, show } from './texts.ts';

export const unrecognisedColumns: readonly ListColumn<UnrecognisedDevice>[] = [
  {
    id: 'customerName',
    title: say('customer'),
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
    title: say('macAddress'),
    width: 164,
    sort: 'mac',
    phone: 'line',
    cell: ({ mac, vendor }) => <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'vendor',
    title: say('vendor'),
    width: 120,
    grows: 1,
    rank: 4,
    under: 'mac',
    cell: (row) => <VendorName vendor={row.vendor} isPrivate={row.private} />,
  },
  {
    id: 'what',
    title: say('whatHappened'),
    width: 210,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: (row) => <WhatHappened row={row} />,
  },
  { id: 'count', title: say('count'), width: 72, sort: 'count', align: 'end', rank: 2, cell: countOf },
  {
    id: 'nas',
    title: say('router'),
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
    title: say('first'),
    width: 108,
    sort: 'firstAt',
    rank: 6,
    cell: ({ firstAt }) => <RelativeTime at={firstAt} />,
  },
  {
    id: 'lastAt',
    title: say('last'),
    width: 108,
    sort: 'lastAt',
    phone: 'side',
    cell: ({ lastAt }) => <RelativeTime at={lastAt} />,
  },
];

function countOf({ count, ignoredAt, countSinceIgnored }: UnrecognisedDevice) {
  if (ignoredAt === null) return say('times', { times: count });
  return (
    <span title={say('timesInAll', { times: count })}>{say('timesSince', { times: countSinceIgnored })}</span>
  );
}

/** Refused, or only noted; and whose it is, where it is somebody's. */
export function WhatHappened({ row }: { readonly row: UnrecognisedDevice }) {
  if (row.holder !== null)
    return (
      <StateMark meaning="red">
        <span>
          {show(row.refusedCount > 0 ? 'refusedIsOf' : 'letInIsOf', {
            holder: (
              <RowLink to="/customers/$customerId/devices" params={{ customerId: row.holder.customerId }}>
                {row.holder.customerName}
              </RowLink>
            ),
          })}
        </span>
      </StateMark>
    );
  if (row.refusedCount === 0) return <StateMark meaning="amber">{say('letInStrictWouldRefuse')}</StateMark>;
  const limit = row.reason === 'device-limit-reached';
  return <StateMark meaning="red">{say(limit ? 'refusedNoPlace' : 'refusedNotRegistered')}</StateMark>;
}

export const unrecognisedFilters: readonly ListFilter[] = [
  {
    name: 'outcome',
    label: say('outcome'),
    options: [
      { value: 'refused', label: say('refused') },
      { value: 'observed', label: say('letInObserve') },
    ],
  },
  {
    name: 'private',
    label: say('address'),
    options: [
      { value: 'true', label: say('private') },
      { value: 'false', label: say('fromVendor') },
    ],
  },
  { name: 'ignored', label: say('ignored'), options: [{ value: 'true', label: say('onlyIgnored') }] },
];
