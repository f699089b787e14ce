import { sayWaiting } from '@gatehouse/domain/hotspot-zones/waiting-told';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import type { HotspotZone } from '../../api/types.ts';
import type { ListColumn } from '../../parts/data-list/list-types.ts';
import { Quiet } from '../../parts/Quiet.tsx';
import { RowLink } from '../../parts/RowLink.tsx';
import { StateMark } from '../../parts/StateMark.tsx';

export const zoneColumns: readonly ListColumn<HotspotZone>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 180,
    grows: 1,
    sort: 'name',
    phone: 'title',
    cell: ({ name }) => <b style={{ fontWeight: 550 }}>{name}</b>,
  },
  {
    id: 'ssid',
    title: 'Wi-Fi name (SSID)',
    width: 180,
    grows: 1,
    phone: 'line',
    cell: ({ ssid }) => ssid,
  },
  {
    id: 'macLogin',
    title: 'Known devices',
    width: 220,
    rank: 2,
    phone: 'line',
    cell: ({ macLogin }) => (
      <StateMark meaning={macLogin ? 'green' : 'quiet'}>
        {macLogin ? 'Get online by themselves' : 'Log in each time'}
      </StateMark>
    ),
  },
  {
    id: 'roaming',
    title: 'Roaming group',
    width: 150,
    rank: 3,
    cell: ({ roamingGroup }) => <Quiet text={roamingGroup} />,
  },
  {
    id: 'waiting',
    title: 'Waiting here now',
    width: 150,
    rank: 2,
    phone: 'line',
    cell: ({ id, waitingCount }) =>
      waitingCount === 0 ? (
        <Quiet text="Nobody waits" />
      ) : (
        <RowLink to="/zones/$zoneId/waiting" params={{ zoneId: id }}>
          {`${sayWaiting(waitingCount)} unknown ${waitingCount === 1 ? 'device' : 'devices'}`}
        </RowLink>
      ),
  },
  {
    id: 'routers',
    title: 'Routers',
    width: 96,
    align: 'end',
    phone: 'side',
    cell: ({ id, nasCount }) =>
      nasCount === 0 ? (
        <Quiet text="No router" />
      ) : (
        <RowLink to="/routers" search={{ zoneId: id }}>
          {formatCount(nasCount, 'router')}
        </RowLink>
      ),
  },
];
