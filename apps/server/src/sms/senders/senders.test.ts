import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { type HttpSms, httpSender, mayAsk } from './http-sender.ts';
import { logSender } from './log-sender.ts';

const SMS = { phone: '+8801712345678', text: '123456 is your "code" & more\nবাংলা' };

type Heard = { method: string; url: string; body: string; authorization: string | undefined };
const heard: Heard[] = [];
let status = 200;
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    heard.push({
      method: request.method ?? '',
      url: request.url ?? '',
      body,
      authorization: request.headers.authorization,
    });
    response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end('whatever');
  });
});
let origin = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

const gateway = (change: Partial<HttpSms> = {}): HttpSms => ({
  url: `${origin}/send`,
  body: '{"to":"{{phone}}","message":"{{text}}"}',
  contentType: 'application/json',
  authorization: 'Bearer key',
  ...change,
});

describe('every sender', () => {
  test('takes a message in any script and says that it was sent', async () => {
    status = 200;
    for (const sender of [logSender(pino({ level: 'silent' })), httpSender(gateway())])
      assert.deepEqual(await sender.send(SMS), { sent: true });
  });
});

describe('a provider asked by HTTP', () => {
  test('gets the message as JSON, in a form, or in the address, each escaped its own way', async () => {
    status = 200;
    heard.length = 0;
    await httpSender(gateway()).send(SMS);
    const form = {
      body: 'to={{phone}}&m={{text}}',
      contentType: 'application/x-www-form-urlencoded',
    } as const;
    await httpSender(gateway(form)).send(SMS);
    await httpSender(gateway({ url: `${origin}/?to={{phone}}&m={{text}}`, body: null })).send(SMS);
    const [json, posted, got] = heard;
    assert.deepEqual(JSON.parse(json?.body ?? ''), { to: SMS.phone, message: SMS.text });
    assert.equal(json?.authorization, 'Bearer key');
    assert.equal(new URLSearchParams(posted?.body).get('m'), SMS.text);
    assert.equal(got?.method, 'GET');
    assert.equal(new URL(got?.url ?? '', origin).searchParams.get('m'), SMS.text);
  });

  test('that refuses, leads elsewhere or is not there has sent nothing', async () => {
    for (const refusal of [500, 302]) {
      status = refusal;
      assert.equal((await httpSender(gateway()).send(SMS)).sent, false);
    }
    assert.ok(heard.every(({ url }) => url !== '/elsewhere'));
    assert.equal((await httpSender(gateway({ url: 'http://127.0.0.1:1/' })).send(SMS)).sent, false);
  });

  test('stands neither behind another protocol nor on the machine’s own link', () => {
    for (const bad of [
      'ftp://x/',
      'file:///etc/passwd',
      'http://169.254.169.254/',
      'http://[fe80::1]/',
      'http://a:b@x/',
    ])
      assert.equal(mayAsk(new URL(bad)), false, bad);
    assert.equal(mayAsk(new URL('https://sms.example/send')), true);
  });
});
