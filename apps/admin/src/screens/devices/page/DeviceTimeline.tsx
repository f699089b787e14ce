import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attempt, TimelineItem } from '../../../api/types.ts';
import { DataList } from '../../../parts/data-list/DataList.tsx';
import type { ListColumn, ListFilter } from '../../../parts/data-list/list-types.ts';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { MacText } from '../../../parts/mac/MacText.tsx';
import { Quiet } from '../../../parts/Quiet.tsx';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import { type Meaning, StateMark } from '../../../parts/StateMark.tsx';
import { AttemptDrawer } from '../../access-log/AttemptDrawer.tsx';

const KINDS: Readonly<Record<TimelineItem['kind'], { readonly label: string; readonly meaning: Meaning }>> = {
  login: { label: 'Login', meaning: 'green' },
  refusal: { label: 'Refused', meaning: 'red' },
  session: { label: 'Session', meaning: 'quiet' },
  change: { label: 'Change', meaning: 'quiet' },
};

const FILTERS: readonly ListFilter[] = [
  {
    name: 'kind',
    label: 'What',
    options: [
      { value: 'login', label: 'Logins' },
      { value: 'refusal', label: 'Refusals' },
      { value: 'session', label: 'Sessions' },
      { value: 'change', label: 'Changes' },
    ],
  },
];

const COLUMNS: readonly ListColumn<TimelineItem>[] = [
  {
    id: 'at',
    title: 'When',
    width: 132,
    sort: 'at',
    phone: 'side',
    cell: ({ at }) => <RelativeTime at={at} clock />,
  },
  {
    id: 'kind',
    title: 'What',
    width: 104,
    phone: 'title',
    cell: ({ kind }) => <StateMark meaning={KINDS[kind].meaning}>{KINDS[kind].label}</StateMark>,
  },
  {
    id: 'sentence',
    title: 'In words',
    width: 260,
    grows: 6,
    wraps: true,
    phone: 'line',
    cell: ({ sentence, attempt }) =>
      attempt !== null && attempt.count > 1 ? `${sentence} ×${attempt.count}` : sentence,
  },
  {
    id: 'by',
    title: 'Router or operator',
    width: 140,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: ({ by, nas }) => <Quiet text={by ?? nas?.name ?? null} />,
  },
  {
    id: 'mac',
    title: 'MAC address',
    width: 172,
    rank: 3,
    cell: ({ mac }) => (mac === null ? <Quiet text={null} /> : <MacText mac={mac} />),
  },
];

/** Logins, refusals, sessions and changes of a device, the newest first. */
export function DeviceTimeline({ deviceId }: { readonly deviceId: string }) {
  const [opened, setOpened] = useState<Attempt | null>(null);
  return (
    <>
      <DataList<TimelineItem>
        title="Timeline"
        level={2}
        thing="devices"
        noun="event"
        path={`/devices/${deviceId}/timeline`}
        rowId={({ id }) => id}
        rowName={({ sentence }) => sentence}
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-at"
        refreshSeconds={10}
        onOpen={({ attempt }) => setOpened(attempt)}
        empty={
          <EmptyState icon={IconHistory} title="Nothing is known of this device yet">
            Its logins, refusals, sessions and changes will stand here.
          </EmptyState>
        }
      />
      {opened && <AttemptDrawer attempt={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
