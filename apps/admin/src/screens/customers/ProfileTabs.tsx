import { Link } from '@tanstack/react-router';
import type { Customer } from '../../api/types.ts';
import { formatNumber } from '../../parts/format/number.ts';
import classes from '../../parts/Tabs.module.css';
import { useOpenTabInView } from '../../parts/use-open-tab-in-view.ts';
import { say } from './texts.ts';

const TABS = [
  { to: '/customers/$customerId', label: say('overview') },
  { to: '/customers/$customerId/devices', label: say('devices'), counts: true },
  { to: '/customers/$customerId/sessions', label: say('sessions') },
  { to: '/customers/$customerId/attempts', label: say('attempts') },
  { to: '/customers/$customerId/payments', label: say('payments') },
  { to: '/customers/$customerId/history', label: say('history') },
] as const;

export function ProfileTabs({ customer }: { readonly customer: Customer }) {
  const tabs = useOpenTabInView();
  return (
    <nav ref={tabs} className={classes['tabs']} data-many aria-label={say('about', { name: customer.name })}>
      {TABS.map(({ to, label, ...tab }) => (
        <Link
          key={to}
          to={to}
          params={{ customerId: customer.id }}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        >
          {label}
          {'counts' in tab && <span>{formatNumber(customer.deviceCount)}</span>}
        </Link>
      ))}
    </nav>
  );
}
