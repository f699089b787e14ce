import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { HotspotOverview } from '../../api/types.ts';
import { CountLink } from './CountLink.tsx';
import classes from './Hotspot.module.css';
import { customersHolding, sessionsOnline } from './overview-links.ts';

type Props = { readonly overview: HotspotOverview; readonly zoneId: string | undefined };

/** Which packages are held, and under which somebody is online. */
export function PackagesNow({ overview: { packages }, zoneId }: Props) {
  const heading = useId();
  const most = Math.max(1, ...packages.map(({ inUse }) => inUse));
  return (
    <section className={classes['section']} aria-labelledby={heading}>
      <h2 id={heading}>
        Packages in use <Link to="/packages">All packages</Link>
      </h2>
      {packages.length === 0 ? (
        <p className={classes['none']}>
          There is no hotspot package yet. <Link to="/packages">Add one</Link>, with its price: then the
          portal offers it.
        </p>
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">In use</th>
              <th scope="col">Online now</th>
            </tr>
          </thead>
          <tbody>
            {packages.map(({ id, name, trial, inUse, online }) => (
              <tr key={id}>
                <th scope="row">
                  <span className={classes['name']}>{name}</span>
                  {trial && <span className={classes['tag']}>Trial</span>}
                  <span className={classes['share']} aria-hidden>
                    <span style={{ inlineSize: `${(100 * inUse) / most}%` }} />
                  </span>
                </th>
                <td>
                  <CountLink
                    to="/customers"
                    search={customersHolding(id, zoneId)}
                    count={inUse}
                    label={`${inUse} in use: ${name}`}
                  />
                </td>
                <td>
                  <CountLink
                    to="/sessions"
                    search={sessionsOnline(zoneId, id)}
                    count={online}
                    label={`${online} online: ${name}`}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
