import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { signDelivery } from './sign-delivery.ts';

type Check = (secret: string, header: string | undefined, body: string, nowSeconds: number) => boolean;

const NOW = 1_795_000_000;
const BODY = '{"type":"device.added","customer":{"name":"রহিম"}}';

test('the receiver that the handbook shows takes what we sign, and nothing that is changed, old, or signed by another', async () => {
  const handbook = await readFile(new URL('../../../../docs/handbook/webhooks.md', import.meta.url), 'utf8');
  const [, code] = /```js\n(import \{ createHmac.*?)```/s.exec(handbook) ?? [];
  assert.ok(code, 'the handbook shows a receiver');
  const { isFromGatehouse } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    isFromGatehouse: Check;
  };
  const header = signDelivery('whsec_1', NOW, BODY);
  assert.equal(isFromGatehouse('whsec_1', header, BODY, NOW + 5), true);
  assert.equal(isFromGatehouse('whsec_2', header, BODY, NOW), false);
  assert.equal(isFromGatehouse('whsec_1', header, `${BODY} `, NOW), false);
  assert.equal(isFromGatehouse('whsec_1', header.replace(`t=${NOW}`, `t=${NOW + 1}`), BODY, NOW), false);
  assert.equal(isFromGatehouse('whsec_1', header, BODY, NOW + 301), false);
  assert.equal(isFromGatehouse('whsec_1', undefined, BODY, NOW), false);
});
