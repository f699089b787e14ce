import { Link } from '@tanstack/react-router';
import type { HotspotOverview } from '../../api/types.ts';
import { OverviewTable, RowName } from '../../parts/overview/OverviewTable.tsx';
import { CountLink } from './CountLink.tsx';
import { customersSignedUp, sessionsOnline } from './overview-links.ts';

/** The zones side by side; each opens this overview for itself. */
export function ZonesNow({ overview: { zones, dayStart } }: { readonly overview: HotspotOverview }) {
  return (
    <OverviewTable
      title="Zones"
      link={<Link to="/zones">All zones</Link>}
      columns={['Zone', 'Sign-ups today', 'Online now', 'Waiting']}
    >
      {zones.map(({ id, name, signUpsToday, online, waiting }) => (
        <tr key={id}>
          <RowName
            name={
              <Link to="/hotspot" search={{ zoneId: id }}>
                {name}
              </Link>
            }
          />
          <td>
            <CountLink
              to="/customers"
              search={customersSignedUp(dayStart, id)}
              count={signUpsToday}
              label={`${signUpsToday} signed up today in ${name}`}
            />
          </td>
          <td>
            <CountLink
              to="/sessions"
              search={sessionsOnline(id)}
              count={online}
              label={`${online} online in ${name}`}
            />
          </td>
          <td>
            <CountLink
              to="/zones/$zoneId/waiting"
              params={{ zoneId: id }}
              count={waiting}
              label={`${waiting} waiting in ${name}`}
            />
          </td>
        </tr>
      ))}
    </OverviewTable>
  );
}
