import type { QueryClient } from '@tanstack/react-query';
import { hearTabs, signedOut } from '../api/signed-out.ts';
import type { AppRouter } from '../routes.tsx';
import { signInFrom } from './sign-in-from.ts';

/** Over the page, where there is one to keep; else on the sign-in page. */
export function askToSignIn(router: AppRouter, queryClient: QueryClient) {
  if (signInFrom(router.state.location) === null) return;
  if (queryClient.getQueryData(['me']) === undefined) return leaveForSignIn(router);
  signedOut.set(true);
}

/** To the sign-in page, remembering where one was. */
export function leaveForSignIn(router: AppRouter) {
  const search = signInFrom(router.state.location);
  if (search !== null) void router.navigate({ to: '/sign-in', search });
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
