import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MacAddress } from '../mac-address.ts';
import { isPppRequest, type RequestShape, readAttemptKind } from './read-attempt-kind.ts';

const MAC = 0x9c4fda115634 as MacAddress;
const ZONE = { macLogin: true, macPassword: null };
const CALL_CHECK = 10;

const pap = (papPassword: string | null) => ({ method: 'pap', papPassword, checkChap: () => false }) as const;
/** A CHAP response made from `secret`. */
const chap = (secret: string) =>
  ({ method: 'chap', papPassword: null, checkChap: (password: string) => password === secret }) as const;
const without = (method: 'none' | 'eap' | 'ms-chap' | 'ms-chap-v2') =>
  ({ method, papPassword: null, checkChap: () => true }) as const;

function kindOf(change: Partial<RequestShape>): string {
  return readAttemptKind({
    isPpp: false,
    serviceType: 1,
    username: '9C:4F:DA:11:56:34',
    mac: MAC,
    zone: ZONE,
    credential: pap(''),
    ...change,
  });
}

describe('a login is a line’s', () => {
  test('when it is PPP, in a zone or not, even with its MAC as name and password', () => {
    assert.equal(kindOf({ isPpp: true }), 'pppoe');
    assert.equal(kindOf({ isPpp: true, credential: pap('9C:4F:DA:11:56:34') }), 'pppoe');
  });

  test('in no zone, whatever it looks like', () => assert.equal(kindOf({ zone: null }), 'pppoe'));

  test('PPP is Framed-User with Framed-Protocol PPP, nothing less', () => {
    assert.ok(isPppRequest(2, 1));
    for (const [serviceType, framedProtocol] of [
      [2, null],
      [null, 1],
      [1, 1],
      [2, 7],
    ] as const) {
      assert.ok(!isPppRequest(serviceType, framedProtocol));
    }
  });
});

describe('a MAC login is one', () => {
  test('with an empty password', () => assert.equal(kindOf({}), 'hotspot-mac'));

  test('with the MAC as password, in any form', () => {
    for (const password of ['9C:4F:DA:11:56:34', '9c4fda115634', '9C4FDA-115634', '9c-4f-da-11-56-34']) {
      assert.equal(kindOf({ credential: pap(password) }), 'hotspot-mac', password);
    }
  });

  test('by CHAP over nothing or over the MAC in the forms of routers', () => {
    const forms = [
      '',
      '9C:4F:DA:11:56:34',
      '9C-4F-DA-11-56-34',
      '9C4FDA115634',
      '9C4FDA-115634',
      '9C4F:DA11:5634',
      '9C4FDA:115634',
      '9C 4F DA 11 56 34',
      '9c4fda115634',
      '9c:4f:da:11:56:34',
      '9c4f.da11.5634',
    ];
    for (const form of forms) assert.equal(kindOf({ credential: chap(form) }), 'hotspot-mac', form);
  });

  test('when name and Calling-Station-Id are the same MAC in different forms', () => {
    assert.equal(kindOf({ username: '9c4f.da11.5634' }), 'hotspot-mac');
  });

  test('without any credential only when it says Call-Check', () => {
    assert.equal(kindOf({ credential: without('none'), serviceType: CALL_CHECK }), 'hotspot-mac');
    assert.equal(kindOf({ credential: without('none') }), 'hotspot-login');
  });

  test('with the MAC password of its zone, and then with nothing else', () => {
    const zone = { macLogin: true, macPassword: 'gate' };
    assert.equal(kindOf({ zone, credential: pap('gate') }), 'hotspot-mac');
    assert.equal(kindOf({ zone, credential: chap('gate') }), 'hotspot-mac');
    for (const credential of [pap(''), pap('9C:4F:DA:11:56:34'), chap(''), chap('9C4FDA115634'), pap(null)]) {
      assert.equal(kindOf({ zone, credential }), 'hotspot-login');
    }
    assert.equal(kindOf({ zone, credential: without('none'), serviceType: CALL_CHECK }), 'hotspot-login');
  });
});

describe('a MAC as username is no MAC login', () => {
  test('from another device: anybody can type one', () => {
    assert.equal(kindOf({ mac: 0x9c4fda115635 as MacAddress }), 'hotspot-login');
    assert.equal(kindOf({ mac: null }), 'hotspot-login');
  });

  test('with a password of its own', () => {
    assert.equal(kindOf({ credential: pap('secret') }), 'hotspot-login');
    assert.equal(kindOf({ credential: chap('secret') }), 'hotspot-login');
  });

  test('in a zone without MAC login', () => {
    assert.equal(kindOf({ zone: { macLogin: false, macPassword: null } }), 'hotspot-login');
  });

  test('by EAP or MS-CHAP', () => {
    for (const method of ['eap', 'ms-chap', 'ms-chap-v2'] as const) {
      assert.equal(kindOf({ credential: without(method) }), 'hotspot-login');
    }
  });
});

test('any other name in a zone is a hotspot login', () => {
  assert.equal(kindOf({ username: 'rahima', credential: pap('') }), 'hotspot-login');
});
