import { createHash, randomBytes } from 'node:crypto';
import { routerFile } from '@gatehouse/server/nas/kit/router-files';
import {
  type GatewayOptions,
  INTERNET,
  sendPage,
  type SimulatedGateway,
  type Sitting,
  startGateway,
} from './simulated-gateway.ts';

/**
 * A hotspot of RouterOS that shows the pages of our set-up kit: its variables filled in, those with `-esc` escaped for
 * links, the octets of the challenge in its own notation. `/login` takes `username`, `password` and `dst` by GET.
 */
export function startMikrotik(options: GatewayOptions): Promise<SimulatedGateway> {
  const chapId = randomBytes(1);
  const challenge = randomBytes(16);

  const show = (page: string, sitting: Sitting, more: Readonly<Record<string, string>>): string => {
    const variables: Record<string, string> = {
      mac: sitting.mac,
      ip: '10.5.50.9',
      identity: options.nasName,
      'server-name': options.hotspotName,
      'logged-in': sitting.online.has(sitting.mac) ? 'yes' : 'no',
      'link-login-only': `${sitting.url}/login`,
      'link-logout': `${sitting.url}/logout`,
      'link-status': `${sitting.url}/status`,
      'chap-id': options.pap ? '' : octal(chapId),
      'chap-challenge': options.pap ? '' : octal(challenge),
      ...more,
    };
    const file = routerFile(page, options.portalUrl, options.nasId) ?? '';
    return file.replace(/\$\(([a-z-]+)\)/g, (_, name: string) =>
      name.endsWith('-esc')
        ? encodeURIComponent(variables[name.slice(0, -'-esc'.length)] ?? '')
        : (variables[name] ?? ''),
    );
  };

  return startGateway(
    options,
    async (request, sitting, response) => {
      const { mac } = sitting;
      const isOnline = sitting.online.has(mac);
      if (request.pathname === '/logout') {
        sitting.online.delete(mac);
        return sendPage(response, show(isOnline ? 'logout.html' : 'login.html', sitting, {}));
      }
      const isLogin = request.pathname === '/login' && request.searchParams.has('username');
      if (request.pathname === '/status' || (request.pathname === '/login' && !isLogin))
        return sendPage(response, show(isOnline ? 'status.html' : 'login.html', sitting, {}));
      if (request.pathname !== '/login') {
        if (sitting.online.has(mac)) return sendPage(response, INTERNET);
        return sendPage(response, show('login.html', sitting, { 'link-orig': request.href }));
      }
      const [username, password, dst] = ['username', 'password', 'dst'].map(
        (name) => request.searchParams.get(name) ?? '',
      ) as [string, string, string];
      const { accepted, replyMessage } = await sitting.radius.logIn({
        username,
        mac,
        calledStationId: options.hotspotName,
        credential: options.pap
          ? { kind: 'pap', password }
          : { kind: 'chap', id: chapId[0] ?? 0, challenge, response: Buffer.from(password, 'hex') },
      });
      if (accepted) {
        sitting.online.add(mac);
        return sendPage(response, show('alogin.html', sitting, { 'link-redirect': dst, username }));
      }
      const error = replyMessage || 'invalid username or password';
      return sendPage(
        response,
        show('login.html', sitting, { 'link-orig': dst, error, 'error-orig': error }),
      );
    },
    // `login-by` of our kit has `mac`: the name is the MAC, and so is the password.
    async ({ radius, mac }) => {
      const [id, macChallenge] = [7, randomBytes(16)];
      const response = createHash('md5').update(Buffer.of(id)).update(mac).update(macChallenge).digest();
      const credential = { kind: 'chap', id, challenge: macChallenge, response } as const;
      const { accepted } = await radius.logIn({
        username: mac,
        mac,
        calledStationId: options.hotspotName,
        credential,
      });
      return accepted;
    },
  );
}

function octal(octets: Buffer): string {
  return [...octets].map((octet) => `\\${octet.toString(8).padStart(3, '0')}`).join('');
}
