import assert from 'node:assert/strict';
import { type ClientRequest, request } from 'node:http';
import { after, before, test } from 'node:test';
import { CODE_LENGTH_DEFAULT, makeVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import { randomBytes } from 'node:crypto';
import type { Item } from '../api-client.ts';
import { type HotspotShop, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { openPlainBrowser } from '../plain-browser.ts';
import { newMac } from '../shop.ts';
import { sized } from './fault-size.ts';

const GUESSES = sized(2000, 10_000);
/** Whoever guesses has many addresses, and opens visits as fast as they are let. */
const ADDRESSES = Array.from({ length: 25 }, (_, at) => `127.0.3.${at + 1}`);
const VISITS_OF_ADDRESS = 20;
const AT_ONCE = 25;
/** In a quarter of an hour: of a visit, of an address, of a zone. */
const LOOKED_AT_MAX = 600;
const OF_ADDRESS_MAX = 200;
const VOUCHERS = 5000;

let shop: HotspotShop;
before(async () => {
  shop = await openHotspotShop();
});
after(() => shop?.stop());

type Made = { readonly vouchers: readonly { readonly code: string }[] };
type Answer = { readonly status: number; readonly to: string; readonly text: string };

/** From one of the machine's own addresses, as the portal sees it. */
function ask(url: string, address: string, form: Record<string, string> | null = null): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const body = form === null ? '' : new URLSearchParams(form).toString();
  const sent: ClientRequest = request(
    url,
    {
      method: form === null ? 'GET' : 'POST',
      localAddress: address,
      headers: form === null ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' },
    },
    (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          to: answer.headers.location ?? '',
          text: Buffer.concat(pieces).toString(),
        }),
      );
    },
  );
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

async function openVisit(entry: string, address: string): Promise<string> {
  const { to } = await ask(entry, address);
  return new URL(to, shop.gatehouse.portalUrl).href;
}

/** So many side by side, never more. */
async function inTurn<T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) results[at] = await work(at);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

const countRows = async (from: string): Promise<number> =>
  (await shop.database.pool.query<{ count: number }>(`select count(*)::int from ${from}`)).rows[0]?.count ??
  0;

test('codes guessed by the thousand from twenty-five addresses find none of five thousand vouchers, hardly any is looked at, and operators see it', async () => {
  const gateway = await shop.openHotspot(startMikrotik);
  const dayPass = await shop.api.post<Item>('/service-packages', {
    name: 'Day pass',
    kind: 'hotspot',
    validitySeconds: 86_400,
    priceMinor: 5000,
    currency: 'BDT',
  });
  const { vouchers } = await shop.api.post<Made>('/voucher-batches', {
    name: 'Fair',
    servicePackageId: dayPass.id,
    count: VOUCHERS,
  });
  await gateway.join(newMac());
  const browser = openPlainBrowser();
  await browser.open(gateway.url);
  const redirect =
    browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? assert.fail('no redirect');
  const customersBefore = await countRows('customers');
  const visits = await inTurn(ADDRESSES.length * VISITS_OF_ADDRESS, (at) =>
    openVisit(redirect, ADDRESSES[at % ADDRESSES.length] ?? ''),
  );
  const guessed = Array.from({ length: GUESSES }, () => makeVoucherCode(CODE_LENGTH_DEFAULT, randomBytes));
  const answers = await inTurn(GUESSES, (at) => {
    const code = guessed[at] ?? '';
    const visit = visits[at % visits.length] ?? '';
    return ask(`${visit}/voucher`, ADDRESSES[at % ADDRESSES.length] ?? '', { code });
  });
  const [lookedAt, refused] = [422, 429].map(
    (status) => answers.filter((each) => each.status === status).length,
  );
  assert.equal((lookedAt ?? 0) + (refused ?? 0), GUESSES, 'nobody got in, and nothing broke');
  assert.ok((lookedAt ?? 0) <= LOOKED_AT_MAX, `${lookedAt} were looked at`);
  assert.equal(await countRows('vouchers where redeemed_at is not null'), 0);
  assert.equal(await countRows('customers'), customersBefore);
  type System = { readonly verdicts: readonly { readonly word: string; readonly sentence: string }[] };
  const { verdicts } = await shop.api.get<System>('/system');
  const sentence = verdicts.find(({ word }) => word === 'guessing at portal')?.sentence ?? '';
  assert.ok(sentence.startsWith(`${GUESSES.toLocaleString('en')} wrong passwords and codes`), sentence);

  const logged = shop.gatehouse.output();
  assert.ok(logged.length > 0);
  assert.deepEqual(
    [...guessed, ...vouchers.map(({ code }) => code)].filter((code) => logged.includes(code)),
    [],
    'no code stands in the log',
  );

  // Who has an account there, and who stands elsewhere, redeems all the same.
  const guest = await shop.addGuest();
  const known = await openVisit(redirect, '127.0.3.200');
  await ask(`${known}/login`, '127.0.3.200', { username: guest.username, password: guest.password });
  const { status } = await ask(`${known}/voucher`, '127.0.3.200', { code: vouchers[0]?.code ?? '' });
  assert.equal(status, 303);
  const stranger = await openVisit(redirect, '127.0.3.201');
  const late = await ask(`${stranger}/voucher`, '127.0.3.201', { code: vouchers[1]?.code ?? '' });
  assert.match(late.text, /Too many tries\. Wait \d+ minutes?/, 'a stranger there waits');
  await shop.database.pool.query(`update portal_tries set ends_at = ends_at - interval '15 minutes'`);
  assert.equal(
    (await ask(`${stranger}/voucher`, '127.0.3.201', { code: vouchers[1]?.code ?? '' })).status,
    303,
  );
});

test('one address gets two hundred looks in a quarter of an hour, however many visits it opens', async () => {
  await shop.database.pool.query('truncate portal_tries, portal_guesses');
  const gateway = await shop.openHotspot(startMikrotik);
  await gateway.join(newMac());
  const browser = openPlainBrowser();
  await browser.open(gateway.url);
  const redirect =
    browser.visited.find((url) => url.includes('/hotspot/mikrotik')) ?? assert.fail('no redirect');
  const visits = await inTurn(60, () => openVisit(redirect, '127.0.3.100'));
  const answers = await inTurn(900, (at) =>
    ask(`${visits[at % visits.length]}/voucher`, '127.0.3.100', {
      code: makeVoucherCode(CODE_LENGTH_DEFAULT, randomBytes),
    }),
  );
  assert.equal(answers.filter(({ status }) => status === 422).length, OF_ADDRESS_MAX);
});
