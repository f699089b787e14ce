import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import classes from '../../parts/Tabs.module.css';

const TABS = [
  { to: '/settings/my-account', label: 'My account' },
  { to: '/settings/disconnecting', label: 'Disconnecting' },
  { to: '/settings/hotspot', label: 'Hotspot' },
  { to: '/settings/payment-methods', label: 'Payment methods' },
  { to: '/settings/webhooks', label: 'Webhooks' },
] as const;

/** The pages of Settings. */
export function SettingsTabs() {
  const tabs = useRef<HTMLElement>(null);
  // On a phone not all of them fit: the one that is open is seen.
  useEffect(() => {
    // In braces: browsers begin to answer with a promise, which is no way to clean up.
    tabs.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, []);
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
