import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { hidePapPassword, secretChallenge } from './coovachilli.ts';
import { type Gateway, readQuery } from './gateway.ts';
import { mayHandOverTo } from './hand-over-target.ts';
import { gatewayOf, gateways, readRedirect } from './index.ts';

const TICKET = { username: 't-abcdefgh', password: 'jlmnopqrstuvwxyz' };
const RETURN = 'https://wifi.example.net/r/token';
const NO_SECRET = { uamSecret: null, uamPap: false };

const SAMPLES: Readonly<Record<string, string>> = {
  mikrotik:
    '?mac=C4:E9:84:1F:22:0A&ip=10.5.50.9&identity=cafe&server-name=hotspot1&link-login-only=http%3A%2F%2F10.5.50.1%2Flogin' +
    '&link-orig=http%3A%2F%2Fexample.com%2F&chap-id=%5C143&chap-challenge=%5C001%5C377%5C101B',
  coovachilli:
    '?res=notyet&uamip=10.1.0.1&uamport=3990&challenge=5b1d296db7826a655411dcd83ee25154&called=94-83-C4-01-42-27' +
    '&mac=C4-E9-84-1F-22-0A&ip=10.1.0.9&nasid=cafe&sessionid=5e6792ce&userurl=http%3a%2f%2fexample.com%2f',
};

const queryOf = (search: string) => readQuery(new URLSearchParams(search));
const read = (search: string) => readRedirect(queryOf(search));

for (const gateway of gateways) {
  describe(`${gateway.label}, as every gateway`, () => {
    const search = SAMPLES[gateway.id] ?? assert.fail(`no sample of ${gateway.id}`);

    test('is recognised by its redirect, and by nobody else’s', () => {
      assert.equal(read(search)?.gateway, gateway.id);
      for (const [other, sample] of Object.entries(SAMPLES))
        assert.equal(gateway.recognises(queryOf(sample)), other === gateway.id);
      assert.equal(gateway.recognises(queryOf('?utm_source=mail')), false);
    });

    test('tells who sits where, and where to log in', () => {
      const redirect = gateway.read(queryOf(search));
      assert.match(redirect.mac ?? '', /^C4[-:]E9[-:]84[-:]1F[-:]22[-:]0A$/);
      assert.equal(redirect.nasName, 'cafe');
      assert.equal(redirect.originalUrl, 'http://example.com/');
      assert.equal(redirect.outcome, 'not-yet');
      assert.ok(redirect.loginUrl !== null && mayHandOverTo(redirect.loginUrl, []));
      assert.equal(gatewayOf(redirect), gateway);
    });

    test('is handed a ticket by a plain address, without the password in the clear where it gave a challenge', () => {
      const redirect = gateway.read(queryOf(search));
      const url = handOver(gateway, search);
      assert.equal(url.origin, new URL(redirect.loginUrl ?? '').origin);
      assert.equal(url.searchParams.get('username'), TICKET.username);
      assert.ok(!url.href.includes(TICKET.password));
      assert.ok([...url.searchParams.values()].includes(RETURN));
    });

    test('gets no ticket at an address that is neither http nor https, or carries a login of its own', () => {
      for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'http://a:b@10.0.0.1/', 'a b/']) {
        const forged = search
          .replace(/(link-login-only=)[^&]*/, `$1${encodeURIComponent(bad)}`)
          .replace(/(uamip=)[^&]*/, `$1${encodeURIComponent(bad)}`);
        assert.equal(read(forged)?.loginUrl, null, bad);
        assert.equal(gateway.handOver(gateway.read(queryOf(forged)), TICKET, RETURN, NO_SECRET), null);
      }
    });

    test('may say anything of any length without harm', () => {
      const query = readQuery(
        Array.from({ length: 500 }, (_, at): [string, string] => [
          `link-login-only${at || ''}`,
          'x'.repeat(at * 20),
        ]),
      );
      assert.ok(query.size <= 60);
      for (const name of queryOf(search).keys())
        for (const value of ['', '\\', '\\999', '%', '\u0000', 'é'.repeat(999)])
          gateway.read(new Map([...queryOf(search), [name, value]]));
    });
  });
}

