import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** For a row of tabs, not all of which fit on a phone: the one that is open is seen. */
export function useOpenTabInView() {
  const tabs = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // In braces: browsers begin to answer with a promise, which is no way to clean up.
    tabs.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return tabs;
}
