import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../parts/format/number.ts';
import classes from '../../parts/Tabs.module.css';
import { useCount } from '../home/use-count.ts';
import { say } from './texts.ts';

const TABS = [
  { to: '/devices', label: say('registered') },
  { to: '/devices/unrecognised', label: say('unrecognised') },
  { to: '/devices/blocked', label: say('blocked') },
] as const;

/** The lists of devices: what is registered, who came without being it, what is refused everywhere. */
export function DevicesTabs() {
  const unrecognised = useCount('unrecognised-devices', '/unrecognised-devices') ?? 0;
  return (
    <nav className={classes['tabs']} aria-label={say('listsOfDevices')} data-page>
      {TABS.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {label}
          {to === '/devices/unrecognised' && unrecognised > 0 && <span>{formatNumber(unrecognised)}</span>}
        </Link>
      ))}
    </nav>
  );
}
