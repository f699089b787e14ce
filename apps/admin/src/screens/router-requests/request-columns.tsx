import { saySaid } from '../../parts/said/say-said.ts';
import type { RouterRequest } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { WhoseSession } from '../customers/WhoseSession.tsx';
import { RequestState } from './RequestState.tsx';
import { say } from './texts.ts';

export const requestColumns: readonly ListColumn<RouterRequest>[] = [
  {
    id: 'at',
    title: say('time'),
    width: 146,
    phone: 'side',
    cell: ({ requestedAt }) => <RelativeTime at={requestedAt} clock />,
  },
  {
    id: 'state',
    title: say('result'),
    width: 116,
    phone: 'line',
    cell: ({ state }) => <RequestState state={state} />,
  },
  {
    id: 'who',
    title: say('customer'),
    width: 160,
    grows: 1,
    phone: 'title',
    cell: ({ customerId, customerName, username }) => (
      <WhoseSession customerId={customerId} customerName={customerName} username={username} />
    ),
  },
  {
    id: 'mac',
    title: say('macAddress'),
    width: 172,
    rank: 5,
    cell: ({ mac, callingStationId }) =>
      mac === null ? <Quiet text={callingStationId} /> : <MacAddress mac={mac} />,
  },
  {
    id: 'what',
    title: say('what'),
    width: 104,
    rank: 3,
    phone: 'line',
    cell: ({ kind }) => say(`kind_${kind}`),
  },
  {
    id: 'why',
    title: say('why'),
    width: 148,
    rank: 4,
    cell: ({ reason, requestedBy }) => (
      <span title={requestedBy}>{reason === 'operator' ? requestedBy : say(`reason_${reason}`)}</span>
    ),
  },
  {
    id: 'explanation',
    title: say('whatHappened'),
    width: 290,
    grows: 4,
    rank: 2,
    phone: 'line',
    cell: ({ explanation, explanationSaid }) => {
      const words = saySaid(explanationSaid, explanation);
      return <span title={words}>{words}</span>;
    },
  },
];
