import type { ListColumn, ListFilter } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { sayRole } from '../../parts/role.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import type { ApiToken } from './api-token-types.ts';
import { say } from './texts.ts';

const STATES = {
  good: { word: say('good'), meaning: 'green' },
  over: { word: say('expired'), meaning: 'quiet' },
  revoked: { word: say('revoked'), meaning: 'quiet' },
} as const;

export const apiTokenFilters: readonly ListFilter[] = [
  {
    name: 'state',
    label: say('state'),
    options: Object.entries(STATES).map(([value, { word }]) => ({ value, label: word })),
  },
];

export const apiTokenColumns: readonly ListColumn<ApiToken>[] = [
  {
    id: 'name',
    title: say('name'),
    width: 140,
    grows: 2,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'hint',
    title: say('beginsWith'),
    width: 96,
    rank: 3,
    phone: 'line',
    cell: ({ hint }) => (hint === null ? <Quiet text={null} /> : <code dir="ltr">{hint}…</code>),
  },
  {
    id: 'may',
    title: say('mayDo'),
    width: 190,
    grows: 1,
    phone: 'line',
    cell: ({ role, permissions }) =>
      permissions === null
        ? say('allOfRole', { role: sayRole(role) })
        : say('someOfRole', { count: permissions.length, role: sayRole(role) }),
  },
  {
    id: 'state',
    title: say('state'),
    width: 92,
    phone: 'line',
    cell: ({ state }) => <StateMark meaning={STATES[state].meaning}>{STATES[state].word}</StateMark>,
  },
  {
    id: 'expiresAt',
    title: say('ends'),
    width: 124,
    rank: 2,
    cell: ({ expiresAt }) => <RelativeTime at={expiresAt} never={say('noEnd')} />,
  },
  {
    id: 'lastUsedAt',
    title: say('lastUsed'),
    width: 124,
    sort: 'lastUsedAt',
    phone: 'side',
    cell: ({ lastUsedAt }) => <RelativeTime at={lastUsedAt} never={say('never')} />,
  },
  {
    id: 'lastUsedFrom',
    title: say('from'),
    width: 116,
    rank: 4,
    cell: ({ lastUsedFrom }) =>
      lastUsedFrom === null ? <Quiet text={null} /> : <bdi dir="ltr">{lastUsedFrom}</bdi>,
  },
  {
    id: 'createdBy',
    title: say('madeBy'),
    width: 120,
    rank: 4,
    cell: ({ createdBy }) => <Quiet text={createdBy} />,
  },
  {
    id: 'createdAt',
    title: say('made'),
    width: 124,
    rank: 3,
    sort: 'createdAt',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
