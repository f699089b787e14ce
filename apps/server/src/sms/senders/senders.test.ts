import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { pino } from 'pino';
import { type HttpSms, httpSender } from './http-sender.ts';
import { logSender } from './log-sender.ts';
import { mayAsk, mayConnect } from './may-ask.ts';

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
      return outcome.sent ? 'sent' : outcome.why;
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

  test('stands behind no other protocol, nor where no provider is, in whatever form that is written', () => {
    for (const bad of [
      'ftp://x/',
      'file:///etc/passwd',
      'http://a:b@x/',
      ...NEVER_ASKED.map((address) => `http://${address.includes(':') ? `[${address}]` : address}/`),
      'http://2852039166/',
      'http://0xa9fea9fe/',
      'http://0251.0376.0251.0376/',
      'http://[::ffff:169.254.169.254]/',
      'http://[64:ff9b::169.254.169.254]/',
    ])
      assert.equal(mayAsk(new URL(bad)), false, bad);
    for (const good of ['https://sms.example/send', 'http://localhost:13013/', ...IN_THE_NETWORK])
      assert.equal(mayAsk(new URL(good)), true, good);
  });

  test('is judged once more where the connection is made, whatever its name resolves to', () => {
    for (const address of [...NEVER_ASKED, 'fe80::1%eth0'])
      assert.equal(mayConnect({ address, port: 80 }, OWN, []), false, address);
    for (const url of IN_THE_NETWORK) {
      const address = new URL(url).hostname.replace(/^\[|\]$/g, '');
      assert.equal(mayConnect({ address, port: 80 }, OWN, []), true, url);
    }
  });

  test('may be on this machine, but is never Gatehouse itself or its database', () => {
    const here = ['192.0.2.7', '2001:db8::7'];
    const machine = [
      '127.0.0.1',
      '127.9.9.9',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      ...here,
    ];
    for (const address of machine) {
      assert.equal(mayConnect({ address, port: 13_013 }, OWN, here), true, address);
      assert.equal(mayConnect({ address, port: 8080 }, OWN, here), false, address);
    }
    assert.equal(mayConnect({ address: '192.0.2.8', port: 8080 }, OWN, here), true);
    for (const address of ['127.0.0.1', '10.0.0.5', '198.51.100.1'])
      assert.equal(mayConnect({ address, port: 5432 }, OWN, here), false, address);
  });

  test('is not asked by a name that leads to a port of ours', async () => {
    const { port } = new URL(origin);
    const own = { here: new Set([Number(port)]), anywhere: new Set<number>() };
    heard.length = 0;
    for (const host of ['localhost', '127.0.0.1']) {
      const outcome = await httpSender(gateway({ url: `http://${host}:${port}/` }), own).send(SMS);
      assert.match(outcome.sent ? 'sent' : outcome.why, /never asked: it leads to .* Gatehouse itself/);
    }
    assert.equal(heard.length, 0);
  });
});

/** Link-local, clouds' metadata and nobody's, and the same as IPv4 within IPv6. */
const NEVER_ASKED = [
  '0.0.0.0',
  '169.254.169.254',
  '169.254.0.1',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'febf::1',
  'ff02::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  '::ffff:a9fe:a9fe',
  '::a9fe:a9fe',
  '::ffff:0:a9fe:a9fe',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a9fe:a9fe',
  '2002:a9fe:a9fe::1',
  '2001:0:a9fe:a9fe::1',
  'fd00::5efe:a9fe:a9fe',
  '::ffff:6464:64c8',
  '::ffff:0.0.0.0',
];

const IN_THE_NETWORK = [
  'http://10.1.2.3/',
  'http://192.168.1.20:8080/',
  'http://172.16.0.9/',
  'http://100.64.0.9/',
  'http://[fd12:3456::20]/',
  'http://[64:ff9b::c633:6401]/',
  'http://[2001:db8::1]/',
];
