import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import type { Attempt, TimelineItem } from '../../../api/types.ts';
import { DataList } from '../../../parts/data-list/DataList.tsx';
import type { ListColumn, ListFilter } from '../../../parts/data-list/list-types.ts';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { MacText } from '../../../parts/mac/MacText.tsx';
import { Quiet } from '../../../parts/Quiet.tsx';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import { SaidText } from '../../../parts/said/SaidText.tsx';
import { saySaid } from '../../../parts/said/say-said.ts';
import { type Meaning, StateMark } from '../../../parts/StateMark.tsx';
import { AttemptDrawer } from '../../access-log/AttemptDrawer.tsx';
import { say, show } from './texts.ts';

const MEANINGS: Readonly<Record<TimelineItem['kind'], Meaning>> = {
  login: 'green',
  refusal: 'red',
  session: 'quiet',
  change: 'quiet',
};

const FILTERS: readonly ListFilter[] = [
  {
    name: 'kind',
    label: say('what'),
    options: [
      { value: 'login', label: say('logins') },
      { value: 'refusal', label: say('refusals') },
      { value: 'session', label: say('sessions') },
      { value: 'change', label: say('changes') },
    ],
  },
];

const COLUMNS: readonly ListColumn<TimelineItem>[] = [
  {
    id: 'at',
    title: say('when'),
    width: 144,
    sort: 'at',
    phone: 'side',
    cell: ({ at }) => <RelativeTime at={at} clock />,
  },
  {
    id: 'kind',
    title: say('what'),
    width: 104,
    phone: 'title',
    cell: ({ kind }) => <StateMark meaning={MEANINGS[kind]}>{say(`kind_${kind}`)}</StateMark>,
  },
  {
    id: 'sentence',
    title: say('inWords'),
    width: 260,
    grows: 6,
    wraps: true,
    phone: 'line',
    cell: ({ sentence: inEnglish, sentenceSaid, attempt }) => {
      const sentence = <SaidText said={sentenceSaid} or={inEnglish} />;
      return attempt !== null && attempt.count > 1
        ? show('sentenceTimes', { sentence, times: attempt.count })
        : sentence;
    },
  },
  {
    id: 'by',
    title: say('routerOrOperator'),
    width: 140,
    grows: 2,
    rank: 2,
    phone: 'line',
    cell: ({ by, nas }) => <Quiet text={by ?? nas?.name ?? null} />,
  },
  {
    id: 'mac',
    title: say('macAddress'),
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
        title={say('timeline')}
        level={2}
        thing="devices"
        noun={say('event')}
        path={`/devices/${deviceId}/timeline`}
        rowId={({ id }) => id}
        rowName={({ sentence, sentenceSaid }) => saySaid(sentenceSaid, sentence)}
        columns={COLUMNS}
        filters={FILTERS}
        defaultSort="-at"
        refreshSeconds={10}
        onOpen={({ attempt }) => setOpened(attempt)}
        empty={
          <EmptyState icon={IconHistory} title={say('nothingKnown')}>
            {say('nothingKnownWhy')}
          </EmptyState>
        }
      />
      {opened && <AttemptDrawer attempt={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
