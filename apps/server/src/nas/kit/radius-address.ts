import { isLoopback } from '../../config.ts';
import type { Db } from '../../db/open-database.ts';
import { readSettings } from '../../settings/read-settings.ts';
import { listNodes } from '../../system/list-nodes.ts';
import { sharedBits } from '../nas-address.ts';

/** Where a router reaches RADIUS. `guessed`: nobody said so; it is where RADIUS listens nearest to the router. */
export type RadiusAddress = {
  readonly address: string;
  readonly authPort: number;
  readonly acctPort: number;
  readonly guessed: boolean;
};

type Socket = { readonly service: string; readonly address: string; readonly port: number };

/** `null`: nothing listens that the router could reach, and nobody said where it is. */
export async function findRadiusAddress(db: Db, routerAddress: string): Promise<RadiusAddress | null> {
  const { radiusPublicAddress } = await readSettings(db);
  const nodes = await listNodes(db);
  const running = nodes.filter(({ state }) => state !== 'silent');
  const sockets = (running.length > 0 ? running : nodes).flatMap(({ stats }) => stats.listening);
  return chooseRadiusAddress(sockets, routerAddress, radiusPublicAddress);
}

export function chooseRadiusAddress(
  sockets: readonly Socket[],
  routerAddress: string,
  said: string | null,
): RadiusAddress | null {
  const address = said ?? findNearest(sockets, routerAddress);
  if (address === null) return null;
  const portOf = (service: string, usual: number): number => {
    const serving = sockets.filter((socket) => socket.service === service);
    return (serving.find((socket) => socket.address === address) ?? serving[0])?.port ?? usual;
  };
  const ports = { authPort: portOf('authentication', 1812), acctPort: portOf('accounting', 1813) };
  return { address, ...ports, guessed: said === null };
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
