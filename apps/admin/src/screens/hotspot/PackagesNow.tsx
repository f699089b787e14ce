import { Link } from '@tanstack/react-router';
import type { HotspotOverview } from '../../api/types.ts';
import { OverviewTable, RowName } from '../../parts/overview/OverviewTable.tsx';
import { CountLink } from './CountLink.tsx';
import { customersHolding, sessionsOnline } from './overview-links.ts';

type Props = { readonly overview: HotspotOverview; readonly zoneId: string | undefined };

/** Which packages are held, and under which somebody is online. */
export function PackagesNow({ overview: { packages }, zoneId }: Props) {
  const most = Math.max(1, ...packages.map(({ inUse }) => inUse));
  const none = packages.length === 0 && (
    <>
      There is no hotspot package yet. <Link to="/packages">Add one</Link>, with its price: then the portal
      offers it.
    </>
  );
  return (
    <OverviewTable
      title="Packages in use"
      link={<Link to="/packages">All packages</Link>}
      columns={['Package', 'In use', 'Online now']}
      none={none}
    >
      {packages.map(({ id, name, trial, inUse, online }) => (
        <tr key={id}>
          <RowName name={name} tag={trial && 'Trial'} share={inUse / most} />
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
    </OverviewTable>
  );
}
