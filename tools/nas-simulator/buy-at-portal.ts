import type { PlainBrowser, PlainPage } from '../../acceptance/plain-browser.ts';
import { PAY_BY } from '../demo/pay-gateway.ts';
import type { SeededRandom } from '../seed/seeded-random.ts';

const LOOKS_MAX = 6;

/** Buys what is offered first, by one of the demo's ways to pay. What is paid to a person waits for one. */
export async function buyAtPortal(
  browser: PlainBrowser,
  page: PlainPage,
  { random, by }: { random: SeededRandom; by: keyof typeof PAY_BY },
): Promise<void> {
  const path = /href="([^"]+\/buy\/\d+)"/.exec(page.text)?.[1];
  if (path === undefined) return;
  const how = await browser.open(new URL(path, page.url).href);
  const button = new RegExp(`name="method" value="(\\d+)">${PAY_BY[by]}<`);
  const method = button.exec(how.text)?.[1];
  if (method === undefined) return; // an operator of the demo removed it, or gave it another name
  const paying = await browser.submit(how, { method });
  if (by === 'phone') await browser.submit(paying, { reference: randomReference(random) });
  if (by !== 'card') return;
  const provider = await browser.click(paying, 'Pay now');
  let back = await browser.submit(provider, {}, /\/pay$/);
  for (let look = 0; look < LOOKS_MAX && back.title === 'One moment'; look += 1)
    back = await browser.wait(back);
  if (back.text.includes('>Go online<')) await browser.click(back, 'Go online');
}

/** Whoever has a voucher needs no number. */
export async function redeemAtPortal(browser: PlainBrowser, welcome: PlainPage, code: string): Promise<void> {
  const path = /href="([^"]+\/voucher)"/.exec(welcome.text)?.[1];
  if (path === undefined) return;
  const form = await browser.open(new URL(path, welcome.url).href);
  const told = await browser.submit(form, { code }, /\/voucher$/);
  if (told.text.includes('>Go online<')) await browser.click(told, 'Go online');
}

function randomReference(random: SeededRandom): string {
  return Array.from({ length: 10 }, () => random.pick([...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'])).join('');
}
