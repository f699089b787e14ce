import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getJson } from '../../api/call-api.ts';
import type { Page, WaitingDevice } from '../../api/types.ts';
import { MacText } from '../../parts/mac/MacText.tsx';
import { OverviewTable, RowName } from '../../parts/overview/OverviewTable.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { say } from './texts.ts';

const POLL_MS = 5_000;
/** The ones heard last; the number above says how many there are. */
const SHOWN_MAX = 12;

/** The unknown devices that a zone has just heard: phones that pass by, and televisions that somebody may want to add. */
export function WaitingNow({ zoneId }: { readonly zoneId: string }) {
  const { data } = useQuery({
    queryKey: ['hotspot-zones', zoneId, 'waiting'],
    queryFn: ({ signal }) => getJson<Page<WaitingDevice>>(`/hotspot-zones/${zoneId}/waiting`, {}, signal),
    refetchInterval: POLL_MS,
  });
  return (
    <OverviewTable
      title={say('waitingHereNow')}
      link={
        <Link to="/zones/$zoneId/waiting" params={{ zoneId }}>
          {say('lookThrough')}
        </Link>
      }
      columns={[say('device'), say('vendor'), say('heard')]}
      none={data?.items.length === 0 && say('noneHeard')}
    >
      {data?.items.slice(0, SHOWN_MAX).map(({ mac, vendor, private: isPrivate, lastAt }) => (
        <tr key={mac}>
          <RowName name={<MacText mac={mac} />} />
          <td>{isPrivate ? say('privateAddress') : (vendor ?? say('unknown'))}</td>
          <td>
            <RelativeTime at={lastAt} />
          </td>
        </tr>
      ))}
    </OverviewTable>
  );
}
