import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import { type Hotspot, type HotspotShop, logInAt, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { playNas } from '../ask-as-nas.ts';
import { openPlainBrowser, type PlainBrowser, type PlainPage } from '../plain-browser.ts';
import { newMac } from '../shop.ts';

let shop: HotspotShop;
before(async () => {
  shop = await openHotspotShop();
});
after(() => shop?.stop());

/** What each make of gateway tells by itself, where its pages are, and how it says that something went wrong. */
const MAKES = [
  {
    make: 'MikroTik',
    start: startMikrotik,
    statusPath: '/status',
    logoutPath: '/logout',
    tell: (gateway: Hotspot, mac: string, error: string | null) => ({
      page: error === null ? 'status' : 'error',
      mac,
      nas: gateway.options.nasId,
      'logged-in': 'yes',
      'link-login-only': `${gateway.url}/login`,
      'link-logout': `${gateway.url}/logout`,
      ...(error !== null && { error }),
    }),
  },
  {
    make: 'CoovaChilli',
    start: startCoovaChilli,
    statusPath: '/prelogin',
    logoutPath: '/logoff',
    tell: (gateway: Hotspot, mac: string, error: string | null) => ({
      res: error === null ? 'already' : 'failed',
      uamip: '127.0.0.1',
      uamport: new URL(gateway.url).port,
      challenge: '00112233445566778899aabbccddeeff',
      called: gateway.options.hotspotName,
      nasid: gateway.options.nasName,
      mac,
      ...(error !== null && { reply: error }),
    }),
  },
] as const;

/** The address that went through the gateway, and the visit's own. */
function whereOf(browser: PlainBrowser): { back: string; home: string } {
  const back = browser.visited.findLast((url) => /\/r\/[\w-]{43}$/.test(url)) ?? '';
  const home = browser.visited.map((url) => /^.*\/v\/[\w-]+/.exec(url)?.[0]).findLast(Boolean) ?? '';
  return { back, home };
}

for (const { make, start, statusPath, logoutPath, tell } of MAKES) {
  const openTold = (told: Readonly<Record<string, string>>, language = 'en'): Promise<PlainPage> => {
    const url = new URL(`${shop.gatehouse.portalUrl}/hotspot/${make.toLowerCase()}`);
    for (const [name, value] of Object.entries(told)) url.searchParams.set(name, value);
    return openPlainBrowser({ language }).open(url.href);
  };

  describe(`${make}: a phone that the gateway let in by itself`, () => {
    test('reads that it is online, nothing personal, and finds its own page by a proof', async () => {
      const gateway = await shop.openHotspot(start);
      const [mac, guest] = [newMac(), await shop.addGuest({ name: 'Rahima Akter' })];
      await shop.addDevice(guest, mac);
      assert.equal(await gateway.join(mac), true);
      const browser = openPlainBrowser();
      const page = await browser.open(`${gateway.url}${statusPath}`);
      assert.equal(page.title, 'You are online');
      assert.doesNotMatch(page.text, /One step|Rahima|Month|D4:CA:6D/);
      const form = await browser.click(page, 'My package and devices');
      assert.equal(form.title, 'Log in');
      assert.equal((await browser.click(form, 'Back')).title, 'You are online');
      const own = await browser.submit(form, { username: guest.username, password: guest.password });
      assert.equal(own.title, 'Hello, Rahima Akter');
      assert.doesNotMatch(own.text, /Go online/);
    });

    test('that has proved who it is before comes to its own page at once', async () => {
      const gateway = await shop.openHotspot(start);
      const [mac, guest, browser] = [
        newMac(),
        await shop.addGuest({ name: 'Karim' }),
        openPlainBrowser({ cookies: true }),
      ];
      await gateway.join(mac);
      await logInAt(browser, gateway, guest);
      const page = await browser.open(`${gateway.url}${statusPath}`);
      assert.equal(page.title, 'You are online');
      assert.equal((await browser.click(page, 'My package and devices')).title, 'Hello, Karim');
    });

    test('logs out of the Wi-Fi there, reads that it is offline, and gets online again', async () => {
      const gateway = await shop.openHotspot(start);
      const [mac, browser] = [newMac(), openPlainBrowser({ cookies: true })];
      await gateway.join(mac);
      await logInAt(browser, gateway, await shop.addGuest());
      const status = await browser.open(`${gateway.url}${statusPath}`);
      const offline = await browser.click(status, 'Log out of this Wi-Fi');
      assert.ok(browser.visited.some((url) => url.endsWith(logoutPath)));
      assert.equal(gateway.isOnline(mac), false);
      assert.equal(offline.title, 'You are offline now');
      assert.equal((await browser.click(offline, 'Get online again')).title, 'You are online');
      assert.ok(gateway.isOnline(mac));
    });

    test('that is offline, as the gateway said, reads so wherever it comes back to', async () => {
      const gateway = await shop.openHotspot(start);
      const [mac, browser] = [newMac(), openPlainBrowser({ cookies: true })];
      await gateway.join(mac);
      await logInAt(browser, gateway, await shop.addGuest());
      const { back, home } = whereOf(browser);
      await browser.open(`${gateway.url}${logoutPath}`);
      const page = await browser.open(back);
      assert.equal(page.title, 'You are offline now');
      const own = await browser.open(home);
      assert.match(own.text, /Go online/);
      assert.equal((await browser.click(page, 'Get online again')).title, 'You are online');
      assert.doesNotMatch((await browser.open(home)).text, /Go online/);
    });

    test('whose session the router has ended reads so too, also without its cookie', async () => {
      const gateway = await shop.openHotspot(start);
      const [mac, browser, guest] = [newMac(), openPlainBrowser(), await shop.addGuest()];
      await gateway.join(mac);
      await logInAt(browser, gateway, guest);
      const { back, home } = whereOf(browser);
      const { address, secret } = gateway.options;
      const router = await playNas({ id: '', address, secret, server: shop.gatehouse });
      const session = { username: guest.username, callingStationId: mac, acctSessionId: `s-${mac}` };
      try {
        await router.account({ event: 'Start', service: 'hotspot', ...session });
        assert.equal((await browser.open(back)).title, 'You are online');
        await router.account({ event: 'Stop', service: 'hotspot', sessionSeconds: 1, ...session });
      } finally {
        await router.close();
      }
      const page = await browser.open(back);
      assert.equal(page.title, 'You are offline now');
      assert.match((await browser.open(home)).text, /Go online/);
      assert.equal((await browser.click(page, 'Get online again')).title, 'Log in');
    });

    test('shows what is left for five minutes by the address that went through the gateway, and then to nobody', async () => {
      const gateway = await shop.openHotspot(start);
      const [browser, guest] = [openPlainBrowser(), await shop.addGuest({ name: 'Shirin' })];
      await gateway.join(newMac());
      assert.match((await logInAt(browser, gateway, guest)).text, /Volume left/);
      const { back } = whereOf(browser);
      const passer = openPlainBrowser();
      assert.match((await passer.open(back)).text, /Volume left/);
      await shop.database.pool.query(
        `update portal_tickets set used_at = used_at - interval '6 minutes' where customer_id = $1`,
        [guest.id],
      );
      const later = await passer.open(back);
      assert.equal(later.title, 'You are online');
      assert.doesNotMatch(later.text, /left|Shirin|Month/);
      const form = await passer.click(later, 'Your devices');
      assert.equal(form.title, 'Log in');
      const own = await passer.submit(form, { username: guest.username, password: guest.password });
      assert.equal(own.title, 'Hello, Shirin');
    });

    test('is not led to log out at an address outside', async () => {
      const gateway = await shop.openHotspot(start);
      const outside =
        make === 'MikroTik' ? { 'link-logout': 'http://93.184.216.34/logout' } : { uamip: '93.184.216.34' };
      const page = await openTold({ ...tell(gateway, newMac(), null), ...outside });
      assert.equal(page.title, 'You are online');
      assert.doesNotMatch(page.text, /93\.184|Log out/);
    });
  });

  describe(`${make}: what the gateway complains of`, () => {
    test('is said in the visitor’s language where it is known, with the way out', async () => {
      const gateway = await shop.openHotspot(start);
      const told = tell(gateway, newMac(), 'RADIUS server is not responding');
      const page = await openTold(told);
      assert.match(page.text, /The router got no answer about your login\. Wait a minute/);
      assert.match((await openPlainBrowser().click(page, 'Try again')).title, /^Welcome/);
      assert.match((await openTold(told, 'es')).text, /El router no recibió respuesta/);
      const own = await openTold(tell(gateway, newMac(), 'Too many devices are online at once.'), 'ar');
      assert.match(own.text, /عدد كبير من أجهزتك/);
    });

    test('is quoted where it is not known, and stays text', async () => {
      const gateway = await shop.openHotspot(start);
      const page = await openTold(tell(gateway, newMac(), 'Bad <b>thing</b> happened'));
      assert.match(page.text, /The router says: “\u2068Bad &lt;b&gt;thing&lt;\/b&gt; happened\u2069”/);
    });
  });
}
