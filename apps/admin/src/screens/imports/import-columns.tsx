import {
  IMPORT_OUTCOME_LABELS,
  IMPORT_STATE_LABELS,
  IMPORT_VERDICTS,
} from '@gatehouse/domain/imports/import-words';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import type { ImportRow, ImportShown } from './import-types.ts';
import { countWith, EFFECT_MEANINGS, OUTCOME_MEANINGS, STATE_MEANINGS } from './import-words.ts';

const number = (value: number) => (value === 0 ? <Quiet text="0" /> : formatNumber(value));

export const importColumns: readonly ListColumn<ImportShown>[] = [
  {
    id: 'file',
    title: 'File',
    width: 180,
    grows: 3,
    phone: 'title',
    cell: ({ fileName }) => <b style={{ fontWeight: 550 }}>{fileName}</b>,
  },
  {
    id: 'state',
    title: 'State',
    width: 170,
    phone: 'side',
    cell: ({ state }) => <StateMark meaning={STATE_MEANINGS[state]}>{IMPORT_STATE_LABELS[state]}</StateMark>,
  },
  {
    id: 'kind',
    title: 'Brings',
    width: 110,
    rank: 2,
    phone: 'line',
    cell: ({ kind }) => (kind === 'customers' ? 'Customers' : 'Devices'),
  },
  { id: 'rows', title: 'Rows', width: 84, align: 'end', rank: 3, cell: ({ rows }) => number(rows) },
  {
    id: 'applied',
    title: 'Applied',
    width: 84,
    align: 'end',
    cell: ({ outcomes }) => number(outcomes['applied'] ?? 0),
  },
  {
    id: 'refused',
    title: 'Not applied',
    width: 100,
    align: 'end',
    rank: 2,
    cell: ({ verdicts }) => number(countWith(verdicts, 'refused')),
  },
  {
    id: 'by',
    title: 'By',
    width: 130,
    grows: 1,
    rank: 4,
    cell: ({ createdBy }) => <Quiet text={createdBy} />,
  },
  {
    id: 'at',
    title: 'Sent',
    width: 120,
    sort: 'createdAt',
    phone: 'line',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];

export const importRowColumns: readonly ListColumn<ImportRow>[] = [
  {
    id: 'line',
    title: 'Line',
    width: 70,
    align: 'end',
    sort: 'line',
    cell: ({ line }) => <Quiet text={formatNumber(line)} />,
  },
  {
    id: 'subject',
    title: 'Username or MAC',
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
    title: 'Verdict',
    width: 160,
    phone: 'side',
    cell: ({ verdict }) => (
      <StateMark meaning={EFFECT_MEANINGS[IMPORT_VERDICTS[verdict].effect]}>
        {IMPORT_VERDICTS[verdict].label}
      </StateMark>
    ),
  },
  {
    id: 'sentence',
    title: 'What it does, or why not',
    width: 260,
    grows: 3,
    wraps: true,
    phone: 'line',
    cell: ({ sentence }) => sentence,
  },
];

export const appliedRowColumns: readonly ListColumn<ImportRow>[] = [
  ...importRowColumns,
  {
    id: 'outcome',
    title: 'What became of it',
    width: 140,
    phone: 'line',
    cell: ({ outcome }) =>
      outcome === null ? (
        <Quiet text={null} />
      ) : (
        <StateMark meaning={OUTCOME_MEANINGS[outcome]}>{IMPORT_OUTCOME_LABELS[outcome]}</StateMark>
      ),
  },
];
