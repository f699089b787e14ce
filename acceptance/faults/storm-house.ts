import { openShop, newMac, type Shop } from '../shop.ts';
import type { StormCustomer, StormOptions } from './request-storm.ts';

const NAS_ADDRESS = '127.0.0.65';
const SECRET = 'a storm is coming';
const CUSTOMERS = 30;

/** A Gatehouse with a router and customers who each have an address of their own. */
export type StormHouse = {
  readonly shop: Shop;
  readonly customers: readonly StormCustomer[];
  /** All that a storm needs to know of it. */
  readonly place: Pick<StormOptions, 'nasAddress' | 'secret' | 'auth' | 'acct' | 'customers'>;
};

export async function openStormHouse(): Promise<StormHouse> {
  const shop = await openShop();
  await shop.api.post('/nas', { name: 'Storm', address: NAS_ADDRESS, vendor: 'mikrotik', secret: SECRET });
  const customers: StormCustomer[] = [];
  for (let number = 1; number <= CUSTOMERS; number++) {
    const framedIpAddress = `100.64.7.${number}`;
    const { username, password } = await shop.addCustomer({ framedIpAddress });
    customers.push({ username, password, mac: newMac(), framedIpAddress });
  }
  const { auth, acct } = shop.gatehouse;
  return { shop, customers, place: { nasAddress: NAS_ADDRESS, secret: SECRET, auth, acct, customers } };
}
