import { setTimeout as sleep } from 'node:timers/promises';
import { startCoovaChilli } from '../../acceptance/gateways/coovachilli.ts';
import { startMikrotik } from '../../acceptance/gateways/mikrotik.ts';
import type { SimulatedGateway } from '../../acceptance/gateways/simulated-gateway.ts';
import { openPlainBrowser, type PlainBrowser, type PlainPage } from '../../acceptance/plain-browser.ts';
import { hardware, privateMac } from '../seed/device-makes.ts';
import type { SeededRandom } from '../seed/seeded-random.ts';
import { FREE_PACKAGE, seedRouters } from '../seed/what-is-sold.ts';
import { calledStationId, type DemoLine } from './demo-lines.ts';
import { buyAtPortal, redeemAtPortal } from './buy-at-portal.ts';
import type { ServerAddresses } from './simulated-nas.ts';

/** Visitors of one run: enough to look alive, few enough to leave the demo what it is. */
const VISITORS_MAX = 60;
const SECOND = 1000;
const CODE_WITHIN_MS = 5000;

export type Visiting = {
  readonly nasSecrets: readonly string[];
  /** Ids of the routers, in the order of `seedRouters`; `null` for one that is no more. */
  readonly nasIds: readonly (string | null)[];
  readonly server: ServerAddresses;
  readonly portalUrl: string;
  /** The text of the message to this number, once there is one. */
  readonly messageTo: (phone: string) => string | undefined;
  /** Vouchers that visitors may come with. */
  readonly voucherCodes: readonly string[];
  readonly random: SeededRandom;
  readonly signal: AbortSignal;
  /** A phone got online through the portal: from now on it comes and goes by itself. */
  readonly onOnline: (line: DemoLine) => void;
};

type Hotspot = { readonly router: number; readonly gateway: SimulatedGateway };

/** What a visitor comes for. */
type Wish = 'look' | 'free' | 'card' | 'phone' | 'cash' | 'voucher';
const WISHES: readonly (readonly [Wish, number])[] = [
  ['look', 20],
  ['free', 30],
  ['card', 25],
  ['voucher', 12],
  ['phone', 8],
  ['cash', 5],
];

/**
 * Strangers' phones, one after another: each joins a hotspot, is led to the portal, and most register there and take what
 * is free, buy, or have a voucher. Some only look and walk on. All of it through the portal's own pages, as a phone's window would.
 */
export async function receiveVisitors(visiting: Visiting): Promise<void> {
  const { random, signal } = visiting;
  const hotspots = await openHotspots(visiting);
  for (let count = 0; count < VISITORS_MAX && hotspots.length > 0 && !signal.aborted; count += 1) {
    // The first come soon, for whoever looks at the demo now.
    const pause = count === 0 ? 4 : count < 8 ? random.between(2, 6) : random.between(40, 150);
    await sleep(pause * SECOND, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const hotspot = hotspots[count % hotspots.length];
    if (hotspot === undefined) break;
    await visit(visiting, hotspot, count).catch((error: unknown) => {
      // A visitor who gets stuck is no reason to end the demo.
      if (!signal.aborted) process.stderr.write(`a visitor of the demo got stuck: ${String(error)}\n`);
    });
  }
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await Promise.all(hotspots.map(({ gateway }) => gateway.close()));
}

async function openHotspots({ nasSecrets, nasIds, server, portalUrl }: Visiting): Promise<Hotspot[]> {
  const routers = seedRouters.flatMap((router, index) => (router.zone === null ? [] : [{ router, index }]));
  const opened = routers.map(async ({ router: { address, name, vendor }, index }): Promise<Hotspot[]> => {
    const nasId = nasIds[index] ?? null;
    if (nasId === null) return [];
    const start = vendor === 'mikrotik' ? startMikrotik : startCoovaChilli;
    const gateway = await start({
      address,
      secret: nasSecrets[index] ?? '',
      server,
      portalUrl,
      nasId,
      nasName: name,
      hotspotName: calledStationId(index, 'hotspot'),
    });
    return [{ router: index, gateway }];
  });
  return (await Promise.all(opened)).flat();
}

async function visit(visiting: Visiting, { router, gateway }: Hotspot, count: number): Promise<void> {
  const { random, onOnline, voucherCodes } = visiting;
  const mac = random.chance(0.7) ? privateMac(random) : hardware(random, 'Phone').mac;
  if (await gateway.join(mac)) return;
  // The first ones show at once what there is.
  const wish = (['free', 'card', 'voucher'] as const)[count] ?? random.weighted(WISHES);
  const browser = openPlainBrowser({ waits: wish === 'free' });
  const welcome = await browser.open(gateway.url);
  if (wish === 'look') return; // looks at the prices, and walks on
  const phone = `+1555${random.between(2_000_000, 9_999_999)}`;
  if (wish === 'voucher') {
    if (voucherCodes.length > 0) await redeemAtPortal(browser, welcome, random.pick(voucherCodes));
  } else {
    const registered = await register(visiting, browser, welcome, phone);
    if (registered === null) return;
    if (wish === 'free') await takeFree(browser, registered);
    else await buyAtPortal(browser, registered, { random, by: wish });
  }
  if (!gateway.isOnline(mac)) return;
  onOnline({
    username: wish === 'voucher' ? mac : phone,
    password: null,
    method: 'chap',
    macs: [mac],
    service: 'hotspot',
    router,
    framedIpAddress: `100.66.${router}.${2 + (count % 250)}`,
    triesInARow: 1,
  });
}

/** By a number, and by the code where the zone asks for one. `null`: nobody can register. */
async function register(
  { messageTo, signal }: Visiting,
  browser: PlainBrowser,
  welcome: PlainPage,
  phone: string,
): Promise<PlainPage | null> {
  // An operator who plays with the demo may have closed the registration.
  if (!welcome.text.includes('I am new here')) return null;
  const form = await browser.click(welcome, 'I am new here');
  const page = await browser.submit(form, { number: phone }, /\/number$/);
  if (!/name="code"/.test(page.text)) return page;
  const deadline = Date.now() + CODE_WITHIN_MS;
  while (messageTo(phone) === undefined && Date.now() < deadline && !signal.aborted) await sleep(100);
  const code = /\d{6}/.exec(messageTo(phone) ?? '')?.[0] ?? '';
  return browser.submit(page, { code }, /\/code$/);
}

/** Unless an operator sells nothing for free any more. */
async function takeFree(browser: PlainBrowser, page: PlainPage): Promise<void> {
  const offer = new RegExp(`action="([^"]+)"[^>]*>\\s*<button[^>]*aria-label="[^"]*${FREE_PACKAGE}"`);
  const action = offer.exec(page.text)?.[1];
  if (action !== undefined) await browser.submit(page, {}, new RegExp(`${action}$`));
}
