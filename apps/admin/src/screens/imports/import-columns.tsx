import { IMPORT_VERDICTS } from '@gatehouse/domain/imports/import-words';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import type { ImportRow, ImportShown } from './import-types.ts';
import {
  countWith,
  EFFECT_MEANINGS,
  OUTCOME_MEANINGS,
  STATE_MEANINGS,
  sayOutcome,
  sayState,
  sayVerdict,
} from './import-words.ts';
import { say } from './texts.ts';

const number = (value: number) => (value === 0 ? <Quiet text={formatNumber(0)} /> : formatNumber(value));

export const importColumns: readonly ListColumn<ImportShown>[] = [
  {
    id: 'file',
    title: say('file'),
    width: 180,
    grows: 3,
    phone: 'title',
    cell: ({ fileName }) => <b style={{ fontWeight: 550 }}>{fileName}</b>,
  },
  {
    id: 'state',
    title: say('state'),
    width: 170,
    phone: 'side',
    cell: ({ state }) => <StateMark meaning={STATE_MEANINGS[state]}>{sayState(state)}</StateMark>,
  },
  {
    id: 'kind',
    title: say('brings'),
    width: 110,
    rank: 2,
    phone: 'line',
    cell: ({ kind }) => say(kind),
  },
  { id: 'rows', title: say('rowsTitle'), width: 84, align: 'end', rank: 3, cell: ({ rows }) => number(rows) },
  {
    id: 'applied',
    title: say('applied'),
    width: 84,
    align: 'end',
    cell: ({ outcomes }) => number(outcomes['applied'] ?? 0),
  },
  {
    id: 'refused',
    title: say('notApplied'),
    width: 100,
    align: 'end',
    rank: 2,
    cell: ({ verdicts }) => number(countWith(verdicts, 'refused')),
  },
  {
    id: 'by',
    title: say('by'),
    width: 130,
    grows: 1,
    rank: 4,
    cell: ({ createdBy }) => <Quiet text={createdBy} />,
  },
  {
    id: 'at',
    title: say('sent'),
    width: 120,
    sort: 'createdAt',
    phone: 'line',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

export const importRowColumns: readonly ListColumn<ImportRow>[] = [
  {
    id: 'line',
    title: say('line'),
    width: 70,
    align: 'end',
    sort: 'line',
    cell: ({ line }) => <Quiet text={formatNumber(line)} />,
  },
  {
    id: 'subject',
    title: say('usernameOrMac'),
    width: 170,
    grows: 1,
    phone: 'title',
    cell: ({ subject, customerId }) =>
      customerId === null ? (
        <Quiet text={subject === '' ? null : subject} />
      ) : (
        <RowLink to="/customers/$customerId" params={{ customerId }}>
          {subject}
        </RowLink>
      ),
  },
  {
    id: 'verdict',
    title: say('verdict'),
    width: 160,
    phone: 'side',
    cell: ({ verdict }) => (
      <StateMark meaning={EFFECT_MEANINGS[IMPORT_VERDICTS[verdict].effect]}>{sayVerdict(verdict)}</StateMark>
    ),
  },
  {
    id: 'sentence',
    title: say('whatItDoes'),
    width: 260,
    grows: 3,
    wraps: true,
    phone: 'line',
    cell: ({ sentence, sentenceSaid }) => (
      <bdi>{sentenceSaid === null ? sentence : <SaidText said={sentenceSaid} or={sentence} />}</bdi>
    ),
  },
];

export const appliedRowColumns: readonly ListColumn<ImportRow>[] = [
  ...importRowColumns,
  {
    id: 'outcome',
    title: say('becameOfIt'),
    width: 140,
    phone: 'line',
    cell: ({ outcome }) =>
      outcome === null ? (
        <Quiet text={null} />
      ) : (
        <StateMark meaning={OUTCOME_MEANINGS[outcome]}>{sayOutcome(outcome)}</StateMark>
      ),
  },
];
