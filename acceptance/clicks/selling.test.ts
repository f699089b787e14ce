import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { type Hotspot, type HotspotShop, logInAt, openHotspotShop } from '../gateways/hotspot-shop.ts';
import { startMikrotik } from '../gateways/mikrotik.ts';
import { METHOD_NAMES, openSale, type Sale, type SoldPayment } from '../gateways/sell-at-portal.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { assertAccessible } from '../open-browser.ts';
import { openPlainBrowser, type PlainPage } from '../plain-browser.ts';
import { type Customer, newMac } from '../shop.ts';

let shop: HotspotShop;
let sale: Sale;
let gateway: Hotspot;
let browser: Browser;
let page: Page;
let faults: string[];

before(async () => {
  shop = await openHotspotShop();
  gateway = await shop.openHotspot(startMikrotik);
  ({ browser, page, faults } = await openAsOperator(shop.gatehouse));
});
after(async () => {
  await browser?.close();
  await shop?.stop();
  await sale?.close();
});

const dialog = (name?: string | RegExp): Locator => page.getByRole('dialog', name ? { name } : {});
const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
const menu = (): Locator => page.getByRole('navigation', { name: 'Main' });

/** A visitor with an account and no package, who says at the portal how they want to pay for a day. */
async function beginToPay(
  name: string,
  method: keyof Sale['methods'],
): Promise<{ guest: Customer; paying: PlainPage; payment: SoldPayment }> {
  const guest = await shop.addGuest({ name, servicePackageId: undefined });
  await gateway.join(newMac());
  const phone = openPlainBrowser({ waits: false });
  const own = await logInAt(phone, gateway, guest);
  const path = /href="([^"]+\/buy\/\d+)"/.exec(own.text)?.[1];
  assert.ok(path, own.text.slice(-1500));
  const how = await phone.open(new URL(path, own.url).href);
  let paying = await phone.submit(how, { method: sale.methods[method] });
  if (method === 'byPhone')
    paying = await phone.submit(paying, { reference: `8KH${String(Date.now()).slice(-7)}` });
  return { guest, paying, payment: await sale.lastPayment() };
}

async function stateOf({ id }: SoldPayment): Promise<string> {
  return (await shop.api.get<SoldPayment>(`/payments/${id}`)).state;
}

const packagesOf = async ({ id }: Pick<Customer, 'id'>): Promise<readonly Record<string, unknown>[]> =>
  (await shop.api.get<{ items: Record<string, unknown>[] }>(`/customers/${id}/subscriptions`)).items;

