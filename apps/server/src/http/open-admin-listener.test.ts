import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { Hono } from 'hono';
import { pino } from 'pino';
import { makeSelfSignedCertificate } from '../tls/self-signed-certificate.ts';
import type { HttpsListener } from './https-listener.ts';
import { openAdminListener } from './open-admin-listener.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-admin-listener-'));
});
after(() => rm(folder, { recursive: true }));

const { fetch } = new Hono().get('/', (c) => c.text('inside'));
const log = pino({ level: 'silent' });
const files = () => ({ certFile: join(folder, 'chain.pem'), keyFile: join(folder, 'key.pem') });
const open = (address: string, named: boolean) =>
  openAdminListener({
    config: { admin: { address, port: 0 }, adminTls: named ? files() : null, dataFolder: folder },
    fetch,
    now: Date.now,
    log,
  });

async function renew(name: string): Promise<void> {
  const made = makeSelfSignedCertificate([name], new Date(), new Date(Date.now() + 1e10));
  await writeFile(files().certFile, made.cert);
  await writeFile(files().keyFile, made.key);
}

async function shake(port: number, maxVersion: 'TLSv1.1' | 'TLSv1.3' = 'TLSv1.3'): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { host: '127.0.0.1', port, rejectUnauthorized: false, minVersion: 'TLSv1' } as const;
  const socket: TLSSocket = connect({ ...options, maxVersion, ciphers: 'DEFAULT:@SECLEVEL=0' });
  socket.once('error', reject);
  socket.once('secureConnect', () =>
    resolve(`${new X509Certificate(socket.getPeerCertificate().raw).subjectAltName}`),
  );
  return promise.finally(() => socket.destroy());
}

const portOf = ({ listener }: HttpsListener) => Number(new URL(listener.address).port);

test('off loopback nothing is said in the clear: a certificate of our own is made, old TLS and plain HTTP are refused', async () => {
  const admin = await open('0.0.0.0', false);
  assert.match(admin.listener.address, /^https:/);
  assert.match(await shake(portOf(admin)), /localhost/);
  await assert.rejects(shake(portOf(admin), 'TLSv1.1'));
  await assert.rejects(globalThis.fetch(`http://127.0.0.1:${portOf(admin)}/`));
  await admin.stop();
});

test('the certificate that was named is shown, also on loopback, and a renewed one without a restart', async () => {
  await renew('old.example.net');
  const admin = await open('127.0.0.1', true);
  assert.equal(await shake(portOf(admin)), 'DNS:old.example.net');
  await renew('new.example.net');
  assert.equal(await admin.lookForCertificate(), true);
  assert.equal(await shake(portOf(admin)), 'DNS:new.example.net');
  await rm(files().keyFile);
  assert.equal(await admin.lookForCertificate(), false);
  assert.equal(await shake(portOf(admin)), 'DNS:new.example.net', 'a broken one stops nothing');
  const trouble = admin.certificateTrouble();
  assert.match(trouble === null ? '' : sayInEnglish(trouble.said), /key\.pem cannot be read/);
  await admin.stop();
});
