import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSecretBox } from '../secrets.ts';
import { paymentLink, paymentReference, readPaymentLink, readPaymentReference } from './payment-link.ts';

const box = openSecretBox(Buffer.alloc(32, 7));

test('a payment’s link is read however it is typed', () => {
  for (const id of [1, 30, 31, 4711, 999_999_999_999]) {
    const link = paymentLink(box, id);
    assert.match(link, /^[2-9a-hjkmnp-z]+(-[2-9a-hjkmnp-z]{4}){2}-[2-9a-hjkmnp-z]{5}$/);
    for (const typed of [
      link,
      link.toUpperCase(),
      link.replaceAll('-', ''),
      ` ${link.replaceAll('-', ' ')} `,
    ])
      assert.equal(readPaymentLink(box, typed), id);
  }
});

test('nobody makes one from another: not by another id, another letter, another key or what a provider is told', () => {
  const link = paymentLink(box, 4711).replaceAll('-', '');
  const other = paymentLink(box, 4712).replaceAll('-', '');
  assert.notEqual(link.slice(-13), other.slice(-13));
  assert.equal(readPaymentLink(box, other.slice(0, -13) + link.slice(-13)), null);
  for (let at = 0; at < link.length; at += 1) {
    const changed = link.slice(0, at) + (link[at] === 'x' ? 'y' : 'x') + link.slice(at + 1);
    assert.equal(readPaymentLink(box, changed), null);
  }
  assert.equal(readPaymentLink(openSecretBox(Buffer.alloc(32, 8)), link), null);
  assert.equal(readPaymentLink(box, paymentReference(box, 4711)), null);
  assert.equal(readPaymentReference(box, paymentReference(box, 4711)), 4711);
  for (const nothing of ['', '2', '2'.repeat(14), '-', 'x'.repeat(200), '../../etc', '١٢٣'])
    assert.equal(readPaymentLink(box, nothing), null);
});
