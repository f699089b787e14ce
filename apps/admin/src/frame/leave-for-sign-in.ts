import type { AppRouter } from '../routes.tsx';

/** To the sign-in page, remembering where one was. */
export function leaveForSignIn(router: AppRouter) {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in' || pathname === '/set-up') return;
  void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { next: href } });
}