describe('Settings › Payment methods', () => {
  test('begins with nothing, and adds cash by the form that its provider declares', async () => {
    await page.goto('/settings/payment-methods');
    await page.getByText('No payment methods yet').waitFor();
    await lookAt(page, 'methods-none', { dark: true });
    await button('Add method').click();
    await dialog('Add a payment method').waitFor();
    await lookAt(page, 'methods-choose', { dark: true });
    await page.getByRole('button', { name: /^Cash/ }).click();
    await dialog('Add Cash').getByLabel('Name').fill('Cash desk');
    await lookAt(page, 'method-cash', { dark: true });
    await page.getByRole('button', { name: 'Add method' }).last().click();
    await page.getByText('Cash desk added.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Cash desk' }).waitFor();
  });

  test('what is missing is said at its field, in a group that opens for it', async () => {
    await button('Add method').click();
    await page.getByRole('button', { name: /^Mobile money/ }).click();
    await page.getByRole('button', { name: 'Add method' }).last().click();
    await page.getByText('This is needed.').first().waitFor();
    await lookAt(page, 'method-faults', { dark: true });
    await page.keyboard.press('Escape');
    await page.getByText('No payment methods yet').waitFor({ state: 'detached' });
  });

  test('a gateway that is known fills in its form, and what only its owner knows is left to be typed', async () => {
    await page.goto('/settings/payment-methods');
    await button('Add method').click();
    await page.getByRole('button', { name: /^Online payment gateway/ }).click();
    const form = dialog('Add Online payment gateway');
    await form.getByRole('combobox', { name: 'Fill in for' }).click();
    await page.getByRole('option', { name: /^bKash/ }).click();
    const begin = form.getByRole('group', { name: 'Begin a payment' });
    assert.match(await begin.getByLabel('Address').inputValue(), /^https:\/\/tokenized\.pay\.bka\.sh\//);
    await lookAt(page, 'method-bkash', { dark: true });
    await begin.getByLabel('Address').fill('bkash');
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('bKash online');
    await form.getByRole('button', { name: 'Add method' }).click();
    await form.getByText('An address begins with https://').waitFor();
    await begin.getByLabel('Address').fill('https://tokenized.pay.bka.sh/create');
    await form.getByRole('textbox', { name: 'Key', exact: true }).fill('app-key');
    await form.getByRole('button', { name: 'Add method' }).click();
    await page.getByText('bKash online added.').waitFor();
    await dialog('Edit bKash online').getByText('Gateways cannot tell us anything yet').waitFor();
    await lookAt(page, 'method-bkash-added', { dark: true });
    await page.keyboard.press('Escape');
    await button('Actions for bKash online').click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await page.getByText('bKash online removed.').waitFor();
  });

  test('a gateway is edited without its secrets being told again, and says where its callbacks go', async () => {
    await shop.api.patch('/settings', { portalPublicUrl: shop.gatehouse.portalUrl });
    sale = await openSale(shop);
    await page.reload();
    await page.getByRole('button', { name: `Actions for ${METHOD_NAMES.online}` }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const form = dialog(`Edit ${METHOD_NAMES.online}`);
    await form.getByText(/webhook, IPN or callback/).waitFor();
    await lookAt(page, 'method-gateway', { dark: true });
    for (const secret of await form.locator('input[type="password"]').all())
      assert.equal(await secret.inputValue(), '');
    await form.getByLabel('Currencies').fill('bdt');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText(`${METHOD_NAMES.online} changed.`).waitFor();
    await page.getByText('· BDT').waitFor();
  });

  test('is tried out, and says in words what went well', async () => {
    await button(`Test ${METHOD_NAMES.online}`).click();
    await dialog(`Test ${METHOD_NAMES.online}`).getByRole('listitem').first().waitFor();
    await lookAt(page, 'method-test', { dark: true });
    const asked = dialog().getByRole('listitem').filter({ hasText: 'Ask about a payment' });
    assert.equal(await asked.getByLabel('Went well').count(), 1);
    await dialog().getByRole('button', { name: 'Close' }).last().click();
  });

  test('the order is the one that visitors see, and what is not offered is kept', async () => {
    const names = () => page.locator('ol li b').allInnerTexts();
    await button(`Move ${METHOD_NAMES.online} up`).click();
    await page.waitForFunction(`document.querySelector('ol li b')?.textContent === '${METHOD_NAMES.online}'`);
    await page.reload();
    await button(`Move ${METHOD_NAMES.online} down`).waitFor();
    assert.deepEqual(await names(), [
      METHOD_NAMES.online,
      'Cash desk',
      METHOD_NAMES.byPhone,
      METHOD_NAMES.cash,
    ]);
    await page.getByRole('switch', { name: 'Offer Cash desk to visitors' }).click();
    await page.getByText('Cash desk is not offered any more.').waitFor();
    await lookAt(page, 'methods', { dark: true });
    await page.keyboard.press('u');
    await page.getByText('Cash desk is as before.').waitFor();
    await button('Actions for Cash desk').click();
    await page.getByRole('menuitem', { name: 'Remove…' }).click();
    await lookAt(page, 'method-remove', { dark: true });
    await dialog().getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Cash desk removed.').waitFor();
  });
});

describe('Payments', () => {
  test('what waits for somebody is counted in the menu and on Home; cash is approved and gives its package', async () => {
    const { guest, payment } = await beginToPay('Rahima Akter', 'cash');
    await page.goto('/');
    await page.getByRole('link', { name: '1 payment needs you' }).waitFor();
    await menu().getByRole('link', { name: 'Payments 1' }).waitFor();
    await lookAt(page, 'home-payments', { dark: true });
    await page.getByRole('link', { name: '1 payment needs you' }).click();
    await page.waitForURL('**/payments?needsPerson=true');
    await page.getByRole('row', { name: /To approve.*Rahima Akter.*Day pass.*BDT.30\.00/ }).waitFor();
    await lookAt(page, 'payments', { dark: true });
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await dialog('Payment').getByText('wants to pay BDT 30.00 in cash').waitFor();
    await lookAt(page, 'payment-cash', { dark: true });
    await dialog('Payment').getByRole('button', { name: 'Approve' }).click();
    await dialog(/^Approve BDT.30\.00 from Rahima Akter\?$/).waitFor();
    await lookAt(page, 'payment-approve', { dark: true });
    await dialog(/^Approve/)
      .getByRole('button', { name: 'Approve' })
      .click();
    await page.getByText('Approved: Day pass for Rahima Akter.').waitFor();
    await dialog('Payment').getByText('Day pass was given to Rahima Akter.').waitFor();
    await lookAt(page, 'payment-paid', { dark: true });
    assert.equal(await stateOf(payment), 'paid');
    assert.equal((await packagesOf(guest)).length, 1);
    await page.keyboard.press('Escape');
    await page
      .getByText(/No payment matches|matches/)
      .first()
      .waitFor();
    await menu().getByRole('link', { name: 'Payments', exact: true }).waitFor();
  });

  test('references are compared with a statement one after the other, approved from the list', async () => {
    const { guest, payment } = await beginToPay('Laila Banu', 'byPhone');
    await page.goto('/payments?needsPerson=true');
    await page.getByRole('row', { name: /Laila Banu.*8KH\d{7}/ }).waitFor();
    await lookAt(page, 'payments-references', { dark: true });
    await page.getByRole('button', { name: /^Approve Day pass of Laila Banu/ }).click();
    const approve = dialog(/^Approve BDT.30\.00 from Laila Banu\?$/);
    assert.match(await approve.getByLabel('Reference of the transfer').inputValue(), /^8KH\d{7}$/);
    await approve.getByText(/^Begins now, and runs until/).waitFor();
    await approve.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Approved: Day pass for Laila Banu.').waitFor();
    assert.equal(await stateOf(payment), 'paid');
    assert.equal((await packagesOf(guest)).length, 1);
  });

  test('a reference that is on no statement is refused, with the reason', async () => {
    const { guest, payment } = await beginToPay('Karim Uddin', 'byPhone');
    await page.goto(`/payments/${payment.id}`);
    await dialog('Payment')
      .getByText(/says that BDT.30\.00 was sent by bKash/)
      .waitFor();
    await dialog('Payment').getByRole('button', { name: 'Refuse' }).click();
    await dialog(/^Refuse/)
      .getByRole('button', { name: 'Refuse' })
      .click();
    await page.getByText('Say why: it stands in the record.').waitFor();
    await lookAt(page, 'payment-refuse', { dark: true });
    await dialog(/^Refuse/)
      .getByLabel('Why')
      .fill('Not on our statement');
    await dialog(/^Refuse/)
      .getByRole('button', { name: 'Refuse' })
      .click();
    await page.getByText('Refused. Karim Uddin was given nothing.').waitFor();
    assert.equal(await stateOf(payment), 'refused');
    assert.equal((await packagesOf(guest)).length, 0);
    await dialog('Payment').getByText('Not on our statement').first().waitFor();
  });

  test('a callback that never came: the gateway is asked, and the money counts', async () => {
    const { payment } = await beginToPay('Nasrin Sultana', 'online');
    sale.gateway.misbehave({ losesCallbacks: true });
    await page.goto(`/payments/${payment.id}`);
    const ask = dialog('Payment').getByRole('button', { name: `Ask ${METHOD_NAMES.online} now` });
    await ask.click();
    await page.getByText(`${METHOD_NAMES.online} was asked: nothing new.`).waitFor();
    await sale.gateway.pay(sale.gateway.payments().at(-1)?.id ?? '');
    // Gatehouse asks by itself too, and may have been first.
    await ask.click({ timeout: 3000 }).catch(() => undefined);
    await dialog('Payment')
      .getByText(/Asked, Lake Pay said that BDT.30\.00 has arrived\./)
      .waitFor();
    await lookAt(page, 'payment-asked', { dark: true });
    assert.equal(await stateOf(payment), 'paid');
  });

  test('too little arrived: nothing is given, somebody decides, and the repayment is put on record', async () => {
    const { guest, payment } = await beginToPay('Farida Begum', 'online');
    sale.gateway.misbehave({ losesCallbacks: false, takesMinor: 1000 });
    await sale.gateway.pay(sale.gateway.payments().at(-1)?.id ?? '');
    sale.gateway.misbehave({ takesMinor: null });
    await page.goto(`/payments/${payment.id}`);
    await dialog('Payment')
      .getByText(/says that BDT.10\.00 arrived instead of BDT.30\.00/)
      .waitFor();
    await lookAt(page, 'payment-too-little', { dark: true });
    assert.equal((await packagesOf(guest)).length, 0);
    await dialog('Payment').getByText('Wrong amount').waitFor();
    await dialog('Payment').getByRole('button', { name: 'Approve' }).click();
    await dialog(/^Approve/)
      .getByText(/BDT.10\.00 arrived, as Lake Pay says/)
      .waitFor();
    await lookAt(page, 'payment-approve-too-little', { dark: true });
    await dialog(/^Approve/)
      .getByRole('button', { name: 'Cancel' })
      .click();
    await dialog('Payment').getByRole('button', { name: 'Record a refund' }).click();
    const refund = dialog(/^Record a refund/);
    assert.equal(await refund.getByLabel('Paid back').inputValue(), '10');
    await refund.getByLabel('Paid back').fill('10.5');
    await refund.getByLabel('Why').fill('Sent too little');
    await refund.getByRole('button', { name: 'Record the refund' }).click();
    await page.getByText(/It can be BDT.10\.00 at most\./).waitFor();
    await lookAt(page, 'payment-refund', { dark: true });
    await refund.getByLabel('Paid back').fill('10');
    await refund.getByRole('button', { name: 'Record the refund' }).click();
    await page.getByText('The refund to Farida Begum is on record.').waitFor();
    assert.equal(await stateOf(payment), 'refunded');
  });

  test('money that comes after a refund needs somebody again, and gives nothing by itself', async () => {
    const { items } = await shop.api.get<{ items: SoldPayment[] }>('/payments?search=Farida');
    const [payment] = items;
    assert.ok(payment);
    sale.gateway.misbehave({ takesMinor: 3000 });
    await sale.gateway.pay(sale.gateway.payments().at(-1)?.id ?? '');
    sale.gateway.misbehave({ takesMinor: null });
    await page.goto(`/payments/${payment.id}`);
    // Gatehouse asks by itself too, and may be first.
    await dialog('Payment')
      .getByRole('button', { name: `Ask ${METHOD_NAMES.online} now` })
      .click();
    await dialog('Payment')
      .getByText(/^BDT.30\.00 arrived after this was refunded, as Lake Pay says\. Nothing was given\./)
      .waitFor();
    await menu()
      .getByRole('link', { name: /^Payments.*1/ })
      .waitFor();
    await lookAt(page, 'payment-after-refund', { dark: true });
    assert.equal((await packagesOf({ id: payment.customerId })).length, 0);
    await dialog('Payment').getByRole('button', { name: 'Approve' }).click();
    assert.equal(
      await dialog(/^Approve/)
        .getByLabel('What arrived')
        .inputValue(),
      '30',
    );
    await lookAt(page, 'payment-after-refund-approve', { dark: true });
    await dialog(/^Approve/)
      .getByRole('button', { name: 'Cancel' })
      .click();
    await dialog('Payment').getByRole('button', { name: 'Leave it' }).click();
    await dialog(/^Leave BDT.30\.00/)
      .getByLabel('Why')
      .fill('Kept for the next visit');
    await dialog(/^Leave BDT.30\.00/)
      .getByRole('button', { name: 'Leave it' })
      .click();
    await page.getByText('Left as it is: refunded.').waitFor();
    assert.equal(await stateOf(payment), 'refunded');
  });

  test('a gateway with open payments is led elsewhere only by who says so', async () => {
    await beginToPay('Shirin Akter', 'online');
    await page.goto('/settings/payment-methods');
    await button(`Actions for ${METHOD_NAMES.online}`).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const form = dialog(`Edit ${METHOD_NAMES.online}`);
    await form.getByRole('textbox', { name: 'Account', exact: true }).fill('another merchant');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText(/by Lake Pay may still be paid, and would be looked for at the new place/).waitFor();
    await lookAt(page, 'method-open-payments', { dark: true });
    await form.getByRole('button', { name: 'Change it, open payments too' }).click();
    await page.getByText(`${METHOD_NAMES.online} changed.`).waitFor();
  });

  test('a refund of what was paid ends its package, if the operator says so', async () => {
    const { items } = await shop.api.get<{ items: SoldPayment[] }>('/payments?search=Nasrin');
    const [paid] = items;
    assert.ok(paid);
    await page.goto(`/payments/${paid.id}`);
    await dialog('Payment').getByRole('button', { name: 'Record a refund' }).click();
    const refund = dialog(/^Record a refund/);
    assert.ok(await refund.getByLabel('End Day pass now').isChecked());
    await refund.getByLabel('Why').fill('Paid twice');
    await refund.getByRole('button', { name: 'Record the refund' }).click();
    await page.getByText('The refund to Nasrin Sultana is on record.').waitFor();
    await dialog('Payment').getByText('Day pass was ended.').waitFor();
    const [held] = await packagesOf({ id: paid.customerId });
    assert.ok(Date.parse(String(held?.['endsAt'])) <= Date.now() + 1000);
  });

  test('are found by name and state, which stands in the address', async () => {
    await page.goto('/payments');
    await button('State').click();
    await page.getByRole('menuitem', { name: 'Refused' }).click();
    await page.waitForURL('**/payments?state=refused');
    await page.getByRole('row', { name: /Karim Uddin/ }).waitFor();
    await page.getByRole('row', { name: /Rahima Akter/ }).waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('row', { name: /Karim Uddin/ }).waitFor();
    await page.goto('/payments?search=Rahima');
    await page.getByRole('row', { name: /Rahima Akter/ }).waitFor();
    await page.getByRole('row', { name: /Karim Uddin/ }).waitFor({ state: 'detached' });
  });
});

describe('cash at the counter', () => {
  let renter: Customer;

  test('is taken for a customer, who has the package; once, however often it is sent', async () => {
    renter = await shop.addGuest({ name: 'Jamal Hossain', servicePackageId: sale.dayPackageId });
    await page.goto(`/customers/${renter.id}/payments`);
    await page.getByText('Nothing paid yet').waitFor();
    await lookAt(page, 'profile-payments-none', { dark: true });
    await button('Take cash').click();
    const form = dialog('Take cash from Jamal Hossain');
    await form.getByRole('button', { name: /^Take BDT.30\.00$/ }).waitFor();
    await lookAt(page, 'take-cash', { dark: true });
    await form.getByRole('button', { name: /^Take BDT.30\.00$/ }).dblclick();
    await page.getByText(/BDT.30\.00 taken from Jamal Hossain\./).waitFor();
    await dialog('Payment').getByRole('link', { name: 'Receipt' }).waitFor();
    const { items } = await shop.api.get<{ items: SoldPayment[] }>(`/payments?customerId=${renter.id}`);
    assert.deepEqual(
      items.map(({ state }) => state),
      ['paid'],
    );
    assert.equal((await packagesOf(renter)).length, 2, 'the day that runs, and one behind it');
    await lookAt(page, 'take-cash-taken', { dark: true });
  });

  test('gives a receipt that is printed on A5 or on a roll, and nothing beside it', async () => {
    await dialog('Payment').getByRole('link', { name: 'Receipt' }).click();
    await page.waitForURL('**/receipt');
    await page.getByRole('heading', { level: 2, name: 'Receipt' }).waitFor();
    await page.locator('article').getByText('Lakeside 1').first().waitFor();
    await lookAt(page, 'receipt', { dark: true });
    assert.deepEqual(await pagesOf(page), [[420, 595]], 'A5, in points');
    await page.getByText('80 mm roll').click();
    await lookAt(page, 'receipt-roll', { dark: true });
    assert.deepEqual(
      (await pagesOf(page)).map(([width]) => width),
      [227],
      '80 mm, in points',
    );
    await page.emulateMedia({ media: 'print' });
    assert.equal(await menu().isVisible(), false);
    assert.equal(await button('Print receipt').isVisible(), false);
    assert.ok(await page.locator('article').getByText('Jamal Hossain').isVisible());
    await page.emulateMedia({ media: null });
  });

  test('a package is given behind the present one, with a reason that the profile shows', async () => {
    const guest = await shop.addGuest({ name: 'Salma Khatun', servicePackageId: sale.dayPackageId });
    await page.goto(`/customers/${guest.id}`);
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Give or extend a package' }).click();
    const form = dialog('Give or extend a package of Salma Khatun');
    await form.getByLabel('Why').fill('Two days without service');
    await lookAt(page, 'give-package', { dark: true });
    await form.getByRole('button', { name: 'Give package' }).click();
    await page.getByText(/Salma Khatun has Day pass from/).waitFor();
    await page.getByRole('heading', { name: 'Other packages' }).waitFor();
    await page.getByText('Two days without service').waitFor();
    await lookAt(page, 'profile-packages', { dark: true });
    const [later, present] = await packagesOf(guest);
    assert.equal(later?.['startsAt'], present?.['endsAt']);
    assert.equal(later?.['reason'], 'Two days without service');
  });

  test('its end is moved, which must say why', async () => {
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Give or extend a package' }).click();
    const form = dialog('Give or extend a package of Salma Khatun');
    await form.getByText('Move its end').click();
    await form.getByRole('button', { name: '7 days more' }).click();
    await form.getByRole('button', { name: 'Move the end' }).click();
    await page.getByText('Say why: it stands in the record.').waitFor();
    await lookAt(page, 'move-end', { dark: true });
    await form.getByLabel('Why').fill('Flood');
    await form.getByRole('button', { name: 'Move the end' }).click();
    await page
      .getByText(/Salma Khatun has Day pass/)
      .last()
      .waitFor();
    await page.getByText('Flood').waitFor();
  });

  test('given now, in place of one that was paid for, it must say why, and it says what has ended and what moved', async () => {
    await button('More actions').click();
    await page.getByRole('menuitem', { name: 'Give or extend a package' }).click();
    const form = dialog('Give or extend a package of Salma Khatun');
    await form.getByText('Now', { exact: true }).click();
    await form.getByText(/logs in again by itself/).waitFor();
    await form.getByRole('button', { name: 'Start now' }).click();
    await form
      .getByText(/"Day pass" would end sooner than was paid for/)
      .first()
      .waitFor();
    assert.match(faults.pop() ?? '', /422/, 'a browser notes the refusal, and nothing else');
    await lookAt(page, 'give-now', { dark: true });
    await form.getByLabel('Why').fill('Begins anew after the storm');
    await form.getByRole('button', { name: 'Start now' }).click();
    await page.getByText(/Day pass has ended\. Day pass begins .+ now\./).waitFor();
  });
});

describe('Sales', () => {
  test('add up by day, package and zone, as plots and as tables', async () => {
    await page.goto('/');
    await menu().getByRole('link', { name: 'Sales' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.waitForURL('**/sales');
    const packages = page.getByRole('region', { name: 'Packages' });
    // Rahima, Laila, Nasrin and Jamal paid 30 each; Nasrin's came back. What was never paid counts nowhere.
    await packages.getByRole('row', { name: /Day pass.*BDT.90\.00/ }).waitFor();
    await page.getByRole('link', { name: /^Sold today\s*BDT.90\.00$/ }).waitFor();
    await lookAt(page, 'sales', { dark: true });
    await button('Payments per day, less refunds: show as a table').click();
    const table = page.getByRole('region', { name: 'Payments per day, less refunds, as a table' });
    assert.equal(await table.getByRole('row').count(), 31);
    await table.getByRole('row', { name: /BDT.90\.00/ }).waitFor();
    await assertAccessible(page, 'sales as a table');
    await page.getByRole('radiogroup', { name: 'How far back' }).getByText('7 days').click();
    await page.waitForURL('**/sales?days=7');
    await page.getByRole('link', { name: /^Sold today/ }).click();
    await page.waitForURL('**/payments?from=*');
    await page.getByRole('row', { name: /Jamal Hossain/ }).waitFor();
  });
});

test('no page complained, but of the one change that was refused first', () => {
  const refused = faults.filter((fault) => /409 \(Conflict\).*\/payment-methods\/\d+\)$/.test(fault));
  assert.deepEqual(faults, refused);
  assert.equal(refused.length, 1);
});

/** Width and height of each page as it is printed, in points. */
async function pagesOf(printed: Page): Promise<number[][]> {
  const pdf = (await printed.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ]);
}
