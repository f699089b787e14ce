import { formatVolume } from '@gatehouse/domain/service-packages/describe-amounts';
import type { Session } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { formatSpan } from '../../parts/format/duration.ts';
import { MacAddress } from '../../parts/mac/MacAddress.tsx';
import { useNow } from '../../parts/NowProvider.tsx';
import { Quiet } from '../../parts/Quiet.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { WhoseSession } from '../customers/WhoseSession.tsx';
import { say } from './texts.ts';

const who: ListColumn<Session> = {
  id: 'who',
  title: say('customer'),
  width: 170,
  grows: 1,
  phone: 'title',
  cell: ({ customerId, customerName, username }) => (
    <WhoseSession customerId={customerId} customerName={customerName} username={username} />
  ),
};

const columns: readonly ListColumn<Session>[] = [
  {
    id: 'state',
    title: say('state'),
    width: 96,
    phone: 'side',
    cell: ({ endedAt, terminateCause }) =>
      endedAt === null ? (
        <StateMark meaning="green">{say('online')}</StateMark>
      ) : (
        <span title={terminateCause ?? undefined}>
          <StateMark meaning="quiet">{say('ended')}</StateMark>
        </span>
      ),
  },
  who,
  {
    id: 'mac',
    title: say('macAddress'),
    width: 164,
    rank: 2,
    phone: 'line',
    cell: ({ mac }) => (mac === null ? <Quiet text={null} /> : <MacAddress mac={mac} />),
  },
  {
    id: 'ip',
    title: say('ipAddress'),
    width: 124,
    rank: 5,
    under: 'mac',
    phone: 'line',
    cell: ({ framedIpAddress }) => <Quiet text={framedIpAddress} />,
  },
  {
    id: 'nas',
    title: say('router'),
    width: 110,
    grows: 1,
    rank: 4,
    cell: ({ nas }) => <Quiet text={nas?.name ?? null} />,
  },
  {
    id: 'started',
    title: say('started'),
    width: 116,
    rank: 3,
    cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
  },
  {
    id: 'duration',
    title: say('lasted'),
    width: 92,
    rank: 4,
    under: 'started',
    phone: 'line',
    cell: (session) => <Lasted session={session} />,
  },
  {
    id: 'volume',
    title: say('downUp'),
    width: 152,
    rank: 2,
    align: 'end',
    // The NAS counts from its side: what it put out is what the customer got.
    cell: ({ outputBytes, inputBytes }) => `${formatVolume(outputBytes)} / ${formatVolume(inputBytes)}`,
  },
];

export const sessionColumns = columns;
export const ownSessionColumns = columns
  .filter((column) => column !== who)
  .map((column) => (column.id === 'mac' ? ({ ...column, phone: 'title' } as const) : column));

function Lasted({ session }: { readonly session: Session }) {
  const now = useNow();
  const end = session.endedAt === null ? now : Date.parse(session.endedAt);
  return formatSpan((end - Date.parse(session.startedAt)) / 1000);
}
