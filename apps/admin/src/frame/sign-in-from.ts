/** Nobody need be signed in there, and the token behind the # of some is not to be remembered in another address. */
const OUTSIDE = ['/sign-in', '/set-up', '/set-password', '/forgotten-password'];

type Place = { readonly pathname: string; readonly href: string };

/** What the sign-in page remembers of where one was; `null`: one stays there. */
export function signInFrom({ pathname, href }: Place): { readonly next?: string } | null {
  if (OUTSIDE.includes(pathname)) return null;
  return href === '/' ? {} : { next: href };
}
