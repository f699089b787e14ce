import { Link } from '@tanstack/react-router';
import type { HotspotOverview } from '../../api/types.ts';
import { OverviewTable, RowName } from '../../parts/overview/OverviewTable.tsx';
import { CountLink } from './CountLink.tsx';
import { customersSignedUp, sessionsOnline } from './overview-links.ts';
import { say } from './texts.ts';

/** The zones side by side; each opens this overview for itself. */
export function ZonesNow({ overview: { zones, dayStart } }: { readonly overview: HotspotOverview }) {
  return (
    <OverviewTable
      title={say('zones')}
      link={<Link to="/zones">{say('allZones')}</Link>}
      columns={[say('zone'), say('signUpsToday'), say('onlineNow'), say('waiting')]}
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
              label={say('signedUpIn', { number: signUpsToday, name })}
            />
          </td>
          <td>
            <CountLink
              to="/sessions"
              search={sessionsOnline(id)}
              count={online}
              label={say('onlineIn', { number: online, name })}
            />
          </td>
          <td>
            <CountLink
              to="/zones/$zoneId/waiting"
              params={{ zoneId: id }}
              count={waiting}
              label={say('waitingIn', { number: waiting, name })}
            />
          </td>
        </tr>
      ))}
    </OverviewTable>
  );
}
