import type { Customer } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { CustomerState } from './CustomerState.tsx';
import { BINDING_LABELS, FROM_LABELS, KIND_LABELS } from './customer-words.ts';
import { say } from './texts.ts';

export const customerColumns: readonly ListColumn<Customer>[] = [
  {
    id: 'name',
    title: say('name'),
    width: 180,
    grows: 1,
    sort: 'name',
    phone: 'title',
    cell: ({ id, name }) => (
      <RowLink to="/customers/$customerId" params={{ customerId: id }}>
        {name}
      </RowLink>
    ),
  },
  {
    id: 'username',
    title: say('username'),
    width: 160,
    grows: 1,
    sort: 'username',
    phone: 'line',
    cell: ({ username }) => username,
  },
  {
    id: 'status',
    title: say('state'),
    width: 110,
    rank: 2,
    phone: 'side',
    cell: (customer) => <CustomerState customer={customer} />,
  },
  {
    id: 'kind',
    title: say('kind'),
    width: 84,
    rank: 4,
    phone: 'line',
    cell: ({ kind }) => KIND_LABELS[kind],
  },
  {
    id: 'package',
    title: say('package'),
    width: 140,
    grows: 1,
    rank: 3,
    phone: 'line',
    cell: ({ subscription }) =>
      subscription?.running === false ? (
        <StateMark meaning="amber">
          {say('packageEnded', { name: subscription.servicePackageName })}
        </StateMark>
      ) : (
        <Quiet text={subscription?.servicePackageName ?? null} />
      ),
  },
  {
    id: 'macBinding',
    title: say('macBinding'),
    width: 112,
    rank: 5,
    cell: ({ effective: { macBinding } }) => (
      <span title={FROM_LABELS[macBinding.from]}>{BINDING_LABELS[macBinding.value].label}</span>
    ),
  },
  {
    id: 'devices',
    title: say('devices'),
    width: 88,
    rank: 4,
    align: 'end',
    cell: ({ deviceCount, effective: { deviceLimit } }) => {
      const text = say('usedOf', { used: deviceCount, whole: deviceLimit.value });
      return deviceCount > deviceLimit.value ? (
        <span title={say('overLimit')}>
          <StateMark meaning="amber">{text}</StateMark>
        </span>
      ) : (
        text
      );
    },
  },
  { id: 'phone', title: say('phone'), width: 150, rank: 6, cell: ({ phone }) => <Quiet text={phone} /> },
  {
    id: 'createdAt',
    title: say('addedAt'),
    width: 116,
    sort: 'createdAt',
    extra: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    id: 'email',
    title: say('email'),
    width: 190,
    grows: 1,
    extra: true,
    cell: ({ email }) => <Quiet text={email} />,
  },
];
