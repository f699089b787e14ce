import type { Peer } from '@gatehouse/radius/transport/peer';
import type { ChangeEntity } from '../db/change-feed.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { NasRecord } from './access-directory/directory-records.ts';
import { NasIndex } from './access-directory/nas-index.ts';
import { type KnownNas, peerOf } from './known-nas.ts';
import {
  type AccessFactsReader,
  allCustomersInParts,
  loadAccessFacts,
  loadAllAccessFacts,
  loadBlockedMacs,
  loadNas,
  loadServicePackages,
  loadTickets,
  loadZones,
} from './load-access-facts.ts';

/** Keeps the directory and the list of routers as the database has them. */
export type DirectoryKeeper = {
  readonly routers: NasIndex<Peer<KnownNas>>;
  /**
   * Everything is being read again after the database was away: what memory says may be older than what the
   * database, which can be asked, would say.
   */
  readonly catchingUp: boolean;
  /**
   * Fills the directory from elsewhere than the database; a first load that is under way is broken off for it.
   * False: it was loaded from the database in the meantime.
   */
  begin(fill: (directory: AccessDirectory) => Promise<readonly NasRecord[]>): Promise<boolean>;
  /** Everything, at the start and whenever changes may have been missed. */
  reload(): Promise<void>;
  /** What the change feed names. */
  apply(changes: ReadonlyMap<ChangeEntity, readonly number[]>): Promise<void>;
  refreshCustomers(customerIds: readonly number[]): Promise<void>;
  refreshTickets(ticketIds: readonly number[]): Promise<void>;
};

/** @param onRouters told of all routers whenever they were read */
export function keepDirectory(
  reader: AccessFactsReader,
  directory: AccessDirectory,
  onRouters: (routers: readonly NasRecord[]) => void = () => {},
): DirectoryKeeper {
  const routers = new NasIndex<Peer<KnownNas>>();
  const inTurn = oneAtATime();
  let loaded = false;
  let catchingUp = false;
  let giveWay = new AbortController();

  function putRouters(records: readonly NasRecord[]): void {
    routers.replace(records.map((nas) => ({ address: nas.address, value: peerOf(nas) })));
    onRouters(records);
  }

  /** The first time: in one go, into an empty directory. */
  async function load(): Promise<boolean> {
    if (loaded) return false;
    giveWay = new AbortController();
    putRouters(await loadAllAccessFacts(reader, directory, giveWay.signal));
    await loadTickets(reader, directory, null);
    loaded = true;
    return true;
  }

  /** Later: part by part into a directory in use, so that a login that reads its own customer waits for one part. */
  async function catchUp(): Promise<void> {
    catchingUp = true;
    try {
      for (const refresh of Object.values(sharedRefreshers)) await inTurn(refresh);
      await inTurn(() => loadTickets(reader, directory, null));
      for (const ids of await allCustomersInParts(reader, directory)) {
        await inTurn(() => loadAccessFacts(reader, directory, ids));
      }
    } finally {
      catchingUp = false;
    }
  }

  const sharedRefreshers = {
    'service-packages': () => loadServicePackages(reader, directory),
    'hotspot-zones': () => loadZones(reader, directory),
    nas: async () => putRouters(await loadNas(reader)),
    'blocked-macs': () => loadBlockedMacs(reader, directory),
  };
  /** In this order: a customer's package is known before the customer. */
  const refreshers: Record<Exclude<ChangeEntity, 'clock'>, (ids: readonly number[]) => Promise<void>> = {
    ...sharedRefreshers,
    'portal-tickets': (ids) => loadTickets(reader, directory, ids),
    customers: (ids) => loadAccessFacts(reader, directory, ids),
  };

  return {
    routers,
    get catchingUp() {
      return catchingUp;
    },
    begin(fill) {
      const began = inTurn(async () => {
        if (loaded) return false;
        putRouters(await fill(directory));
        loaded = true;
        return true;
      });
      giveWay.abort(new Error('The database was too slow to load everything from.'));
      return began;
    },
    reload: async () => {
      if (!(await inTurn(load))) await catchUp();
    },
    apply: (changes) =>
      inTurn(async () => {
        for (const [entity, refresh] of Object.entries(refreshers)) {
          const ids = changes.get(entity as ChangeEntity);
          if (ids !== undefined) await refresh(ids);
        }
      }),
    refreshCustomers: (ids) => inTurn(() => loadAccessFacts(reader, directory, ids)),
    refreshTickets: (ids) => inTurn(() => loadTickets(reader, directory, ids)),
  };
}

/** An older reading must not come in after a newer one, so readings do not overlap. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
