import { Link } from '@tanstack/react-router';
import { useMe } from '../../api/use-me.ts';
import classes from '../../parts/Tabs.module.css';
import { useOpenTabInView } from '../../parts/use-open-tab-in-view.ts';
import { say } from './texts.ts';

const TABS = [
  { to: '/settings/my-account', label: say('myAccount') },
  { to: '/settings/sign-in', label: say('signingIn') },
  { to: '/settings/disconnecting', label: say('disconnecting') },
  { to: '/settings/hotspot', label: say('hotspot') },
  { to: '/settings/payment-methods', label: say('paymentMethods') },
  { to: '/settings/webhooks', label: say('webhooks') },
  { to: '/settings/operators', label: say('operators'), permission: 'operators.change' },
  { to: '/settings/mail', label: say('mail'), permission: 'operators.change' },
  { to: '/settings/api-tokens', label: say('apiTokens'), permission: 'api-tokens.change' },
] as const satisfies readonly { to: string; label: string; permission?: string }[];

/** The pages of Settings. */
export function SettingsTabs({ aboveList = false }: { readonly aboveList?: boolean }) {
  const may = useMe().data?.permissions ?? [];
  const tabs = useOpenTabInView();
  return (
    <nav
      ref={tabs}
      className={classes['tabs']}
      data-page={aboveList || undefined}
      aria-label={say('settings')}
    >
      {TABS.filter((tab) => !('permission' in tab) || may.includes(tab.permission)).map(({ to, label }) => (
        <Link key={to} to={to} activeProps={{ 'data-active': true, 'aria-current': 'page' }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
