import type { Customer } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { CustomerState } from './CustomerState.tsx';
import { BINDING_LABELS, FROM_LABELS, KIND_LABELS } from './customer-words.ts';

export const customerColumns: readonly ListColumn<Customer>[] = [
  {
    id: 'name',
    title: 'Name',
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
    title: 'Username',
    width: 160,
    grows: 1,
    sort: 'username',
    phone: 'line',
    cell: ({ username }) => username,
  },
  {
    id: 'status',
    title: 'State',
    width: 110,
    rank: 2,
    phone: 'side',
    cell: (customer) => <CustomerState customer={customer} />,
  },
  { id: 'kind', title: 'Kind', width: 84, rank: 4, phone: 'line', cell: ({ kind }) => KIND_LABELS[kind] },
  {
    id: 'package',
    title: 'Package',
    width: 140,
    grows: 1,
    rank: 3,
    phone: 'line',
    cell: ({ subscription }) =>
      subscription?.running === false ? (
        <StateMark meaning="amber">{`${subscription.servicePackageName}, ended`}</StateMark>
      ) : (
        <Quiet text={subscription?.servicePackageName ?? null} />
      ),
  },
  {
    id: 'macBinding',
    title: 'MAC binding',
    width: 112,
    rank: 5,
    cell: ({ effective: { macBinding } }) => (
      <span title={FROM_LABELS[macBinding.from]}>{BINDING_LABELS[macBinding.value].label}</span>
    ),
  },
  {
    id: 'devices',
    title: 'Devices',
    width: 88,
    rank: 4,
    align: 'end',
    cell: ({ deviceCount, effective: { deviceLimit } }) => {
      const text = `${deviceCount} of ${deviceLimit.value}`;
      return deviceCount > deviceLimit.value ? (
        <span title="More than the device limit">
          <StateMark meaning="amber">{text}</StateMark>
        </span>
      ) : (
        text
      );
    },
  },
  { id: 'phone', title: 'Phone', width: 150, rank: 6, cell: ({ phone }) => <Quiet text={phone} /> },
  {
    id: 'createdAt',
    title: 'Added',
    width: 104,
    sort: 'createdAt',
    extra: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    id: 'email',
    title: 'E-mail',
    width: 190,
    grows: 1,
    extra: true,
    cell: ({ email }) => <Quiet text={email} />,
  },
];
