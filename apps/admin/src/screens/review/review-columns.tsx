import type { ReviewFinding } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { sayDeviceType } from '../../parts/device-type/device-type.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Review.module.css';
import { ruleLabel } from './rule-label.ts';
import { say, show } from './texts.ts';

export const reviewColumns: readonly ListColumn<ReviewFinding>[] = [
  {
    id: 'rule',
    title: say('finding'),
    width: 150,
    phone: 'side',
    cell: ({ rule }) => (
      <StateMark meaning={rule === 'possible-clone' ? 'red' : 'amber'}>{ruleLabel(rule)}</StateMark>
    ),
  },
  {
    id: 'customer',
    title: say('customer'),
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
    title: say('device'),
    width: 166,
    phone: 'line',
    cell: ({ device }) => (
      <span className={classes['device']}>
        <MacAddress mac={device.mac} vendor={device.vendor} />
        <span>{device.label ?? typeOf(device) ?? device.vendor ?? ''}</span>
      </span>
    ),
  },
  {
    id: 'why',
    title: say('why'),
    width: 190,
    grows: 2,
    wraps: true,
    phone: 'line',
    cell: ({ why, whySaid }) => <div className={classes['why']}>{saySaid(whySaid, why)}</div>,
  },
  {
    id: 'then',
    title: say('then'),
    width: 236,
    grows: 3,
    wraps: true,
    phone: 'line',
    cell: ({ ifKept, ifKeptSaid, ifRemoved, ifRemovedSaid, kept }) =>
      kept === null ? (
        <div className={classes['then']}>
          <div>
            <b>{say('keepThen')}</b> {saySaid(ifKeptSaid, ifKept)}
          </div>
          <div>
            <b>{say('removeThen')}</b> {saySaid(ifRemovedSaid, ifRemoved)}
          </div>
        </div>
      ) : (
        <div className={classes['then']}>
          {show('keptBy', { name: kept.by, when: <RelativeTime at={kept.at} /> })}
        </div>
      ),
  },
  {
    id: 'since',
    title: say('since'),
    width: 116,
    sort: 'since',
    rank: 3,
    cell: ({ since }) => <RelativeTime at={since} />,
  },
];

function typeOf({ type }: ReviewFinding['device']): string | null {
  return type === null ? null : sayDeviceType(type);
}
