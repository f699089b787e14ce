import { roles } from '@gatehouse/domain/operators/permissions';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { sayRole } from '../../parts/role.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import type { Operator } from './operator-types.ts';
import { say } from './texts.ts';

export const operatorFilters: readonly ListFilter[] = [
  {
    name: 'role',
    label: say('role'),
    options: roles.map((role) => ({ value: role, label: sayRole(role) })),
  },
  {
    name: 'state',
    label: say('state'),
    options: [
      { value: 'on', label: say('switchedOn') },
      { value: 'off', label: say('switchedOff') },
    ],
  },
];

export const operatorColumns: readonly ListColumn<Operator>[] = [
  {
    id: 'name',
    title: say('name'),
    width: 150,
    grows: 2,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'username',
    title: say('username'),
    width: 120,
    grows: 1,
    phone: 'line',
    cell: ({ username }) => <bdi>{username}</bdi>,
  },
  {
    id: 'role',
    title: say('role'),
    width: 132,
    phone: 'line',
    cell: ({ role, limited }) => (limited ? say('rolePart', { role: sayRole(role) }) : sayRole(role)),
  },
  {
    id: 'state',
    title: say('state'),
    width: 168,
    phone: 'line',
    cell: (operator) => <OperatorState {...operator} />,
  },
  {
    id: 'email',
    title: say('email'),
    width: 170,
    grows: 1,
    rank: 3,
    cell: ({ email }) => <Quiet text={email} />,
  },
  {
    id: 'signIns',
    title: say('signedIn'),
    width: 88,
    rank: 2,
    align: 'end',
    cell: ({ signInCount }) => (signInCount === 0 ? <Quiet text={null} /> : formatNumber(signInCount)),
  },
  {
    id: 'lastSeenAt',
    title: say('lastSeen'),
    width: 124,
    sort: 'lastSeenAt',
    phone: 'side',
    cell: ({ lastSeenAt }) =>
      lastSeenAt === null ? <Quiet text={say('never')} /> : <RelativeTime at={lastSeenAt} />,
  },
  {
    id: 'addedAt',
    title: say('added'),
    width: 124,
    rank: 3,
    sort: 'addedAt',
    cell: ({ addedAt }) => <RelativeTime at={addedAt} />,
  },
];

function OperatorState({ enabled, hasPassword, linkExpiresAt }: Operator) {
  if (!enabled) return <StateMark meaning="quiet">{say('switchedOff')}</StateMark>;
  if (hasPassword) return <StateMark meaning="green">{say('maySignIn')}</StateMark>;
  return linkExpiresAt === null ? (
    <StateMark meaning="red">{say('needsLink')}</StateMark>
  ) : (
    <StateMark meaning="amber">{say('waitsForPassword')}</StateMark>
  );
}
