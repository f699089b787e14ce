import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { pino } from 'pino';
import { type HttpSms, httpSender } from './http-sender.ts';
import { logSender } from './log-sender.ts';

const SMS = { phone: '+8801712345678', text: '123456 is your "code" & more\nবাংলা' };

type Heard = { method: string; url: string; body: string; authorization: string | undefined };
const heard: Heard[] = [];
let status = 200;
let says = 'whatever';
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    if (request.url === '/silent') return;
    heard.push({
      method: request.method ?? '',
      url: request.url ?? '',
      body,
      authorization: request.headers.authorization,
    });
    response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end(says);
  });
});
let origin = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});

/** The admin's listener is on port 8080, the portal's on 1, the database on 5432. */
const OWN = { here: new Set([8080, 1]), anywhere: new Set([5432]) };

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
    for (const sender of [logSender(pino({ level: 'silent' })), httpSender(gateway(), OWN)])
      assert.equal((await sender.send(SMS)).sent, true);
  });
});

describe('a provider asked by HTTP', () => {
  test('gets the message as JSON, in a form, or in the address, each escaped its own way', async () => {
    status = 200;
    heard.length = 0;
    await httpSender(gateway(), OWN).send(SMS);
    const form = {
      body: 'to={{phone}}&m={{text}}',
      contentType: 'application/x-www-form-urlencoded',
    } as const;
    await httpSender(gateway(form), OWN).send(SMS);
    await httpSender(gateway({ url: `${origin}/?to={{phone}}&m={{text}}`, body: null }), OWN).send(SMS);
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
      assert.equal((await httpSender(gateway(), OWN).send(SMS)).sent, false);
    }
    assert.ok(heard.every(({ url }) => url !== '/elsewhere'));
    assert.equal((await httpSender(gateway({ url: 'http://127.0.0.1:2/' }), OWN).send(SMS)).sent, false);
  });

  test('is told in words what went wrong and where to look, without the message', async () => {
    const whyOf = async (change: Partial<HttpSms>) => {
      const outcome = await httpSender(gateway(change), OWN, 300).send(SMS);
      return outcome.sent ? 'sent' : sayInEnglish(outcome.why);
    };
    const answers = async (code: number) => {
      status = code;
      return whyOf({});
    };
    assert.match(await answers(401), /^127\.0\.0\.1:\d+ answered 401: it refuses the key\. Check the Auth/);
    assert.match(await answers(404), /nothing that takes messages\. Check the path/);
    assert.match(await answers(302), /leads elsewhere\. Use the address that it leads to/);
    assert.match(await answers(429), /too many messages/);
    assert.match(await answers(400), /did not understand/);
    assert.match(await answers(503), /trouble of its own/);
    assert.match(await whyOf({ url: 'http://127.0.0.1:2/' }), /^Nothing listens at 127\.0\.0\.1:2\./);
    assert.match(await whyOf({ url: origin.replace('http', 'https') }), /HTTPS|https:\/\//);
    assert.match(
      await whyOf({ url: 'http://no-such-host.invalid/' }),
      /^There is no host no-such-host\.invalid/,
    );
    assert.match(await whyOf({ url: 'http://169.254.169.254/' }), /is never asked: it leads to/);
    assert.match(await whyOf({ url: `${origin}/silent` }), /did not answer in time/);
    assert.ok(!(await answers(500)).includes('123456'));
  });

  test('is heard: how its answer begins is told, as one line without markup, and no more of it', async () => {
    const saidOf = async (text: string) => {
      says = text;
      return (await httpSender(gateway(), OWN).send(SMS)).said;
    };
    status = 200;
    assert.equal(await saidOf('{"error":\n "no credit"}'), '{"error": "no credit"}');
    status = 500;
    assert.equal(await saidOf('<html><style>p{}</style><h1>Oh</h1>\n<p>no</p>'), 'Oh no');
    assert.equal(await saidOf(''), null);
    assert.ok(((await saidOf('x'.repeat(1_000_000))) ?? '').length <= 201);
  });

  test('is not asked by a name that leads to a port of ours', async () => {
    const { port } = new URL(origin);
    const own = { here: new Set([Number(port)]), anywhere: new Set<number>() };
    heard.length = 0;
    for (const host of ['localhost', '127.0.0.1']) {
      const outcome = await httpSender(gateway({ url: `http://${host}:${port}/` }), own).send(SMS);
      assert.match(
        outcome.sent ? 'sent' : sayInEnglish(outcome.why),
        /never asked: it leads to .* Gatehouse itself/,
      );
    }
    assert.equal(heard.length, 0);
  });
});
