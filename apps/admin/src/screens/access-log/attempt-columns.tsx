import { Link } from '@tanstack/react-router';
import type { Attempt } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { OutcomeMark } from '../../parts/OutcomeMark.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './AccessLog.module.css';
import { triedName } from './tried-name.ts';

const who: ListColumn<Attempt> = {
  id: 'who',
  title: 'Customer',
  width: 160,
  grows: 1,
  phone: 'title',
  cell: ({ customerId, customerName, username }) =>
    customerId === null ? (
      <span title={username}>{triedName(username)}</span>
    ) : (
      <Link to="/customers/$customerId/attempts" params={{ customerId }}>
        {customerName ?? username}
      </Link>
    ),
};

const columns: readonly ListColumn<Attempt>[] = [
  {
    id: 'at',
    title: 'Time',
    width: 146,
    phone: 'side',
    cell: ({ at }) => <RelativeTime at={at} clock />,
  },
  {
    id: 'outcome',
    title: 'Outcome',
    width: 104,
    phone: 'line',
    cell: ({ outcome, reason }) => <OutcomeMark outcome={outcome} observed={reason !== null} />,
  },
  who,
  {
    id: 'mac',
    title: 'MAC address',
    width: 172,
    rank: 3,
    phone: 'line',
    cell: ({ mac, callingStationId }) =>
      mac === null ? <Quiet text={callingStationId} /> : <MacAddress mac={mac} />,
  },
  {
    id: 'nas',
    title: 'Router',
    width: 120,
    rank: 4,
    cell: ({ nas }) => <Quiet text={nas?.name ?? null} />,
  },
  {
    id: 'explanation',
    title: 'What happened',
    width: 260,
    grows: 4,
    rank: 2,
    phone: 'line',
    cell: ({ explanation }) => <span title={explanation}>{explanation}</span>,
  },
  {
    id: 'count',
    title: 'Times',
    width: 78,
    rank: 3,
    align: 'end',
    phone: 'line',
    cell: ({ count }) =>
      count > 1 ? <span className={classes['count']}>×{count.toLocaleString('en')}</span> : null,
  },
];

export const attemptColumns = columns;
/** In a customer's profile everything is theirs. */
export const ownAttemptColumns = columns
  .filter((column) => column !== who)
  .map((column) => (column.id === 'outcome' ? ({ ...column, phone: 'title' } as const) : column));
