import { isLoopback } from '../../config.ts';
import type { Db } from '../../db/open-database.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { listNodes } from '../../system/list-nodes.ts';
import { sharedBits } from '../nas-address.ts';
import type { RadiusServer } from './router-kit.ts';

/** Where a router reaches RADIUS. `guessed`: nobody said so; it is where each process listens nearest to the router. */
export type RadiusServers = { readonly servers: readonly RadiusServer[]; readonly guessed: boolean };

type Socket = { readonly service: string; readonly address: string; readonly port: number };

/** RouterOS asks one after the other; more only make a login wait longer. */
const SERVERS_MAX = 4;

/** No servers: nothing listens that the router could reach, and nobody said where it is. */
export async function findRadiusServers(db: Db, routerAddress: string): Promise<RadiusServers> {
  const { radiusPublicAddresses } = await readSettings(db);
  const nodes = await listNodes(db);
  const running = nodes.filter(({ state }) => state !== 'silent');
  const sockets = (running.length > 0 ? running : nodes).map(({ stats }) => stats.listening);
  return chooseRadiusServers(sockets, routerAddress, radiusPublicAddresses);
}

/** @param nodes the sockets of each RADIUS process */
export function chooseRadiusServers(
  nodes: readonly (readonly Socket[])[],
  routerAddress: string,
  said: readonly string[],
): RadiusServers {
  const guessed = said.length === 0;
  const servers = guessed
    ? nodes.flatMap((sockets) => {
        const address = findNearest(sockets, routerAddress);
        return address === null ? [] : [serverAt(address, sockets)];
      })
    : said.map((address) => serverAt(address, nodes.flat()));
  const unlike = new Map(servers.map((server) => [JSON.stringify(server), server]));
  return { servers: [...unlike.values()].slice(0, SERVERS_MAX), guessed };
}

/** The ports of the sockets at this address; of those behind another one, where none is at this. */
function serverAt(address: string, sockets: readonly Socket[]): RadiusServer {
  const portOf = (service: string, usual: number): number => {
    const serving = sockets.filter((socket) => socket.service === service);
    return (serving.find((socket) => socket.address === address) ?? serving[0])?.port ?? usual;
  };
  return { address, authPort: portOf('authentication', 1812), acctPort: portOf('accounting', 1813) };
}

/** Of the router's family, and not its own loopback; of these the one whose network is nearest. */
function findNearest(sockets: readonly Socket[], routerAddress: string): string | null {
  const isLocal = (address: string) => isLoopback({ address, port: 0 });
  const routerIsLocal = isLocal(routerAddress.replace(/\/\d+$/, ''));
  const reachable = sockets
    .filter(({ service, address }) => service === 'authentication' && isLocal(address) === routerIsLocal)
    .map(({ address }) => ({ address, shared: sharedBits(address, routerAddress) }))
    .filter(({ shared }) => shared >= 0);
  return reachable.sort((one, other) => other.shared - one.shared)[0]?.address ?? null;
}
