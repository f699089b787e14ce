import { Link } from '@tanstack/react-router';
import type { Customer } from '../../api/types.ts';
import classes from '../../parts/Tabs.module.css';
import { useOpenTabInView } from '../../parts/use-open-tab-in-view.ts';

const TABS = [
  { to: '/customers/$customerId', label: 'Overview' },
  { to: '/customers/$customerId/devices', label: 'Devices' },
  { to: '/customers/$customerId/sessions', label: 'Sessions' },
  { to: '/customers/$customerId/attempts', label: 'Attempts' },
  { to: '/customers/$customerId/payments', label: 'Payments' },
  { to: '/customers/$customerId/history', label: 'History' },
] as const;

export function ProfileTabs({ customer }: { readonly customer: Customer }) {
  const tabs = useOpenTabInView();
  return (
    <nav ref={tabs} className={classes['tabs']} data-many aria-label={`About ${customer.name}`}>
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
