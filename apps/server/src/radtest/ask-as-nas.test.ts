import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CODES } from '@gatehouse/radius/packet/codes';
import { verifyChap } from '@gatehouse/radius/packet/credentials/chap';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusServer, type RadiusServer } from '@gatehouse/radius/transport/radius-server';
import { type Asking, askAsNas } from './ask-as-nas.ts';
import type { NasLogin } from './nas-login.ts';

const SECRET = 'between us';
let server: RadiusServer<null>;
let auth: Asking;
let acct: Asking;

const login: NasLogin = {
  service: 'pppoe',
  username: 'rahima.home',
  password: 'wonderland',
  method: 'chap',
  callingStationId: 'C4:E9:84:1F:22:0A',
};

before(async () => {
  server = await openRadiusServer({
    listen: [
      { address: '127.0.0.1', port: 0, service: 'authentication' },
      { address: '127.0.0.1', port: 0, service: 'accounting' },
    ],
    findPeer: () => ({
      secrets: [sharedSecret(SECRET)],
      messageAuthenticator: 'learn',
      proxy: false,
      data: null,
    }),
    onDiscard: () => undefined,
    onRequest: (request) => {
      const { packet } = request;
      if (request.service === 'accounting') {
        const octets = packet.integer(rfc2866['Acct-Input-Octets']) ?? 0;
        const gigawords = packet.integer(rfc2869['Acct-Input-Gigawords']) ?? 0;
        if (gigawords * 2 ** 32 + octets === 5_000_000_000) request.reply(CODES['Accounting-Response']);
        return;
      }
      const answer = packet.octets(rfc2865['CHAP-Password']) ?? new Uint8Array();
      const challenge = packet.octets(rfc2865['CHAP-Challenge']) ?? new Uint8Array();
      const right = verifyChap(
        answer,
        0,
        answer.length,
        challenge,
        0,
        challenge.length,
        Buffer.from('wonderland'),
      );
      request.reply(CODES[right ? 'Access-Accept' : 'Access-Reject'], (writer) =>
        writer.add(rfc2865['Reply-Message'], right ? 'Welcome.' : 'Go away.'),
      );
    },
  });
  const [authAt, acctAt] = server.listening;
  const base = { secret: SECRET, from: null, messageAuthenticator: true };
  auth = { ...base, server: { address: '127.0.0.1', port: authAt?.port ?? 0 } };
  acct = { ...base, server: { address: '127.0.0.1', port: acctAt?.port ?? 0 } };
});
after(() => server.close());

test('says in words that a login was let in or refused', async () => {
  const accepted = await askAsNas({ kind: 'login', login }, auth, randomBytes);
  assert.equal(accepted.outcome, 'yes');
  assert.match(accepted.words, /^Let in .*\nAccess-Accept .*\n[^]*Welcome\./);
  const refused = await askAsNas(
    { kind: 'login', login: { ...login, password: 'wrong' } },
    auth,
    randomBytes,
  );
  assert.equal(refused.outcome, 'no');
  assert.match(refused.words, /^Refused [^]*Go away\./);
});

test('accounts for more than four gigabytes', async () => {
  const accounting = {
    service: 'pppoe',
    event: 'Interim-Update',
    username: 'rahima.home',
    callingStationId: null,
    acctSessionId: '81',
    sessionSeconds: 60,
    inputBytes: 5_000_000_000,
    outputBytes: 1,
  } as const;
  const answered = await askAsNas({ kind: 'accounting', accounting }, acct, randomBytes);
  assert.match(answered.words, /^Taken down/);
});

test('says that an answer under another secret is none', async () => {
  const answered = await askAsNas(
    { kind: 'login', login },
    { ...auth, secret: 'another', messageAuthenticator: false },
    randomBytes,
  );
  assert.equal(answered.outcome, 'no-answer');
  assert.match(answered.words, /not under this secret/);
});
