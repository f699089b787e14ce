/** A path of this app to go on to after signing in: never another site, whatever the link says. */
export function ownPath(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/')) return '/';
  const url = new URL(next, 'http://own.invalid');
  return url.host === 'own.invalid' ? `${url.pathname}${url.search}` : '/';
}
