import type { AuditEntry } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { sayAction, sayActor, sayWhy } from '../../parts/history/say-entry.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { say } from './texts.ts';

/** The time opens nothing: it is hovered over. The action is what one looks for. */
export const auditColumns: readonly ListColumn<AuditEntry>[] = [
  {
    id: 'at',
    title: say('when'),
    width: 144,
    sort: 'at',
    phone: 'side',
    cell: ({ at }) => <RelativeTime at={at} clock />,
  },
  {
    id: 'who',
    title: say('who'),
    width: 130,
    grows: 1,
    phone: 'line',
    cell: (entry) => <Quiet text={sayActor(entry)} />,
  },
  {
    id: 'what',
    title: say('what'),
    width: 200,
    grows: 4,
    phone: 'title',
    cell: ({ action }) => <Quiet text={sayAction(action)} />,
  },
  {
    id: 'thing',
    title: say('which'),
    width: 160,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: ({ subject, customer }) => (
      <Quiet text={subject.name === customer?.name ? null : (subject.name ?? null)} />
    ),
  },
  {
    id: 'customer',
    title: say('customer'),
    width: 140,
    grows: 1,
    rank: 3,
    phone: 'line',
    cell: ({ customer }) =>
      customer === null ? (
        <Quiet text={null} />
      ) : (
        <RowLink to="/customers/$customerId/history" params={{ customerId: customer.id }}>
          {customer.name ?? say('customerNumbered', { id: customer.id })}
        </RowLink>
      ),
  },
  {
    id: 'why',
    title: say('why'),
    width: 150,
    grows: 2,
    rank: 4,
    cell: (entry) => <Quiet text={sayWhy(entry)} />,
  },
  {
    id: 'from',
    title: say('from'),
    width: 120,
    rank: 5,
    cell: ({ sourceAddress }) =>
      sourceAddress === null ? <Quiet text={null} /> : <code dir="ltr">{sourceAddress}</code>,
  },
];
