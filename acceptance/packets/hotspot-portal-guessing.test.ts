import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { type HotspotShop, logInAt, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openPlainBrowser } from '../plain-browser.ts';
import { newMac } from '../shop.ts';
import { type Gatehouse, startGatehouse } from '../start-gatehouse.ts';

const GUESSES = 1000;
const VISITS = 40;
/** As a program that guesses would. */
const AT_ONCE = 20;

let shop: HotspotShop;
/** A second web process on the same database. */
let second: Gatehouse;
before(async () => {
  shop = await openHotspotShop();
  second = await startGatehouse({
    role: 'web',
    databaseUrl: shop.database.url,
    environment: { GATEHOUSE_SECRET_KEY_FILE: path.join(shop.gatehouse.dataFolder, 'secret.key') },
  });
});
after(async () => {
  await second?.stop();
  await shop?.stop();
});

type System = { readonly verdicts: readonly { readonly word: string; readonly sentence: string }[] };

async function guessesShown(): Promise<string> {
  const { verdicts } = await shop.api.get<System>('/system');
  return verdicts.find(({ word }) => word === 'guessing at portal')?.sentence ?? '';
}

/** Visits of one phone, in turn at one web process and at the other. */
async function openVisits(entry: string): Promise<string[]> {
  return Promise.all(
    Array.from({ length: VISITS }, async (_, at) => {
      const { pathname, search } = new URL(entry);
      const { portalUrl } = at % 2 === 0 ? shop.gatehouse : second;
      const answer = await fetch(new URL(pathname + search, portalUrl), { redirect: 'manual' });
      return new URL(answer.headers.get('Location') ?? '', portalUrl).href;
    }),
  );
}

async function entryOf(gateway: { readonly url: string }): Promise<string> {
  const browser = openPlainBrowser();
  await browser.open(gateway.url);
  return browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? assert.fail('no redirect');
}

/** How often each answer came. */
async function guess(visits: readonly string[], send: (visit: string, at: number) => Promise<string>) {
  const answers = new Map<string, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < GUESSES; at = next++) {
      const answer = await send(visits[at % VISITS] ?? '', at);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

const post = async (url: string, fields: Record<string, string>): Promise<string> => {
  const answer = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  const text = await answer.text();
  return /role="alert">([^<.]*)/.exec(text)?.[1] ?? `${answer.status} ${answer.headers.get('Location')}`;
};

test('a thousand passwords guessed at two web processes: ten are looked at, operators see it, another customer gets in', async () => {
  const gateway = await shop.openHotspot(startMikrotik);
  const [guest, other] = [await shop.addGuest(), await shop.addGuest()];
  await gateway.join(newMac());
  const visits = await openVisits(await entryOf(gateway));
  const answers = await guess(visits, (visit, at) =>
    post(`${visit}/login`, { username: guest.username, password: `guess ${at}` }),
  );
  assert.deepEqual(Object.fromEntries(answers), {
    'Username or password is wrong': 10,
    'Too many tries': GUESSES - 10,
  });
  const sentence = await guessesShown();
  assert.match(sentence, /^1,000 wrong passwords and codes .* from 127\.0\.0\.1 in Lakeside 1; 990 of all/);
  const metrics = await (await fetch(`${shop.gatehouse.adminUrl}/metrics`)).text();
  assert.match(metrics, /^gatehouse_portal_guesses\{outcome="refused"\} 990$/m);
  assert.equal(await post(`${visits[0]}/login`, guest), 'Too many tries', 'the right one among them, too');
  // From elsewhere the customer would get in; behind this address, others do.
  const mac = newMac();
  await gateway.join(mac);
  await shop.database.pool.query('truncate portal_tries');
  assert.equal((await logInAt(openPlainBrowser(), gateway, other)).title, 'You are online');
});

test('a thousand codes guessed for a number: five each of three are looked at, and nobody is proved', async () => {
  await shop.database.pool.query('truncate portal_tries, portal_guesses');
  const gateway = await shop.openHotspot(startMikrotik, { registration: 'code', phoneCountryCode: '880' });
  await gateway.join(newMac());
  const visits = await openVisits(await entryOf(gateway));
  const number = '01712345678';
  for (const visit of visits.slice(0, 5)) await post(`${visit}/number`, { number });
  const ask = (visit: string, at: number) => post(`${visit}/code`, { code: String(at).padStart(6, '0') });
  const answers = await guess(visits, async (visit, at) => {
    // A new code each time when the old one is used up, for as long as there are any.
    if (at % 100 === 99) await post(`${visit}/number`, { number });
    return ask(visit, at);
  });
  assert.ok((answers.get('This code is wrong') ?? 0) <= 12, 'the fifth of each says that it is over');
  const { rows } = await shop.database.pool.query<{ codes: number; tries: number; proved: number }>(
    `select count(*)::int as codes, sum(tries)::int as tries,
            (select count(*)::int from portal_visits where customer_id is not null and zone_id = $1) as proved
       from portal_codes where zone_id = $1`,
    [gateway.zoneId],
  );
  const [counted] = rows;
  assert.ok((counted?.codes ?? 9) <= 3, `${counted?.codes} codes`);
  assert.ok((counted?.tries ?? 99) <= 15, `${counted?.tries} tries`);
  assert.equal(counted?.proved, 0);
  assert.match(await guessesShown(), /^1,000 wrong passwords and codes/);
});
