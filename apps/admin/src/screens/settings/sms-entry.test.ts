import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSms, exampleOf, newSmsEntry, type SmsEntry, toGateway, withStyle } from './sms-entry.ts';

const entry: SmsEntry = { ...newSmsEntry, url: 'https://sms.example/send' };

test('what is shown as an example is what the provider would get', () => {
  assert.equal(
    exampleOf(entry),
    'POST https://sms.example/send\nContent-Type: application/json\n\n{"to": "+8801712345678", "text": "123456 is your code"}',
  );
  const form: SmsEntry = { ...entry, ...withStyle(entry, 'form') };
  assert.match(exampleOf(form), /urlencoded\n\nto=%2B8801712345678&text=123456%20is%20your%20code$/);
  const get: SmsEntry = { ...entry, style: 'get', url: 'https://sms.example/?to={{phone}}&t={{text}}' };
  assert.equal(exampleOf(get), 'GET https://sms.example/?to=%2B8801712345678&t=123456%20is%20your%20code');
});

test('another style brings its own example, and leaves what was written', () => {
  assert.equal(withStyle(entry, 'form').body, 'to={{phone}}&text={{text}}');
  assert.equal(withStyle({ ...entry, body: 'mine {{phone}}' }, 'form').body, 'mine {{phone}}');
});

test('a body that is no JSON, or lacks a placeholder, is told before it is sent', () => {
  assert.equal(checkSms.body(entry.body, entry), null);
  assert.match(checkSms.body('{"to": {{phone}}, "t": {{text}}}', entry) ?? '', /no JSON/);
  assert.match(checkSms.body('{"to": "{{phone}}"}', entry) ?? '', /must hold \{\{text\}\}/);
  assert.equal(checkSms.body('', { ...entry, style: 'get' }), null);
  assert.match(
    checkSms.url('https://sms.example/', { ...entry, style: 'get' }) ?? '',
    /\{\{phone\}\} and \{\{text\}\}/,
  );
});

test('an address is one of http, without a name and password in it', () => {
  for (const bad of ['', 'sms.example', 'ftp://sms.example', 'https://me:secret@sms.example'])
    assert.notEqual(checkSms.url(bad, entry), null, bad);
  assert.equal(checkSms.url(entry.url, entry), null);
});

test('what is sent has no body where all is in the address', () => {
  assert.deepEqual(toGateway({ ...entry, style: 'get', authorization: ' ' }), {
    kind: 'http',
    url: 'https://sms.example/send',
    body: null,
    authorization: null,
  });
});
