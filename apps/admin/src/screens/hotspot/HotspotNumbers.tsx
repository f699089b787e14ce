import { Link } from '@tanstack/react-router';
import type { HotspotOverview } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import classes from './Hotspot.module.css';
import { customersHolding, customersSignedUp, sessionsOnline } from './overview-links.ts';

type Props = { readonly overview: HotspotOverview; readonly zoneId: string | undefined };

/** How it is now, each number a link to the list behind it. */
export function HotspotNumbers({ overview: { now, dayStart }, zoneId }: Props) {
  return (
    <div className={classes['numbers']}>
      <Number to="/customers" search={customersSignedUp(dayStart, zoneId)} label="Signed up today">
        {now.signUpsToday}
      </Number>
      <Number to="/sessions" search={sessionsOnline(zoneId)} label="Online now">
        {now.online}
      </Number>
      <Number to="/customers" search={customersHolding('any', zoneId)} label="Packages in use">
        {now.packagesInUse}
      </Number>
      <Number {...whereTheyWait(zoneId)} label="Unknown devices waiting">
        {now.waiting}
      </Number>
    </div>
  );
}

/** To the list of those that wait, in the zone or in all. */
function whereTheyWait(zoneId: string | undefined): Pick<NumberProps, 'to' | 'params'> {
  return zoneId === undefined
    ? { to: '/zones/waiting' }
    : { to: '/zones/$zoneId/waiting', params: { zoneId } };
}

type NumberProps = {
  readonly to: '/customers' | '/sessions' | '/zones/waiting' | '/zones/$zoneId/waiting';
  readonly params?: { readonly zoneId: string };
  readonly search?: Readonly<Record<string, string>>;
  readonly label: string;
  readonly children: number;
};

function Number({ label, children, ...where }: NumberProps) {
  return (
    <Link {...where} className={classes['number']}>
      <span className={classes['label']}>{label}</span>
      <span className={classes['value']}>{formatNumber(children)}</span>
    </Link>
  );
}
