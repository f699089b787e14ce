import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { HotspotOverview } from '../../api/types.ts';
import { CountLink } from './CountLink.tsx';
import classes from './Hotspot.module.css';
import { customersSignedUp, sessionsOnline } from './overview-links.ts';

/** The zones side by side; each opens this overview for itself. */
export function ZonesNow({ overview: { zones, dayStart } }: { readonly overview: HotspotOverview }) {
  const heading = useId();
  return (
    <section className={classes['section']} aria-labelledby={heading}>
      <h2 id={heading}>
        Zones <Link to="/zones">All zones</Link>
      </h2>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">Zone</th>
            <th scope="col">Sign-ups today</th>
            <th scope="col">Online now</th>
            <th scope="col">Waiting</th>
          </tr>
        </thead>
        <tbody>
          {zones.map(({ id, name, signUpsToday, online, waiting }) => (
            <tr key={id}>
              <th scope="row">
                <Link className={classes['name']} to="/hotspot" search={{ zoneId: id }}>
                  {name}
                </Link>
              </th>
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
        </tbody>
      </table>
    </section>
  );
}
