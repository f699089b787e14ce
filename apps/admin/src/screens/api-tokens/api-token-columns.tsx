import { ROLE_LABELS } from '@gatehouse/domain/operators/permissions';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import type { ApiToken } from './api-token-types.ts';

const STATES = {
  good: { word: 'Good', meaning: 'green' },
  over: { word: 'Expired', meaning: 'quiet' },
  revoked: { word: 'Revoked', meaning: 'quiet' },
} as const;

export const apiTokenFilters: readonly ListFilter[] = [
  {
    name: 'state',
    label: 'State',
    options: Object.entries(STATES).map(([value, { word }]) => ({ value, label: word })),
  },
];

export const apiTokenColumns: readonly ListColumn<ApiToken>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 140,
    grows: 2,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'hint',
    title: 'Begins with',
    width: 96,
    rank: 3,
    phone: 'line',
    cell: ({ hint }) => (hint === null ? <Quiet text={null} /> : <code dir="ltr">{hint}…</code>),
  },
  {
    id: 'may',
    title: 'May do',
    width: 190,
    grows: 1,
    phone: 'line',
    cell: ({ role, permissions }) =>
      permissions === null
        ? `All of ${ROLE_LABELS[role].label}`
        : `${formatCount(permissions.length, 'permission')} of ${ROLE_LABELS[role].label}`,
  },
  {
    id: 'state',
    title: 'State',
    width: 92,
    phone: 'line',
    cell: ({ state }) => <StateMark meaning={STATES[state].meaning}>{STATES[state].word}</StateMark>,
  },
  {
    id: 'expiresAt',
    title: 'Ends',
    width: 104,
    rank: 2,
    cell: ({ expiresAt }) => <RelativeTime at={expiresAt} never="No end" />,
  },
  {
    id: 'lastUsedAt',
    title: 'Last used',
    width: 104,
    sort: 'lastUsedAt',
    phone: 'side',
    cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} never="Never" />,
  },
  {
    id: 'lastUsedFrom',
    title: 'From',
    width: 116,
    rank: 4,
    cell: ({ lastUsedFrom }) =>
      lastUsedFrom === null ? <Quiet text={null} /> : <bdi dir="ltr">{lastUsedFrom}</bdi>,
  },
  {
    id: 'createdBy',
    title: 'Made by',
    width: 120,
    rank: 4,
    cell: ({ createdBy }) => <Quiet text={createdBy} />,
  },
  {
    id: 'createdAt',
    title: 'Made',
    width: 104,
    rank: 3,
    sort: 'createdAt',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
