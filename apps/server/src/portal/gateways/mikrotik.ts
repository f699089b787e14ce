import { chapResponse } from './chap-response.ts';
import { type Gateway, type GatewayOutcome, readHttpUrl, readText, type RedirectQuery } from './gateway.ts';

/**
 * RouterOS hotspots. Our login.html sends the browser here with the hotspot's variables under their own names
 * (`mac`, `link-login-only`, `chap-id` …); `link-login-only` takes `username`, `password` and `dst` by GET.
 */
export const mikrotik: Gateway = {
  id: 'mikrotik',
  label: 'MikroTik',
  recognises: (query) => query.has('link-login-only') || query.has('link-login'),
  read(query) {
    const error = readText(query, 'error', 'error-orig');
    return {
      gateway: 'mikrotik',
      loginUrl: readHttpUrl(
        readText(query, 'link-login-only') ?? withoutQuery(readText(query, 'link-login')),
      ),
      chap: readChap(query),
      mac: readText(query, 'mac', 'mac-esc'),
      ip: readText(query, 'ip'),
      serverName: readText(query, 'server-name', 'server'),
      nasName: readText(query, 'identity'),
      originalUrl: readHttpUrl(readText(query, 'link-orig', 'dst', 'link-redirect')),
      outcome: readOutcome(query, error),
      reply: error,
      logoutUrl: readHttpUrl(readText(query, 'link-logout')),
    };
  },
  handOver({ loginUrl, chap }, { username, password }, returnUrl) {
    if (loginUrl === null) return null;
    const url = new URL(loginUrl);
    url.searchParams.set('username', username);
    url.searchParams.set(
      'password',
      chap === null ? password : chapResponse(chap.id, password, chap.challenge),
    );
    url.searchParams.set('dst', returnUrl);
    return url.href;
  },
  loginPage: ({ loginUrl }) => loginUrl,
};

function readOutcome(query: RedirectQuery, error: string | null): GatewayOutcome {
  const page = readText(query, 'page');
  if (page === 'logout') return 'logged-out';
  if (page === 'error') return 'refused';
  if (readText(query, 'logged-in') === 'yes') return 'online';
  return error === null ? 'not-yet' : 'refused';
}

function readChap(query: RedirectQuery): { id: string; challenge: string } | null {
  const id = unescapeOctal(query.get('chap-id') ?? '');
  const challenge = unescapeOctal(query.get('chap-challenge') ?? '');
  if (id.length !== 1 || challenge.length === 0) return null;
  return { id: id.toString('hex'), challenge: challenge.toString('hex') };
}

/** RouterOS writes octets for its script as `\371`; one that it writes as it is stands for itself. */
function unescapeOctal(text: string): Buffer {
  return Buffer.from(
    text.replace(/\\+([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8) & 0xff)),
    'latin1',
  );
}

function withoutQuery(url: string | null): string | null {
  return url?.split('?')[0] ?? null;
}
