import { Link } from '@tanstack/react-router';
import classes from '../../parts/Tabs.module.css';

const TABS = [
  { to: '/devices', label: 'Devices' },
  { to: '/devices/blocked', label: 'Blocked' },
] as const;

/** The lists of devices. */
export function DevicesTabs() {
  return (
    <nav className={classes['tabs']} aria-label="Lists of devices">
      {TABS.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
