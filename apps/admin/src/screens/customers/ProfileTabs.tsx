import { Link } from '@tanstack/react-router';
import type { Customer } from '../../api/types.ts';
import classes from '../../parts/Tabs.module.css';

const TABS = [
  { to: '/customers/$customerId', label: 'Overview' },
  { to: '/customers/$customerId/devices', label: 'Devices' },
  { to: '/customers/$customerId/sessions', label: 'Sessions' },
  { to: '/customers/$customerId/attempts', label: 'Attempts' },
  { to: '/customers/$customerId/payments', label: 'Payments' },
] as const;

export function ProfileTabs({ customer }: { readonly customer: Customer }) {
  return (
    <nav className={classes['tabs']} data-many aria-label={`About ${customer.name}`}>
      {TABS.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ customerId: customer.id }}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {label}
          {label === 'Devices' && <span>{customer.deviceCount}</span>}
        </Link>
      ))}
    </nav>
  );
}
