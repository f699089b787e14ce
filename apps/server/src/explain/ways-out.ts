import { judgeSituation } from '@gatehouse/domain/customers/situation/judge-situation';
import type { RefusalsKnown } from '@gatehouse/domain/customers/situation/situation-facts';
import { isPrivateMac, parseMacAddress } from '@gatehouse/domain/mac-address';
import { gatherSituation } from '../customers/situation/gather-situation.ts';
import { presentWay } from '../customers/situation/present-situation.ts';
import { readRefusedDevice } from '../customers/situation/read-refused-device.ts';
import type { Db } from '../db/open-database.ts';
import { vendorOf } from '../devices/vendors/vendor-of.ts';
import type { Explanation } from './explain.schemas.ts';

/** A login that is refused: whose, from where and why. */
export type RefusedLogin = Pick<RefusalsKnown, 'reason' | 'kind' | 'mac' | 'router' | 'sentence'> & {
  readonly customerId: string;
};

/** What would help: the ways that the profile would offer, had this login just been refused. */
export async function waysOut(db: Db, login: RefusedLogin, now: number): Promise<Explanation['ways']> {
  const { customerId, mac, reason } = login;
  const [facts, known] = await Promise.all([
    gatherSituation(db, Number(customerId), now),
    readRefusedDevice(db, Number(customerId), mac),
  ]);
  if (facts === null) return [];
  const parsed = mac === null ? null : parseMacAddress(mac);
  const own = facts.devices.find((device) => device.mac === mac);
  const refused = {
    ...known,
    ...login,
    present: reason,
    vendor: parsed === null ? null : vendorOf(parsed),
    private: parsed !== null && isPrivateMac(parsed),
    usedBefore: false,
    device: own === undefined ? null : { id: own.id, name: own.name },
    count: 1,
    since: now,
    lastAt: now,
  };
  const asked = { ...facts, refused, lastAccept: null, triedAs: null };
  return judgeSituation(asked).ways.map(presentWay);
}
