import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startCoovaChilli } from '../gateways/coovachilli.ts';
import {
  type HotspotShop,
  logInAt,
  openHotspotShop,
  overhearTicket,
  type StartGateway,
} from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openPlainBrowser } from '../plain-browser.ts';
import { attemptsOf, type Customer, newMac } from '../shop.ts';

let shop: HotspotShop;
before(async () => {
  shop = await openHotspotShop();
});
after(() => shop?.stop());

const MAKES: readonly (readonly [string, StartGateway])[] = [
  ['MikroTik', startMikrotik],
  ['CoovaChilli', startCoovaChilli],
];

const typed = ({ username, password }: Customer) => ({ username, password });

const reasonsOf = async (ticket: URL, atLeast: number) =>
  (await attemptsOf(shop.api, ticket.searchParams.get('username') ?? '', atLeast)).map(
    ({ reason }) => reason,
  );

for (const [make, start] of MAKES) {
  describe(`${make}: a ticket that somebody overheard`, () => {
    test('is good once: neither a second phone nor the first one gets in by it again', async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac, thief, browser] = [await shop.addGuest(), newMac(), newMac(), openPlainBrowser()];
      await gateway.join(mac);
      await logInAt(browser, gateway, guest);
      const ticket = overhearTicket(browser);
      await gateway.join(thief);
      await openPlainBrowser().open(ticket.href);
      assert.equal(gateway.isOnline(thief), false);
      const { items } = await shop.api.get<{ items: { mac: string }[] }>(`/customers/${guest.id}/devices`);
      assert.deepEqual(
        items.map((device) => device.mac),
        [mac],
      );
      assert.deepEqual(await reasonsOf(ticket, 2), ['ticket-used', null]);
      const [replayed] = await attemptsOf(shop.api, ticket.searchParams.get('username') ?? '');
      assert.match(replayed?.explanation ?? '', /was used a second time, by an? .*\(D4:CA:6D:/);
    });

    test('and not used yet is good for the phone it was made for, not for the thief’s', async () => {
      const gateway = await shop.openHotspot(start);
      const [guest, mac, thief, browser] = [await shop.addGuest(), newMac(), newMac(), openPlainBrowser()];
      await gateway.join(mac);
      const form = await browser.click(await browser.open(gateway.url), 'I have an account');
      // Between the portal's page and the gateway another phone is quicker.
      await gateway.join(thief);
      const page = await browser.submit(form, typed(guest));
      assert.equal(gateway.isOnline(thief), false);
      assert.equal(page.title, 'Not online yet');
      assert.deepEqual(await reasonsOf(overhearTicket(browser), 1), ['ticket-of-other-device']);
      assert.equal(
        (await shop.api.get<{ items: unknown[] }>(`/customers/${guest.id}/devices`)).items.length,
        0,
      );
    });

    test('is worth nothing in another zone, or after two minutes', async () => {
      const [here, elsewhere] = [await shop.openHotspot(start), await shop.openHotspot(start)];
      const [guest, mac, browser] = [await shop.addGuest(), newMac(), openPlainBrowser()];
      await here.join(mac);
      await elsewhere.join(mac);
      const form = await browser.click(await browser.open(here.url), 'I have an account');
      await shop.database.pool.query(
        `create or replace function hold_tickets() returns trigger language plpgsql as
           $$ begin new.zone_id := ${elsewhere.zoneId}; return new; end $$;
         create trigger hold_tickets before insert on portal_tickets for each row execute function hold_tickets();`,
      );
      try {
        assert.equal((await browser.submit(form, typed(guest))).title, 'Not online yet');
      } finally {
        await shop.database.pool.query('drop trigger hold_tickets on portal_tickets');
      }
      assert.deepEqual(await reasonsOf(overhearTicket(browser), 1), ['ticket-of-other-zone']);
      await shop.database.pool.query(
        `create or replace function hold_tickets() returns trigger language plpgsql as
           $$ begin new.expires_at := now() - interval '1 second'; return new; end $$;
         create trigger hold_tickets before insert on portal_tickets for each row execute function hold_tickets();`,
      );
      try {
        assert.equal((await logInAt(browser, here, guest)).title, 'Not online yet');
      } finally {
        await shop.database.pool.query('drop trigger hold_tickets on portal_tickets');
      }
      assert.deepEqual(await reasonsOf(overhearTicket(browser), 1), ['ticket-expired']);
      assert.equal(here.isOnline(mac), false);
    });
  });
}

