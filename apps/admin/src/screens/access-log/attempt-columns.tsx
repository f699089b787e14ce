import type { Attempt } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { OutcomeMark } from '../../parts/OutcomeMark.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import classes from './AccessLog.module.css';
import { say } from './texts.ts';
import { triedName } from './tried-name.ts';

const who: ListColumn<Attempt> = {
  id: 'who',
  title: say('customer'),
  width: 144,
  grows: 1,
  phone: 'title',
  cell: ({ customerId, customerName, username }) =>
    customerId === null ? (
      <span title={username}>{triedName(username)}</span>
    ) : (
      <RowLink to="/customers/$customerId/attempts" params={{ customerId }}>
        {customerName ?? username}
      </RowLink>
    ),
};

const columns: readonly ListColumn<Attempt>[] = [
  {
    id: 'at',
    title: say('time'),
    width: 144,
    phone: 'side',
    cell: ({ at }) => <RelativeTime at={at} clock />,
  },
  {
    id: 'outcome',
    title: say('outcome'),
    width: 128,
    phone: 'line',
    cell: ({ outcome, reason, count }) => (
      <span className={classes['outcome']}>
        <OutcomeMark outcome={outcome} observed={reason !== null} />
        {count > 1 && <span className={classes['count']}>×{formatNumber(count)}</span>}
      </span>
    ),
  },
  who,
  {
    id: 'mac',
    title: say('macAddress'),
    width: 164,
    rank: 3,
    phone: 'line',
    cell: ({ mac, vendor, callingStationId }) =>
      mac === null ? <Quiet text={callingStationId} /> : <MacAddress mac={mac} vendor={vendor} />,
  },
  {
    id: 'nas',
    title: say('router'),
    width: 110,
    rank: 4,
    under: 'mac',
    cell: ({ nas }) => <Quiet text={nas?.name ?? null} />,
  },
  {
    id: 'explanation',
    title: say('whatHappened'),
    width: 300,
    grows: 8,
    wraps: true,
    rank: 2,
    phone: 'line',
    cell: ({ explanation, explanationSaid }) => <span>{saySaid(explanationSaid, explanation)}</span>,
  },
];

export const attemptColumns = columns;
/** In a customer's profile everything is theirs. */
export const ownAttemptColumns = columns
  .filter((column) => column !== who)
  .map((column) => (column.id === 'outcome' ? ({ ...column, phone: 'title' } as const) : column));
