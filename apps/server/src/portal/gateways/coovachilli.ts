import { createHash } from 'node:crypto';
import { chapResponse } from './chap-response.ts';
import { type Gateway, type GatewayOutcome, readHttpUrl, readText, type RedirectQuery } from './gateway.ts';

const OUTCOMES: ReadonlyMap<string, GatewayOutcome> = new Map([
  ['notyet', 'not-yet'],
  ['success', 'online'],
  ['already', 'online'],
  ['failed', 'refused'],
  ['logoff', 'logged-out'],
]);
/** The challenge is for the identifier 0. */
const CHAP_ID = '00';

/**
 * CoovaChilli and what descends from ChilliSpot. The redirect tells the result of the last try in `res`; the login is
 * a GET of `/logon` at `uamip:uamport` with the CHAP response, or with the password hidden under the challenge.
 */
export const coovachilli: Gateway = {
  id: 'coovachilli',
  label: 'CoovaChilli',
  recognises: (query) => query.has('uamip') && query.has('res'),
  read: (query) => ({
    gateway: 'coovachilli',
    loginUrl: logonUrl(query, 'logon'),
    chap: readChap(query),
    mac: readText(query, 'mac'),
    ip: readText(query, 'ip'),
    serverName: readText(query, 'called'),
    nasName: readText(query, 'nasid'),
    originalUrl: readHttpUrl(readText(query, 'userurl')),
    outcome: OUTCOMES.get(query.get('res') ?? '') ?? 'not-yet',
    reply: readText(query, 'reply'),
    logoutUrl: logonUrl(query, 'logoff'),
  }),
  handOver({ loginUrl, chap }, { username, password }, returnUrl, { uamSecret, uamPap }) {
    if (loginUrl === null) return null;
    const url = new URL(loginUrl);
    url.searchParams.set('username', username);
    if (chap === null) url.searchParams.set('password', password);
    else if (uamPap) url.searchParams.set('password', hidePapPassword(password, chap.challenge, uamSecret));
    else {
      const challenge = secretChallenge(chap.challenge, uamSecret);
      url.searchParams.set('response', chapResponse(chap.id, password, challenge));
    }
    url.searchParams.set('userurl', returnUrl);
    return url.href;
  },
  loginPage: ({ loginUrl }) => loginUrl?.replace(/\/logon$/, '/prelogin') ?? null,
};

/**
 * A password for a CoovaChilli that is asked by PAP: XOR with the challenge, which is repeated, in hex. It takes the
 * hiding away and asks RADIUS with User-Password.
 */
export function hidePapPassword(password: string, challenge: string, uamSecret: string | null): string {
  const key = secretChallenge(challenge, uamSecret);
  const clear = Buffer.from(password);
  const padded = Buffer.alloc(Math.ceil(clear.length / key.length) * key.length);
  clear.copy(padded);
  return Buffer.from(padded.map((octet, at) => octet ^ (key[at % key.length] ?? 0))).toString('hex');
}

/** What both sides make of the challenge: with a `uamsecret`, MD5 of the challenge and it. */
export function secretChallenge(challenge: string, uamSecret: string | null): Buffer {
  const octets = Buffer.from(challenge, 'hex');
  return uamSecret === null ? octets : createHash('md5').update(octets).update(uamSecret).digest();
}

function readChap(query: RedirectQuery): { id: string; challenge: string } | null {
  const challenge = query.get('challenge')?.toLowerCase() ?? '';
  return /^[0-9a-f]{32}$/.test(challenge) ? { id: CHAP_ID, challenge } : null;
}

function logonUrl(query: RedirectQuery, path: 'logon' | 'logoff'): string | null {
  const [ip, port] = [readText(query, 'uamip'), readText(query, 'uamport') ?? '3990'];
  if (ip === null || !/^[\w.:[\]-]+$/.test(ip) || !/^\d{1,5}$/.test(port)) return null;
  const host = ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip;
  return readHttpUrl(`http://${host}:${port}/${path}`);
}