describe('a mac that the browser made up', () => {
  test('registers nothing: the ticket is refused to the phone that sits there, and the named one stays a stranger', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, mac, neighbour, browser] = [await shop.addGuest(), newMac(), newMac(), openPlainBrowser()];
    await gateway.join(mac);
    await browser.open(gateway.url);
    const entry = browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? '';
    const forged = new URL(entry);
    forged.searchParams.set('mac', neighbour);
    const form = await browser.click(await browser.open(forged.href), 'I have an account');
    assert.equal((await browser.submit(form, typed(guest))).title, 'Not online yet');
    assert.deepEqual(await reasonsOf(overhearTicket(browser), 1), ['ticket-of-other-device']);
    const { items } = await shop.api.get<{ items: unknown[] }>(`/customers/${guest.id}/devices`);
    assert.deepEqual(items, []);
    assert.equal(await gateway.join(neighbour), false);
  });
});

describe('a link to a gateway that is none', () => {
  test('gets no ticket: the proof goes to nobody', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, browser] = [await shop.addGuest(), openPlainBrowser()];
    await gateway.join(newMac());
    await browser.open(gateway.url);
    const forged = new URL(browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? '');
    for (const target of ['http://203.0.113.66/login', 'https://evil.example/login', 'javascript:alert(1)']) {
      forged.searchParams.set('link-login-only', target);
      const form = await browser.click(await browser.open(forged.href), 'I have an account');
      const page = await browser.submit(form, typed(guest));
      assert.equal(page.status, 422);
      assert.ok(browser.visited.every((url) => !url.startsWith(target)));
    }
    const { rows } = await shop.database.pool.query(
      'select from portal_tickets t join customers c on c.id = t.customer_id where c.username = $1',
      [guest.username],
    );
    assert.equal(rows.length, 0);
  });
});

describe('the address that a login comes back by, overheard', () => {
  /** What a stranger does with it: a redirect of their own, with their phone and their listener. */
  async function comeBackAs(entry: string, dst: string, changed: Readonly<Record<string, string>>) {
    const forged = new URL(entry);
    forged.searchParams.set('link-orig', dst);
    for (const [name, value] of Object.entries(changed)) forged.searchParams.set(name, value);
    return openPlainBrowser().open(forged.href);
  }

  test('changes nothing of the visit: its next ticket goes to its own gateway, for its own phone', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, mac, thief, browser] = [
      await shop.addGuest(),
      newMac(),
      newMac(),
      openPlainBrowser({ cookies: true }),
    ];
    await gateway.join(mac);
    await logInAt(browser, gateway, guest);
    const dst = overhearTicket(browser).searchParams.get('dst') ?? '';
    const entry = browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? '';
    const evil = 'http://10.66.66.66/login';
    for (const changed of [
      { mac: thief, 'link-login-only': evil },
      { mac: thief },
      { 'link-login-only': evil },
      { 'chap-challenge': '\\001\\002' },
    ]) {
      const seen = await comeBackAs(entry, dst, changed);
      assert.ok(!seen.text.includes(guest.username));
      const { rows } = await shop.database.pool.query<{ mac: string; url: string; chap: string }>(
        `select upper(mac_hint::text) as mac, redirect->>'loginUrl' as url, redirect->'chap'->>'challenge' as chap
           from portal_visits where customer_id = $1`,
        [guest.id],
      );
      assert.equal(rows.length, 1);
      assert.equal(rows[0]?.mac, mac);
      assert.notEqual(rows[0]?.url, evil);
      assert.notEqual(rows[0]?.chap, '0102');
    }
    const home = browser.visited.find((url) => /\/v\/[\w-]{43}$/.test(url)) ?? '';
    const handed = await (await fetch(`${home}/go`)).text();
    assert.ok(!handed.includes('10.66.66.66'));
  });

  test('a phone without cookies whose login the gateway refused begins again with what the gateway just told', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, mac, neighbour, browser] = [await shop.addGuest(), newMac(), newMac(), openPlainBrowser()];
    await gateway.join(mac);
    await browser.open(gateway.url);
    const forged = new URL(browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? '');
    forged.searchParams.set('mac', neighbour);
    const form = await browser.click(await browser.open(forged.href), 'I have an account');
    const refused = await browser.submit(form, typed(guest));
    assert.equal(refused.title, 'Not online yet');
    const again = await browser.click(refused, 'Try again');
    assert.equal((await browser.submit(again, typed(guest))).title, 'You are online');
    assert.ok(gateway.isOnline(mac));
  });
});

