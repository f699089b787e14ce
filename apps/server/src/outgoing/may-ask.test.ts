import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mayAsk, mayConnect } from './may-ask.ts';

/** The admin's listener is on port 8080, the portal's on 1, the database on 5432. */
const OWN = { here: new Set([8080, 1]), anywhere: new Set([5432]) };

describe('a provider that we ask', () => {
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
      assert.equal(mayConnect({ address, name: null, port: 80 }, OWN, []), false, address);
    for (const url of IN_THE_NETWORK) {
      const address = new URL(url).hostname.replace(/^\[|\]$/g, '');
      assert.equal(mayConnect({ address, name: null, port: 80 }, OWN, []), true, url);
    }
  });

  test('whose name leads to this machine’s loopback is not asked there, unless it is localhost', () => {
    for (const address of [
      '127.0.0.1',
      '127.9.9.9',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
    ]) {
      const leads = (name: string | null) => mayConnect({ address, port: 13_013, name }, OWN, []);
      for (const name of ['evil.example', 'localhost.evil.example', 'notlocalhost', '127.0.0.1.evil.example'])
        assert.equal(leads(name), false, `${name} ${address}`);
      for (const name of [null, 'localhost', 'sms.localhost', 'LOCALHOST.'])
        assert.equal(leads(name), true, `${name}`);
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
      assert.equal(mayConnect({ address, name: null, port: 13_013 }, OWN, here), true, address);
      assert.equal(mayConnect({ address, name: null, port: 8080 }, OWN, here), false, address);
    }
    assert.equal(mayConnect({ address: '192.0.2.8', name: null, port: 8080 }, OWN, here), true);
    for (const address of ['127.0.0.1', '10.0.0.5', '198.51.100.1'])
      assert.equal(mayConnect({ address, name: null, port: 5432 }, OWN, here), false, address);
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