describe('MikroTik', () => {
  test('gets the CHAP response over its octal-escaped identifier and challenge', () => {
    const expected = createHash('md5')
      .update(Buffer.of(0o143))
      .update(TICKET.password)
      .update(Buffer.of(1, 255, 65, 66))
      .digest('hex');
    assert.equal(
      handOver(gatewayNamed('mikrotik'), SAMPLES['mikrotik'] ?? '').searchParams.get('password'),
      expected,
    );
  });

  test('gets the password itself where its hotspot has PAP only', () => {
    const search = (SAMPLES['mikrotik'] ?? '').replace(/&chap-[^&]*/g, '');
    assert.equal(handOver(gatewayNamed('mikrotik'), search).searchParams.get('password'), TICKET.password);
  });

  test('says by its error that a login was refused', () => {
    const redirect = read(`${SAMPLES['mikrotik']}&error=invalid+username+or+password`);
    assert.deepEqual([redirect?.outcome, redirect?.reply], ['refused', 'invalid username or password']);
  });
});

describe('CoovaChilli', () => {
  const challenge = '5b1d296db7826a655411dcd83ee25154';

  test('gets the CHAP response over the challenge, mixed with the secret where there is one', () => {
    const gateway = gatewayNamed('coovachilli');
    for (const uamSecret of [null, 'greatsecret']) {
      const url = gateway.handOver(gateway.read(queryOf(SAMPLES['coovachilli'] ?? '')), TICKET, RETURN, {
        uamSecret,
        uamPap: false,
      });
      const raw = Buffer.from(challenge, 'hex');
      const mixed = uamSecret === null ? raw : createHash('md5').update(raw).update(uamSecret).digest();
      const expected = createHash('md5')
        .update(Buffer.of(0))
        .update(TICKET.password)
        .update(mixed)
        .digest('hex');
      assert.equal(new URL(url ?? '').searchParams.get('response'), expected);
    }
  });

  test('gets the password hidden where its zone asks by PAP', () => {
    const gateway = gatewayNamed('coovachilli');
    const redirect = gateway.read(queryOf(SAMPLES['coovachilli'] ?? ''));
    const url = new URL(gateway.handOver(redirect, TICKET, RETURN, { uamSecret: null, uamPap: true }) ?? '');
    assert.equal(url.searchParams.get('password'), hidePapPassword(TICKET.password, challenge, null));
    assert.equal(url.searchParams.get('response'), null);
  });

  test('takes the hiding off a PAP password by the same challenge', () => {
    for (const password of ['short', 'jlmnopqrstuvwxyz', 'longer than sixteen octets']) {
      const hidden = Buffer.from(hidePapPassword(password, challenge, 'greatsecret'), 'hex');
      const key = secretChallenge(challenge, 'greatsecret');
      const shown = Buffer.from(hidden.map((octet, at) => octet ^ (key[at % 16] ?? 0)));
      assert.equal(shown.toString().replace(/\0+$/, ''), password);
    }
  });

  test('tells by res how the last try went', () => {
    const outcomes = ['success', 'already', 'failed', 'logoff', 'other'].map(
      (res) => read((SAMPLES['coovachilli'] ?? '').replace('res=notyet', `res=${res}`))?.outcome,
    );
    assert.deepEqual(outcomes, ['online', 'online', 'refused', 'logged-out', 'not-yet']);
  });
});

test('a ticket goes only to an address inside, or to one that the zone names', () => {
  for (const inside of [
    'http://10.5.50.1/login',
    'http://192.168.88.1:81/',
    'http://[fe80::1]/',
    'http://hotspot/',
    'https://login.lan/',
  ])
    assert.ok(mayHandOverTo(inside, []), inside);
  for (const outside of [
    'http://203.0.113.9/',
    'https://evil.example/login',
    'http://10.5.50.1.evil.example/',
    'http://[2001:db8::1]/',
  ])
    assert.ok(!mayHandOverTo(outside, []), outside);
  assert.ok(mayHandOverTo('https://login.example.net/login', ['Login.example.net']));
});

function gatewayNamed(id: string): Gateway {
  return gateways.find((gateway) => gateway.id === id) ?? assert.fail(id);
}

function handOver(gateway: Gateway, search: string): URL {
  return new URL(gateway.handOver(gateway.read(queryOf(search)), TICKET, RETURN, NO_SECRET) ?? '');
}
