import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Customer, newMac, openShop, type Shop } from '../shop.ts';
import { PYRAD, skipWithout } from './needed-programs.ts';

/** pyrad, the client that operators' own scripts use: another reading of the RFCs, in another language. */
const SECRET = 'what scripts know';
const ACCEPT = 2;
const REJECT = 3;
const ACCOUNTING_RESPONSE = 5;

const skip = skipWithout([PYRAD]);
const program = path.join(import.meta.dirname, 'pyrad/ask.py');

let shop: Shop;
let customer: Customer;
const mac = newMac();

before(async () => {
  if (skip !== false) return;
  shop = await openShop();
  await shop.api.post('/nas', { name: 'Scripts', address: '127.0.0.1', secret: SECRET, vendor: 'generic' });
  const month = await shop.api.post<{ id: string }>('/service-packages', {
    name: 'Home 20',
    kind: 'pppoe',
    validitySeconds: 86_400,
    rateDownKbps: 20_480,
  });
  customer = await shop.addCustomer({
    macBinding: 'strict',
    servicePackageId: month.id,
    framedIpAddress: '100.64.0.10',
  });
  await shop.addDevice(customer, mac);
});
after(async () => {
  await shop?.stop();
});

type Asked = {
  readonly kind: 'pap' | 'chap' | 'acct' | 'status';
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly password?: string;
  readonly signed?: boolean;
  readonly secret?: string;
  /** One try of so long, where silence is expected. */
  readonly timeoutSeconds?: number;
};
type Answer = {
  readonly code: number | null;
  readonly attributes: Readonly<Record<string, readonly (string | number)[]>>;
  readonly signature: 'valid' | 'wrong' | 'absent';
};

async function ask(asked: Asked): Promise<Answer> {
  const { auth, acct } = shop.gatehouse;
  const child = spawn('/usr/bin/python3', [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const request = { attributes: {}, secret: SECRET, authPort: auth.port, acctPort: acct.port, ...asked };
  child.stdin.end(JSON.stringify(request));
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (said: string) => (text += said));
  await once(child, 'close');
  return JSON.parse(text) as Answer;
}

const line = (callingStationId: string) => ({
  'User-Name': customer.username,
  'Service-Type': 'Framed-User',
  'Framed-Protocol': 'PPP',
  'Calling-Station-Id': callingStationId,
});

describe('pyrad', { skip }, () => {
  for (const kind of ['pap', 'chap'] as const) {
    test(`${kind.toUpperCase()}: the registered device is accepted, a strange one and a wrong password are refused`, async () => {
      const { password } = customer;
      const accepted = await ask({ kind, password, attributes: line(mac) });
      assert.equal(accepted.code, ACCEPT);
      assert.equal(accepted.signature, 'valid');
      assert.deepEqual(accepted.attributes['Framed-IP-Address'], ['100.64.0.10']);
      const [seconds] = accepted.attributes['Session-Timeout'] ?? [];
      assert.ok(typeof seconds === 'number' && seconds > 86_000 && seconds <= 86_400);
      const refused = await ask({ kind, password, attributes: line(newMac()) });
      assert.deepEqual([refused.code, refused.signature], [REJECT, 'valid']);
      const wrong = await ask({ kind, password: 'wrong', attributes: line(mac), signed: true });
      assert.deepEqual([wrong.code, wrong.signature], [REJECT, 'valid']);
    });
  }

  test('a signed login is verified: under another secret it gets no answer', async () => {
    const { password } = customer;
    const signed = await ask({ kind: 'pap', password, attributes: line(mac), signed: true });
    assert.equal(signed.code, ACCEPT);
    const attributes = line(mac);
    const other = await ask({
      kind: 'pap',
      password,
      attributes,
      signed: true,
      secret: 'another',
      timeoutSeconds: 0.7,
    });
    assert.equal(other.code, null);
  });

  test('accounting is answered and stored: Start, Interim-Update, Stop', async () => {
    const base = {
      'User-Name': customer.username,
      'Acct-Session-Id': 'pyrad-1',
      'Calling-Station-Id': mac,
      'NAS-Identifier': 'scripts',
    };
    const records = [
      { 'Acct-Status-Type': 'Start' },
      { 'Acct-Status-Type': 'Interim-Update', 'Acct-Session-Time': 2, 'Acct-Input-Octets': 1000 },
      { 'Acct-Status-Type': 'Stop', 'Acct-Session-Time': 4, 'Acct-Input-Octets': 1500 },
    ];
    for (const record of records) {
      const answer = await ask({ kind: 'acct', attributes: { ...base, ...record } });
      assert.equal(answer.code, ACCOUNTING_RESPONSE);
    }
    const { items } = await shop.api.get<{ items: { inputBytes: number; endedAt: string | null }[] }>(
      `/sessions?customerId=${customer.id}`,
    );
    assert.equal(items.length, 1);
    assert.equal(items[0]?.inputBytes, 1500);
    assert.notEqual(items[0]?.endedAt, null);
  });

  test('Status-Server is answered when it is signed, and not otherwise (RFC 5997 §3)', async () => {
    const answer = await ask({ kind: 'status', signed: true });
    assert.deepEqual([answer.code, answer.signature], [ACCEPT, 'valid']);
    assert.equal((await ask({ kind: 'status', timeoutSeconds: 0.7 })).code, null);
  });
});
