import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/use-me.ts';
import classes from '../../parts/Tabs.module.css';
import { useOpenTabInView } from '../../parts/use-open-tab-in-view.ts';

const TABS = [
  { to: '/settings/my-account', label: 'My account' },
  { to: '/settings/sign-in', label: 'Signing in' },
  { to: '/settings/disconnecting', label: 'Disconnecting' },
  { to: '/settings/hotspot', label: 'Hotspot' },
  { to: '/settings/payment-methods', label: 'Payment methods' },
  { to: '/settings/webhooks', label: 'Webhooks' },
  { to: '/settings/operators', label: 'Operators', permission: 'operators.change' },
  { to: '/settings/api-tokens', label: 'API tokens', permission: 'api-tokens.change' },
] as const satisfies readonly { to: string; label: string; permission?: string }[];

/** The pages of Settings. */
export function SettingsTabs({ aboveList = false }: { readonly aboveList?: boolean }) {
  const may = useMe().data?.permissions ?? [];
  const tabs = useOpenTabInView();
  return (
    <nav ref={tabs} className={classes['tabs']} data-page={aboveList || undefined} aria-label="Settings">
      {TABS.filter((tab) => !('permission' in tab) || may.includes(tab.permission)).map(({ to, label }) => (
        <Link key={to} to={to} activeProps={{ 'data-active': true, 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
