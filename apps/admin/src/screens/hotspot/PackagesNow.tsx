import { Link } from '@tanstack/react-router';
import type { HotspotOverview } from '../../api/types.ts';
import { OverviewTable, RowName } from '../../parts/overview/OverviewTable.tsx';
import { CountLink } from './CountLink.tsx';
import { customersHolding, sessionsOnline } from './overview-links.ts';
import { say, show } from './texts.ts';

type Props = { readonly overview: HotspotOverview; readonly zoneId: string | undefined };

/** Which packages are held, and under which somebody is online. */
export function PackagesNow({ overview: { packages }, zoneId }: Props) {
  const most = Math.max(1, ...packages.map(({ inUse }) => inUse));
  const none =
    packages.length === 0 && show('noPackage', { link: (words) => <Link to="/packages">{words}</Link> });
  return (
    <OverviewTable
      title={say('packagesInUse')}
      link={<Link to="/packages">{say('allPackages')}</Link>}
      columns={[say('package'), say('inUse'), say('onlineNow')]}
      none={none}
    >
      {packages.map(({ id, name, trial, inUse, online }) => (
        <tr key={id}>
          <RowName name={name} tag={trial && say('trial')} share={inUse / most} />
          <td>
            <CountLink
              to="/customers"
              search={customersHolding(id, zoneId)}
              count={inUse}
              label={say('inUseOf', { number: inUse, name })}
            />
          </td>
          <td>
            <CountLink
              to="/sessions"
              search={sessionsOnline(zoneId, id)}
              count={online}
              label={say('onlineOf', { number: online, name })}
            />
          </td>
        </tr>
      ))}
    </OverviewTable>
  );
}
