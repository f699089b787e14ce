import { Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link, useLocation } from '@tanstack/react-router';
import { formatNumber } from '../parts/format/number.ts';
import { Mark } from '../parts/Mark.tsx';
import { usePaymentsWaiting } from '../screens/payments/use-payments-waiting.ts';
import { useReviewWaiting } from '../screens/review/use-review.ts';
import type { MenuItem } from './menu-items.ts';
import classes from './SideMenu.module.css';
import { useMenu } from './use-menu.ts';
import { say } from './texts.ts';

/** Icons alone below 1100 px, except on the phone's sheet. */
export function SideMenu({ onSheet = false }: { readonly onSheet?: boolean }) {
  const narrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false }) && !onSheet;
  const menu = useMenu();
  const waiting = new Map([
    ['/payments', usePaymentsWaiting()],
    ['/review', useReviewWaiting()],
  ]);
  return (
    <nav aria-label={say('main')} className={classes['menu']} data-narrow={narrow || undefined}>
      <div className={classes['brand']}>
        <Mark size={24} />
        {!narrow && <span>Gatehouse</span>}
      </div>
      {menu.map((group) => (
        <div key={group.items[0]?.to} className={classes['group']}>
          {group.title !== null && (
            <div className={classes['title']} aria-hidden={narrow}>
              {narrow ? '' : group.title}
            </div>
          )}
          {group.items.map((item) => (
            <SideLink key={item.to} item={item} narrow={narrow} waiting={waiting.get(item.to) ?? 0} />
          ))}
        </div>
      ))}
    </nav>
  );
}

type LinkProps = {
  readonly item: MenuItem;
  readonly narrow: boolean;
  /** How many things wait there for somebody. */
  readonly waiting: number;
};

function SideLink({ item, narrow, waiting }: LinkProps) {
  const { pathname } = useLocation();
  const inside = item.within !== undefined && pathname.startsWith(item.within);
  return (
    <Tooltip label={item.label} position="right" disabled={!narrow}>
      <Link
        to={item.to}
        className={classes['link']}
        activeOptions={{ exact: item.to === '/', includeSearch: false }}
        activeProps={{ 'data-active': true, 'aria-current': 'page' }}
        {...(inside && { 'data-active': true })}
        aria-label={narrow ? [item.label, waiting || null].filter(Boolean).join(' ') : undefined}
      >
        <item.icon size={18} stroke={1.6} aria-hidden />
        {!narrow && <span>{item.label}</span>}
        {waiting > 0 && (
          <span
            className={classes['waiting']}
            aria-hidden={narrow}
            title={say('needYou', { waiting: formatNumber(waiting) })}
          >
            {narrow ? '' : formatNumber(waiting)}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}
