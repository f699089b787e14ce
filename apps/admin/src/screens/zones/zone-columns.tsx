import type { HotspotZone } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { sayWaiting } from './say-waiting.ts';
import { say } from './texts.ts';

export const zoneColumns: readonly ListColumn<HotspotZone>[] = [
  {
    id: 'name',
    title: say('name'),
    width: 180,
    grows: 1,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'ssid',
    title: say('wifiName'),
    width: 180,
    grows: 1,
    phone: 'line',
    cell: ({ ssid }) => ssid,
  },
  {
    id: 'macLogin',
    title: say('knownDevices'),
    width: 220,
    rank: 2,
    phone: 'line',
    cell: ({ macLogin }) => (
      <StateMark meaning={macLogin ? 'green' : 'quiet'}>
        {say(macLogin ? 'byThemselves' : 'eachTime')}
      </StateMark>
    ),
  },
  {
    id: 'roaming',
    title: say('roamingGroup'),
    width: 150,
    rank: 3,
    cell: ({ roamingGroup }) => <Quiet text={roamingGroup} />,
  },
  {
    id: 'waiting',
    title: say('waitingHere'),
    width: 150,
    rank: 2,
    phone: 'line',
    cell: ({ id, waitingCount }) =>
      waitingCount === 0 ? (
        <Quiet text={say('nobodyWaits')} />
      ) : (
        <RowLink to="/zones/$zoneId/waiting" params={{ zoneId: id }}>
          {say('unknownDevices', { count: waitingCount, number: sayWaiting(waitingCount) })}
        </RowLink>
      ),
  },
  {
    id: 'routers',
    title: say('routers'),
    width: 128,
    align: 'end',
    phone: 'side',
    cell: ({ id, nasCount }) =>
      nasCount === 0 ? (
        <Quiet text={say('noRouter')} />
      ) : (
        <RowLink to="/routers" search={{ zoneId: id }}>
          {say('countRouters', { count: nasCount })}
        </RowLink>
      ),
  },
];
