import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startFakeGateway } from '../../tools/fake-payment-gateway/start-fake-gateway.ts';
import type { ApiClient, Item } from '../api-client.ts';
import { lookAt } from '../look-at.ts';
import { openAsOperator } from '../open-admin.ts';
import { startOnTestDatabase } from '../shop.ts';
import type { Gatehouse } from '../start-gatehouse.ts';

let gatehouse: Gatehouse;
let api: ApiClient;
let browser: Browser;
let page: Page;
let faults: string[];

before(async () => {
  gatehouse = await startOnTestDatabase();
  api = await gatehouse.api();
  ({ browser, page, faults } = await openAsOperator(gatehouse));
});
after(async () => {
  await browser?.close();
  await gatehouse?.stop();
});

test('whose callbacks are refused says so at the way to pay, with where they come from and what to look at', async () => {
  await api.ask('PATCH', '/settings', { portalPublicUrl: gatehouse.portalUrl });
  const gateway = await startFakeGateway();
  const { callbackUrl } = await api.post<Item & { callbackUrl: string }>(
    '/payment-methods',
    gateway.method('Lake Pay'),
  );
  await page.goto('/settings/payment-methods');
  const row = page.getByRole('listitem').filter({ hasText: 'Lake Pay' });
  await row.waitFor();
  assert.equal(await row.getByText('refused callback').count(), 0);
  for (let round = 0; round < 3; round += 1)
    assert.equal(
      (await fetch(callbackUrl, { method: 'POST', body: '{"payment":{"state":"paid"}}' })).status,
      400,
    );
  await page.reload();
  await row.getByText('3 refused callbacks within a day').waitFor();
  await row.getByText('127.0.0.1').waitFor();
  await row.getByText('check the secret of its signature').waitFor();
  await lookAt(page, 'methods-forged', { dark: true });
  assert.deepEqual(faults, []);
  await gateway.close();
});
