import { Link } from '@tanstack/react-router';
import classes from '../../parts/Tabs.module.css';
import { useOpenTabInView } from '../../parts/use-open-tab-in-view.ts';

const TABS = [
  { to: '/settings/my-account', label: 'My account' },
  { to: '/settings/sign-in', label: 'Signing in' },
  { to: '/settings/disconnecting', label: 'Disconnecting' },
  { to: '/settings/hotspot', label: 'Hotspot' },
  { to: '/settings/payment-methods', label: 'Payment methods' },
  { to: '/settings/webhooks', label: 'Webhooks' },
] as const;

/** The pages of Settings. */
export function SettingsTabs() {
  const tabs = useOpenTabInView();
  return (
    <nav ref={tabs} className={classes['tabs']} aria-label="Settings">
      {TABS.map(({ to, label }) => (
        <Link key={to} to={to} activeProps={{ 'data-active': true, 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
