import { createHash, randomBytes } from 'node:crypto';
import {
  type GatewayOptions,
  INTERNET,
  sendOnward,
  sendPage,
  type SimulatedGateway,
  type Sitting,
  startGateway,
} from './simulated-gateway.ts';

/**
 * CoovaChilli's UAM: everything before the login leads to `uamserver` with `res=notyet`; `/logon` takes the CHAP
 * `response` over the challenge (mixed with `uamsecret`), or a `password` hidden under it, and tells the result to
 * `uamserver` again, with the `userurl` that came along.
 */
export function startCoovaChilli(options: GatewayOptions): Promise<SimulatedGateway> {
  const challenge = randomBytes(16);
  const mixed =
    options.uamSecret === undefined
      ? challenge
      : createHash('md5').update(challenge).update(options.uamSecret).digest();

  const uamServer = (sitting: Sitting, res: string, more: Readonly<Record<string, string>>): string => {
    const { hostname, port } = new URL(sitting.url);
    const url = new URL(`${options.portalUrl}/hotspot/coovachilli`);
    const told = {
      res,
      uamip: hostname,
      uamport: port,
      challenge: challenge.toString('hex'),
      called: options.hotspotName,
      mac: dashed(sitting.mac),
      ip: '10.1.0.9',
      nasid: options.nasName,
      sessionid: '5e6792ce00000006',
      ...more,
    };
    for (const [name, value] of Object.entries(told)) url.searchParams.set(name, value);
    return url.href;
  };

  return startGateway(
    options,
    async (request, sitting, response) => {
      const { mac } = sitting;
      if (request.pathname === '/logoff') {
        sitting.online.delete(mac);
        return sendOnward(response, uamServer(sitting, 'logoff', {}));
      }
      if (request.pathname === '/prelogin')
        return sendOnward(response, uamServer(sitting, sitting.online.has(mac) ? 'already' : 'notyet', {}));
      if (request.pathname !== '/logon') {
        if (sitting.online.has(mac)) return sendPage(response, INTERNET);
        return sendOnward(response, uamServer(sitting, 'notyet', { userurl: request.href }));
      }
      const { searchParams } = request;
      const username = searchParams.get('username') ?? '';
      const userurl = searchParams.get('userurl') ?? '';
      const hidden = searchParams.get('password');
      const { accepted, replyMessage } = await sitting.radius.logIn({
        username,
        mac: dashed(mac),
        calledStationId: options.hotspotName,
        credential:
          hidden === null
            ? {
                kind: 'chap',
                id: 0,
                challenge: mixed,
                response: Buffer.from(searchParams.get('response') ?? '', 'hex'),
              }
            : { kind: 'pap', password: reveal(Buffer.from(hidden, 'hex'), mixed) },
      });
      if (accepted) sitting.online.add(mac);
      const outcome = accepted ? { uid: username, userurl } : { reply: replyMessage, userurl };
      return sendOnward(response, uamServer(sitting, accepted ? 'success' : 'failed', outcome));
    },
    // `macauth`: the name is the MAC, and so is the password (`macpasswd` is not set), by PAP.
    async ({ radius, mac }) => {
      const name = dashed(mac);
      const login = { username: name, mac: name, calledStationId: options.hotspotName };
      const { accepted } = await radius.logIn({ ...login, credential: { kind: 'pap', password: name } });
      return accepted;
    },
  );
}

function dashed(mac: string): string {
  return mac.replaceAll(':', '-');
}

function reveal(hidden: Buffer, key: Buffer): string {
  const clear = Buffer.from(hidden.map((octet, at) => octet ^ (key[at % key.length] ?? 0)));
  return clear.toString('utf8').replace(/\0+$/, '');
}
