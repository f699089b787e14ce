import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { Page, WaitingDevice } from '../../api/types.ts';
import { MacText } from '../../parts/mac/MacText.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './Hotspot.module.css';

const POLL_MS = 5_000;
/** The ones heard last; the number above says how many there are. */
const SHOWN_MAX = 12;

/** The unknown devices that a zone has just heard: phones that pass by, and televisions that somebody may want to add. */
export function WaitingNow({ zoneId }: { readonly zoneId: string }) {
  const heading = useId();
  const { data } = useQuery({
    queryKey: ['hotspot-zones', zoneId, 'waiting'],
    queryFn: ({ signal }) => getJson<Page<WaitingDevice>>(`/hotspot-zones/${zoneId}/waiting`, {}, signal),
    refetchInterval: POLL_MS,
  });
  return (
    <section className={classes['section']} aria-labelledby={heading}>
      <h2 id={heading}>
        Waiting here now{' '}
        <Link to="/zones/$zoneId/waiting" params={{ zoneId }}>
          Look through them
        </Link>
      </h2>
      {data?.items.length === 0 ? (
        <p className={classes['none']}>No unknown device was heard here in the last quarter of an hour.</p>
      ) : (
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">Vendor</th>
              <th scope="col">Heard</th>
            </tr>
          </thead>
          <tbody>
            {data?.items.slice(0, SHOWN_MAX).map(({ mac, vendor, private: isPrivate, lastAt }) => (
              <tr key={mac}>
                <th scope="row">
                  <MacText mac={mac} />
                </th>
                <td>{isPrivate ? 'Private address' : (vendor ?? 'Unknown')}</td>
                <td>
                  <RelativeTime at={lastAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
