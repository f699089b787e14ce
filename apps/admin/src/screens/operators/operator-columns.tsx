import { ROLE_LABELS, roles } from '@gatehouse/domain/operators/permissions';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import type { Operator } from './operator-types.ts';

export const operatorFilters: readonly ListFilter[] = [
  {
    name: 'role',
    label: 'Role',
    options: roles.map((role) => ({ value: role, label: ROLE_LABELS[role].label })),
  },
  {
    name: 'state',
    label: 'State',
    options: [
      { value: 'on', label: 'Switched on' },
      { value: 'off', label: 'Switched off' },
    ],
  },
];

export const operatorColumns: readonly ListColumn<Operator>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 150,
    grows: 2,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'username',
    title: 'Username',
    width: 120,
    grows: 1,
    phone: 'line',
    cell: ({ username }) => username,
  },
  {
    id: 'role',
    title: 'Role',
    width: 132,
    phone: 'line',
    cell: ({ role, limited }) => `${ROLE_LABELS[role].label}${limited ? ', a part' : ''}`,
  },
  {
    id: 'state',
    title: 'State',
    width: 168,
    phone: 'line',
    cell: (operator) => <OperatorState {...operator} />,
  },
  {
    id: 'email',
    title: 'E-mail',
    width: 170,
    grows: 1,
    rank: 3,
    cell: ({ email }) => <Quiet text={email} />,
  },
  {
    id: 'signIns',
    title: 'Signed in',
    width: 88,
    rank: 2,
    align: 'end',
    cell: ({ signInCount }) => (signInCount === 0 ? <Quiet text={null} /> : formatNumber(signInCount)),
  },
  {
    id: 'lastSeenAt',
    title: 'Last seen',
    width: 104,
    sort: 'lastSeenAt',
    phone: 'side',
    cell: ({ lastSeenAt }) =>
      lastSeenAt === null ? <Quiet text="Never" /> : <RelativeTime at={lastSeenAt} />,
  },
  {
    id: 'addedAt',
    title: 'Added',
    width: 104,
    rank: 3,
    sort: 'addedAt',
    cell: ({ addedAt }) => <RelativeTime at={addedAt} />,
  },
];

function OperatorState({ enabled, hasPassword, linkExpiresAt }: Operator) {
  if (!enabled) return <StateMark meaning="quiet">Switched off</StateMark>;
  if (hasPassword) return <StateMark meaning="green">May sign in</StateMark>;
  return linkExpiresAt === null ? (
    <StateMark meaning="red">Needs a new link</StateMark>
  ) : (
    <StateMark meaning="amber">Waits for password</StateMark>
  );
}
