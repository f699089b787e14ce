/**
 * The files that a MikroTik's hotspot serves. They are ours, small, and show nothing: each page hands what the router
 * knows to the portal, by GET, without script. Their variables are filled in by the router; the ending `-esc` makes any of
 * them safe within a link.
 */

/** What a page tells of the visit, under the router's own names. */
const VISIT = [
  'mac',
  'ip',
  'server-name',
  'identity',
  'logged-in',
  'link-login-only',
  'link-logout',
  'link-status',
] as const;

/** What only a login page knows. */
const LOGIN = ['chap-id', 'chap-challenge', 'error', 'error-orig'] as const;

const pages: Readonly<Record<string, (entry: string) => string>> = {
  'login.html': (entry) => handOver(entry, 'login', [...VISIT, 'link-orig', ...LOGIN]),
  'alogin.html': (entry) => handOver(entry, 'online', [...VISIT, 'link-redirect', 'username']),
  'status.html': (entry) => handOver(entry, 'status', [...VISIT, 'username', 'session-time-left-secs']),
  'logout.html': (entry) => handOver(entry, 'logout', [...VISIT, 'username']),
  'error.html': (entry) => handOver(entry, 'error', [...VISIT, 'error', 'error-orig']),
  // Whatever was asked for before the login: to the login page, by the router's own link.
  'rlogin.html': toTheRoutersLink,
  'redirect.html': toTheRoutersLink,
  // A router with a certificate of its own tells its phones by itself where to ask; this is what it answers.
  'api.json': captiveState,
};

export const routerFileNames: readonly string[] = Object.keys(pages);

/**
 * One of them for a portal at this address; `null`: there is no file of this name.
 * @param nasId of the router that will serve it, which tells its zone; what is no id is left out
 */
export function routerFile(name: string, portalUrl: string, nasId: string): string | null {
  const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
  const router = /^[1-9]\d{0,14}$/.test(nasId) ? `nas=${nasId}&amp;` : '';
  return page?.(`${portalUrl}/hotspot/mikrotik?${router}`) ?? null;
}

function handOver(entry: string, page: string, names: readonly string[]): string {
  const told = [`page=${page}`, ...names.map((name) => `${name}=${variable(name)}`)].join('&amp;');
  return leadTo(`${entry}${told}`);
}

/** The challenge is octets: the router writes it as `\\357\\015…`, which no link needs escaped further. */
function variable(name: string): string {
  return name.startsWith('chap-') ? `$(${name})` : `$(${name}-esc)`;
}

/**
 * Those two `if` set the answer's status and header; that is how the router's pages say it. Nothing of the link stands
 * in the page itself: a visitor may have made it (CVE-2025-6563).
 */
function toTheRoutersLink(): string {
  return `$(if http-status == 302)Found$(endif)
$(if http-header == "Location")$(link-redirect)$(endif)
<!doctype html><title>Wi-Fi</title>
`;
}

/** RFC 8908 §5, by one who knows each phone; RouterOS fills it in. Its link is the router's own, made by nobody else. */
function captiveState(): string {
  return `{
"captive": $(if logged-in == 'yes')false$(else)true$(endif),
$(if session-timeout-secs != 0)"seconds-remaining": $(session-timeout-secs),
$(endif)$(if remain-bytes-total)"bytes-remaining": $(remain-bytes-total),
$(endif)"user-portal-url": "$(link-login-only)"
}
`;
}

/** Goes there by itself; the link is for windows that do not. */
function leadTo(url: string): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>Wi-Fi</title>
</head>
<body style="font:18px sans-serif;text-align:center;padding-top:20vh">
<a href="${url}">Continue · এগিয়ে যান · Continuar · متابعة</a>
</body>
</html>
`;
}