describe('a removed device', () => {
  test('needs a login again, whatever its window proved before', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, mac, browser] = [await shop.addGuest(), newMac(), openPlainBrowser({ cookies: true })];
    await gateway.join(mac);
    await logInAt(browser, gateway, guest);
    const { items } = await shop.api.get<{ items: { id: string }[] }>(`/customers/${guest.id}/devices`);
    await shop.api.remove(`/devices/${items[0]?.id}`);
    assert.equal(await gateway.join(mac), false);
    assert.match((await browser.open(gateway.url)).title, /^Welcome/);
    assert.equal(gateway.isOnline(mac), false);
  });
});

describe('a line’s password, stolen', () => {
  test('shows and removes no device of the line at a hotspot', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const line = await shop.api.post<{ id: string }>('/service-packages', {
      name: 'Line',
      kind: 'pppoe',
      validitySeconds: 2_592_000,
    });
    const customer = await shop.addCustomer({ macBinding: 'strict', servicePackageId: line.id });
    const router = newMac();
    const { id } = await shop.addDevice(customer, router);
    await gateway.join(newMac());
    const browser = openPlainBrowser({ cookies: true });
    const form = await browser.click(await browser.open(gateway.url), 'I have an account');
    await browser.submit(form, typed(customer));
    const home = form.url.replace(/\/login$/, '');
    assert.ok(!(await browser.open(`${home}/devices`)).text.includes(router.slice(9)));
    await fetch(`${home}/devices/${id}/remove`, { method: 'POST', redirect: 'manual' });
    const { items } = await shop.api.get<{ items: unknown[] }>(`/customers/${customer.id}/devices`);
    assert.equal(items.length, 1);
  });
});

describe('guessing at the portal', () => {
  test('ends after a few wrong passwords in a visit, and says when to go on', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, browser] = [await shop.addGuest(), openPlainBrowser()];
    await gateway.join(newMac());
    const form = await browser.click(await browser.open(gateway.url), 'I have an account');
    const statuses: number[] = [];
    for (let guess = 0; guess < 10; guess += 1) {
      statuses.push(
        (await browser.submit(form, { username: guest.username, password: `guess ${guess}` })).status,
      );
    }
    assert.deepEqual(statuses, [...Array<number>(8).fill(422), 429, 429]);
    const refused = await browser.submit(form, typed(guest));
    assert.equal(refused.status, 429);
    assert.match(refused.text, /Too many tries\. Wait 1\d minutes/);
  });

  test('a thousand wrong passwords from many visits get no further than a few, and the customer still gets in elsewhere', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, other] = [await shop.addGuest(), await shop.addGuest()];
    await gateway.join(newMac());
    let tried = 0;
    for (let visit = 0; visit < 20; visit += 1) {
      const browser = openPlainBrowser();
      const form = await browser.click(await browser.open(gateway.url), 'I have an account');
      for (let guess = 0; guess < 5; guess += 1) {
        const { status } = await browser.submit(form, {
          username: guest.username,
          password: `guess ${visit} ${guess}`,
        });
        if (status === 422) tried += 1;
      }
    }
    assert.equal(tried, 10);
    const mac = newMac();
    await gateway.join(mac);
    assert.equal((await logInAt(openPlainBrowser(), gateway, other)).title, 'You are online');
  });

  test('the same is answered whether somebody has the username or nobody', async () => {
    const gateway = await shop.openHotspot(startCoovaChilli);
    const guest = await shop.addGuest();
    await gateway.join(newMac());
    const browser = openPlainBrowser();
    const form = await browser.click(await browser.open(gateway.url), 'I have an account');
    const known = await browser.submit(form, { username: guest.username, password: 'wrong' });
    const unknown = await browser.submit(form, { username: 'nobody.at.all', password: 'wrong' });
    const plain = (text: string) => text.replace(guest.username, '').replace('nobody.at.all', '');
    assert.equal(known.status, unknown.status);
    assert.equal(plain(known.text), plain(unknown.text));
  });
});

