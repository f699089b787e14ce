import assert from 'node:assert/strict';
import { randomBytes, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from 'node:tls';
import pino from 'pino';
import { createTestDatabase, type TestDatabase } from '../db/testing.ts';
import { openProviderIo } from '../payments/providers/open-provider-io.ts';
import { openSecretBox } from '../secrets.ts';
import { describeSystem } from '../system/describe-system.ts';
import { makeSelfSignedCertificate } from '../tls/self-signed-certificate.ts';
import { openPortalHttps } from './portal-https.ts';

let database: TestDatabase;
let folder: string;
before(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-portal-https-'));
});
after(async () => {
  await database?.close();
  await rm(folder, { recursive: true });
});

async function renew(name: string): Promise<void> {
  const made = makeSelfSignedCertificate([name], new Date(), new Date(Date.now() + 1e9));
  await writeFile(join(folder, 'chain.pem'), made.cert);
  await writeFile(join(folder, 'key.pem'), made.key);
}

/** The name on the certificate that whoever connects is shown. */
function nameShown(address: string): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const socket = connect({
    host: '127.0.0.1',
    port: Number(new URL(address).port),
    rejectUnauthorized: false,
  });
  socket.once('error', reject);
  socket.once('secureConnect', () =>
    resolve(new X509Certificate(socket.getPeerCertificate().raw).subjectAltName),
  );
  return promise.finally(() => socket.destroy());
}

test('a certificate that was renewed on the disk is the one that phones are shown, without a restart', async () => {
  await renew('old.example.net');
  const secretBox = openSecretBox(randomBytes(32));
  const log = pino({ level: 'silent' });
  const ownPorts = () => ({ here: new Set<number>(), anywhere: new Set<number>() });
  const now = Date.now;
  const providerIo = openProviderIo({ ownPorts, now });
  const parts = { db: database.db, secretBox, log, now, randomBytes, ownPorts, providerIo };
  const https = await openPortalHttps(parts, {
    listen: { address: '127.0.0.1', port: 0 },
    certFile: join(folder, 'chain.pem'),
    keyFile: join(folder, 'key.pem'),
  });
  assert.equal(await nameShown(https.listener.address), 'DNS:old.example.net');
  await renew('new.example.net');
  assert.equal(await https.lookForCertificate(), true);
  assert.equal(await nameShown(https.listener.address), 'DNS:new.example.net');
  await rm(join(folder, 'key.pem'));
  assert.equal(await https.lookForCertificate(), false);
  assert.equal(await nameShown(https.listener.address), 'DNS:new.example.net', 'a broken one stops nothing');
  const { verdicts } = await describeSystem(database.db, 'test', Date.now(), https.certificateTrouble());
  const said = verdicts.find(({ word }) => word === 'portal certificate');
  assert.match(said?.sentence ?? '', /key\.pem cannot be read/, 'and System says so');
  assert.equal(said?.level, 'amber');
  await https.stop();
});
