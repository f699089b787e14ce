import { REVIEW_RULE_LABELS } from '@gatehouse/domain/review/review-rules';
import type { ReviewFinding } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Review.module.css';

export const reviewColumns: readonly ListColumn<ReviewFinding>[] = [
  {
    id: 'rule',
    title: 'Finding',
    width: 150,
    phone: 'side',
    cell: ({ rule }) => (
      <StateMark meaning={rule === 'possible-clone' ? 'red' : 'amber'}>{REVIEW_RULE_LABELS[rule]}</StateMark>
    ),
  },
  {
    id: 'customer',
    title: 'Customer',
    width: 118,
    grows: 1,
    phone: 'title',
    cell: ({ device: { customerId, customerName } }) => (
      <RowLink to="/customers/$customerId/devices" params={{ customerId }}>
        {customerName}
      </RowLink>
    ),
  },
  {
    id: 'device',
    title: 'Device',
    width: 166,
    phone: 'line',
    cell: ({ device }) => (
      <span className={classes['device']}>
        <MacAddress mac={device.mac} vendor={device.vendor} />
        <span>{device.label ?? device.type ?? device.vendor ?? ''}</span>
      </span>
    ),
  },
  {
    id: 'why',
    title: 'Why it is listed',
    width: 190,
    grows: 2,
    wraps: true,
    phone: 'line',
    cell: ({ why }) => <div className={classes['why']}>{why}</div>,
  },
  {
    id: 'then',
    title: 'What then',
    width: 236,
    grows: 3,
    wraps: true,
    phone: 'line',
    cell: ({ ifKept, ifRemoved, kept }) =>
      kept === null ? (
        <div className={classes['then']}>
          <div>
            <b>Keep:</b> {ifKept}
          </div>
          <div>
            <b>Remove:</b> {ifRemoved}
          </div>
        </div>
      ) : (
        <div className={classes['then']}>
          Kept by {kept.by} <RelativeTime at={kept.at} />.
        </div>
      ),
  },
  {
    id: 'since',
    title: 'Since',
    width: 100,
    sort: 'since',
    rank: 3,
    cell: ({ since }) => <RelativeTime at={since} />,
  },
];
