import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CODES } from '../packet/codes.ts';
import { decodePacket, type RadiusPacket } from '../packet/decode-packet.ts';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import { rfc2869 } from '../packet/dictionary/rfc2869.ts';
import { PacketWriter } from '../packet/encode-packet.ts';
import { sharedSecret } from '../packet/security/shared-secret.ts';
import type { Peer, RadiusService } from './peer.ts';
import { refuseUnsigned, verifySignature } from './verify-request.ts';

const SECRET = sharedSecret('correct horse');
const PREVIOUS = sharedSecret('battery staple');
const STRANGER = sharedSecret('not ours');

type Made = {
  readonly code?: number;
  readonly secret?: typeof SECRET;
  readonly signed?: boolean;
  readonly proxyState?: boolean;
  readonly eap?: boolean;
};

/** A request under the secret, with or without Message-Authenticator. */
function packet({ code = 1, secret = SECRET, signed = false, proxyState, eap }: Made): RadiusPacket {
  const authenticator = new Uint8Array(16).fill(7);
  const writer = new PacketWriter().begin(code, 1).protect(secret, authenticator);
  if (signed) writer.addMessageAuthenticator();
  writer.add(rfc2865['User-Name'], 'nemo');
  if (eap === true) writer.addLong(rfc2869['EAP-Message'], Buffer.from([2, 1, 0, 5, 1]));
  if (proxyState === true) writer.add(rfc2865['Proxy-State'], Buffer.from('x'));
  assert.ok(writer.signRequest(secret, authenticator), writer.problem ?? '');
  const read = decodePacket(Buffer.from(writer.bytes.subarray(0, writer.length)));
  assert.ok(typeof read === 'object');
  return read;
}

const LOGIN = CODES['Access-Request'];
const ACCOUNTING = CODES['Accounting-Request'];
const STATUS = CODES['Status-Server'];

/** What is asked · who asks · is a signature required of it → why there is no answer. */
const table: readonly (readonly [
  asked: Made,
  who: { readonly proxy?: boolean; readonly required?: boolean; readonly service?: RadiusService },
  reason: string | null,
])[] = [
  [{}, {}, null],
  [{}, { required: true }, 'message-authenticator-missing'],
  [{ signed: true }, { required: true }, null],
  [{ proxyState: true }, {}, 'proxy-state-unsigned'],
  [{ proxyState: true }, { required: true }, 'message-authenticator-missing'],
  [{ proxyState: true }, { proxy: true }, null],
  [{ proxyState: true }, { proxy: true, required: true }, 'message-authenticator-missing'],
  [{ proxyState: true, signed: true }, {}, null],
  [{ eap: true }, {}, 'message-authenticator-missing'],
  [{ eap: true }, { proxy: true }, 'message-authenticator-missing'],
  [{ eap: true, signed: true }, {}, null],
  [{ code: STATUS }, {}, 'message-authenticator-missing'],
  [{ code: STATUS }, { service: 'accounting' }, 'message-authenticator-missing'],
  [{ code: STATUS, signed: true }, { service: 'accounting' }, null],
  // An Accounting-Request proves its secret by its authenticator (RFC 2866 §3).
  [{ code: ACCOUNTING }, { service: 'accounting', required: true }, null],
  [{ code: ACCOUNTING, proxyState: true }, { service: 'accounting' }, null],
  [{ code: ACCOUNTING }, {}, 'wrong-code'],
  [{}, { service: 'accounting' }, 'wrong-code'],
  [{ code: CODES['CoA-Request'] }, {}, 'wrong-code'],
  [{ code: CODES['Disconnect-Request'] }, { service: 'accounting' }, 'wrong-code'],
];

describe('what may go unsigned (RFC 3579 §3.2, RFC 5997 §3, CVE-2024-3596)', () => {
  for (const [asked, { proxy = false, required = false, service = 'authentication' }, reason] of table) {
    const words = [
      asked.code === ACCOUNTING
        ? 'accounting'
        : asked.code === STATUS
          ? 'Status-Server'
          : `code ${asked.code ?? LOGIN}`,
      asked.eap === true && 'with EAP',
      asked.proxyState === true && 'with Proxy-State',
      asked.signed === true && 'signed',
      `at the ${service} port`,
      proxy && 'from a proxy',
      required && 'where a signature is required',
    ].filter(Boolean);
    test(`${words.join(', ')}: ${reason ?? 'goes on'}`, () => {
      const peer = { secrets: [SECRET], messageAuthenticator: 'off', proxy, data: null } as Peer<null>;
      assert.equal(refuseUnsigned(packet(asked), peer, service, required), reason);
    });
  }
});

describe('a signature', () => {
  const secrets = [SECRET, PREVIOUS] as const;

  test('proves which secret was used, while one is being changed', () => {
    for (const made of [{ signed: true }, { code: ACCOUNTING }, { code: ACCOUNTING, signed: true }]) {
      assert.equal(verifySignature(packet(made), secrets), SECRET);
      assert.equal(verifySignature(packet({ ...made, secret: PREVIOUS }), secrets), PREVIOUS);
    }
  });

  test('of another secret is refused wherever there is one, and a login without one proves nothing', () => {
    const reasonOf = (made: Made) => verifySignature(packet({ ...made, secret: STRANGER }), secrets);
    assert.equal(reasonOf({ signed: true }), 'bad-message-authenticator');
    assert.equal(reasonOf({ code: STATUS, signed: true }), 'bad-message-authenticator');
    assert.equal(reasonOf({ code: ACCOUNTING }), 'bad-authenticator');
    assert.equal(reasonOf({ code: ACCOUNTING, signed: true }), 'bad-authenticator');
    assert.equal(reasonOf({}), null);
  });
});
