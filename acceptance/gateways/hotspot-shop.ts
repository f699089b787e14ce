import { randomBytes } from 'node:crypto';
import type { Item } from '../api-client.ts';
import type { PlainBrowser, PlainPage } from '../plain-browser.ts';
import { type Customer, openShop, type Shop } from '../shop.ts';
import type { GatewayOptions, SimulatedGateway } from './simulated-gateway.ts';

export type StartGateway = (options: GatewayOptions) => Promise<SimulatedGateway>;

export type Hotspot = SimulatedGateway & { readonly zoneId: string; readonly options: GatewayOptions };

/** A provider with hotspots: zones with one simulated gateway each, and a package to be online with. */
export type HotspotShop = Shop & {
  /** A zone of its own, with a gateway that is known by its name. */
  openHotspot(
    start: StartGateway,
    zone?: Readonly<Record<string, unknown>>,
    more?: Partial<GatewayOptions>,
  ): Promise<Hotspot>;
  /** A hotspot customer with a month, 10 GB and two devices, unless told otherwise. */
  addGuest(customer?: Readonly<Record<string, unknown>>): Promise<Customer>;
};

export async function openHotspotShop(start?: Parameters<typeof openShop>[0]): Promise<HotspotShop> {
  const shop = await openShop(start);
  const month = await shop.api.post<Item>('/service-packages', {
    name: 'Month',
    kind: 'hotspot',
    validitySeconds: 2_592_000,
    quotaBytes: 10_000_000_000,
    rateDownKbps: 20_480,
    deviceLimit: 2,
    priceMinor: 50_000,
    currency: 'BDT',
  });
  const gateways: SimulatedGateway[] = [];
  return {
    ...shop,
    openHotspot: async (start, zone = {}, more = {}) => {
      const number = gateways.length + 1;
      const name = `Lakeside ${number}`;
      const { id: zoneId } = await shop.api.post<Item>('/hotspot-zones', { name, ssid: name, ...zone });
      const address = `127.0.3.${number}`;
      const secret = randomBytes(12).toString('hex');
      const nas = await shop.api.post<Item>('/nas', { name, address, secret, vendor: 'generic', zoneId });
      const options: GatewayOptions = {
        address,
        secret,
        server: shop.gatehouse,
        portalUrl: shop.gatehouse.portalUrl,
        nasId: nas.id,
        nasName: name,
        hotspotName: `hotspot${number}`,
        ...more,
      };
      const gateway = await start(options);
      gateways.push(gateway);
      return { ...gateway, zoneId, options };
    },
    addGuest: (customer = {}) =>
      shop.addCustomer({ kind: 'hotspot', servicePackageId: month.id, ...customer }),
    stop: async () => {
      for (const gateway of gateways) await gateway.close();
      await shop.stop();
    },
  };
}

/** From any page to wherever a login with this username and password leads. */
export async function logInAt(
  browser: PlainBrowser,
  gateway: Pick<SimulatedGateway, 'url'>,
  { username, password }: Pick<Customer, 'username' | 'password'>,
): Promise<PlainPage> {
  const welcome = await browser.open(gateway.url);
  const form = await browser.click(welcome, 'I have an account');
  return browser.submit(form, { username, password });
}

/** The ticket that a browser carried to the gateway, as anybody on an open Wi-Fi could have overheard it. */
export function overhearTicket(browser: PlainBrowser): URL {
  const url = browser.visited.findLast((each) => /\/(login|logon)\?.*username=t-/.test(each));
  if (url === undefined) throw new Error(`No ticket in ${browser.visited.join(' → ')}`);
  return new URL(url);
}
