import type { QueryClient } from '@tanstack/react-query';
import { hearTabs, signedOut } from '../api/signed-out.ts';
import type { AppRouter } from '../routes.tsx';

/** Over the page, where there is one to keep; else on the sign-in page. */
export function askToSignIn(router: AppRouter, queryClient: QueryClient) {
  if (isOutside(router)) return;
  if (queryClient.getQueryData(['me']) === undefined) return leaveForSignIn(router);
  signedOut.set(true);
}

/** To the sign-in page, remembering where one was. */
export function leaveForSignIn(router: AppRouter) {
  if (isOutside(router)) return;
  const { href } = router.state.location;
  void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
}

/** Signing out in one tab is meant for all of them; signing in again, too. What it returns ends that. */
export function followTabs(router: AppRouter, queryClient: QueryClient): () => void {
  return hearTabs((what) => {
    signedOut.set(false);
    if (what === 'in') return void queryClient.invalidateQueries();
    leaveForSignIn(router);
    queryClient.clear();
  });
}

function isOutside({ state: { location } }: AppRouter): boolean {
  return location.pathname === '/sign-in' || location.pathname === '/set-up';
}