describe('what a page shows before the proof', () => {
  test('that the package of a known device has ended, and nothing of whose it is', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, mac] = [await shop.addGuest(), newMac()];
    await gateway.join(mac);
    assert.equal((await logInAt(openPlainBrowser(), gateway, guest)).title, 'You are online');
    await shop.database.pool.query(
      `update subscriptions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where customer_id = $1`,
      [guest.id],
    );
    await shop.api.patch(`/customers/${guest.id}`, { phone: '+1 555 0100' });
    assert.equal(await gateway.join(mac), false);
    const page = await openPlainBrowser().open(gateway.url);
    assert.match(page.text, /Your package has ended\. Renew it to get online\./);
    for (const personal of [guest.username, `Customer ${guest.username}`, '555 0100'])
      assert.ok(!page.text.includes(personal));
  });

  test('what travelled through the gateway leads to no page of the customer’s', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const [guest, browser] = [await shop.addGuest(), openPlainBrowser()];
    await gateway.join(newMac());
    await logInAt(browser, gateway, guest);
    const overheard = new URL(overhearTicket(browser).searchParams.get('dst') ?? '');
    const page = await openPlainBrowser().open(overheard.href);
    assert.equal(page.title, 'You are online');
    assert.ok(!page.text.includes(guest.username));
    const token = overheard.pathname.slice('/r/'.length);
    assert.equal((await openPlainBrowser().open(`${shop.gatehouse.portalUrl}/v/${token}`)).status, 404);
  });
});

describe('two customers who claim one phone at the same moment', () => {
  test('make one owner, and one entry in the history', async () => {
    const gateway = await shop.openHotspot(startMikrotik);
    const mac = newMac();
    await gateway.join(mac);
    const guests = [await shop.addGuest(), await shop.addGuest()];
    const forms = await Promise.all(
      guests.map(async (guest) => {
        const browser = openPlainBrowser();
        const form = await browser.click(await browser.open(gateway.url), 'I have an account');
        return () => browser.submit(form, typed(guest));
      }),
    );
    await Promise.all(forms.map((submit) => submit()));
    const { items } = await shop.api.get<{ items: { customerId: string }[] }>(`/devices?search=${mac}`);
    assert.equal(items.length, 1);
    const { rows } = await shop.database.pool.query<{ customer_id: number }>(
      `select customer_id from audit_log where action = 'devices.register' and after->>'mac' = $1`,
      [mac],
    );
    assert.deepEqual(
      rows.map(({ customer_id }) => String(customer_id)),
      [items[0]?.customerId],
    );
    assert.equal(rows.length, 1);
  });
});

describe('a link that anybody can write', () => {
  test('gets no device in: neither one that it names, nor one that its visitor adds, nor by naming another zone', async () => {
    await shop.api.post('/service-packages', {
      name: 'Free hour',
      kind: 'hotspot',
      validitySeconds: 3600,
      priceMinor: 0,
      deviceLimit: 2,
    });
    const roamingGroup = 'the town';
    const here = await shop.openHotspot(startMikrotik, { registration: 'code', roamingGroup });
    const there = await shop.openHotspot(startMikrotik, { registration: 'open', roamingGroup });
    const [mac, browser] = [newMac(), openPlainBrowser()];
    assert.equal(await here.join(mac), false);
    const link = new URL(shop.gatehouse.portalUrl);
    link.search = `${new URLSearchParams({ zone: there.zoneId, mac: newMac(), 'link-login-only': `${here.url}/login` })}`;
    const form = await browser.click(await browser.open(link.href), 'I am new here');
    const packages = await browser.submit(form, { number: '+8801714000001' });
    await browser.submit(packages, {}, /packages\/\d+$/);
    const home = packages.url.replace(/\/devices$/, '');
    const asked = await browser.open(`${home}/devices/add?mac=${mac}`);
    assert.match(asked.text, /First get online here with this phone/);
    await fetch(`${home}/devices/add`, {
      method: 'POST',
      body: new URLSearchParams({ mac }),
      redirect: 'manual',
    });
    assert.equal(await here.join(mac), false);
    assert.equal(await there.join(mac), false);
  });
});
