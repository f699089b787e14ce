import type { Peer } from '@gatehouse/radius/transport/peer';
import type { ChangeEntity } from '../db/change-feed.ts';
import type { AccessDirectory } from './access-directory/access-directory.ts';
import type { NasRecord } from './access-directory/directory-records.ts';
import { NasIndex } from './access-directory/nas-index.ts';
import { type KnownNas, peerOf } from './known-nas.ts';
import {
  type AccessFactsReader,
  loadAccessFacts,
  loadAllAccessFacts,
  loadBlockedMacs,
  loadNas,
  loadServicePackages,
  loadZones,
  reloadAllAccessFacts,
} from './load-access-facts.ts';

/** Keeps the directory and the list of routers as the database has them. */
export type DirectoryKeeper = {
  readonly routers: NasIndex<Peer<KnownNas>>;
  /** Everything, at the start and whenever changes may have been missed. */
  reload(): Promise<void>;
  /** What the change feed names. */
  apply(changes: ReadonlyMap<ChangeEntity, readonly number[]>): Promise<void>;
  refreshCustomers(customerIds: readonly number[]): Promise<void>;
};

export function keepDirectory(reader: AccessFactsReader, directory: AccessDirectory): DirectoryKeeper {
  const routers = new NasIndex<Peer<KnownNas>>();
  const inTurn = oneAtATime();
  let loaded = false;

  function putRouters(records: readonly NasRecord[]): void {
    routers.replace(records.map((nas) => ({ address: nas.address, value: peerOf(nas) })));
  }

  async function load(): Promise<void> {
    if (!loaded) {
      putRouters(await loadAllAccessFacts(reader, directory));
      loaded = true;
      return;
    }
    for (const refresh of Object.values(refreshers)) await refresh(null);
  }

  /** In this order: a customer's package is known before the customer. `null`: all rows. */
  const refreshers: Record<ChangeEntity, (ids: readonly number[] | null) => Promise<void>> = {
    'service-packages': () => loadServicePackages(reader, directory),
    'hotspot-zones': () => loadZones(reader, directory),
    nas: async () => putRouters(await loadNas(reader)),
    'blocked-macs': () => loadBlockedMacs(reader, directory),
    customers: (ids) =>
      ids === null ? reloadAllAccessFacts(reader, directory) : loadAccessFacts(reader, directory, ids),
  };

  return {
    routers,
    reload: () => inTurn(load),
    apply: (changes) =>
      inTurn(async () => {
        for (const [entity, refresh] of Object.entries(refreshers)) {
          const ids = changes.get(entity as ChangeEntity);
          if (ids !== undefined) await refresh(ids);
        }
      }),
    refreshCustomers: (ids) => inTurn(() => loadAccessFacts(reader, directory, ids)),
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
