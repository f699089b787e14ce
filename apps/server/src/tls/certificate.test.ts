import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadCertificate } from './load-certificate.ts';
import { makeSelfSignedCertificate } from './self-signed-certificate.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-tls-'));
after(() => rm(folder, { recursive: true }));
const from = new Date('2026-11-22T10:00:00Z');
const until = new Date('2027-12-24T10:00:00Z');

test('names the hosts and the time it was made for, and proves its own signature', () => {
  const { cert } = makeSelfSignedCertificate(
    ['gate.example', '192.0.2.7', '2001:db8::7', '::1'],
    from,
    until,
  );
  const read = new X509Certificate(cert);
  assert.equal(
    read.subjectAltName,
    'DNS:gate.example, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:0:7, IP Address:0:0:0:0:0:0:0:1',
  );
  assert.equal(Date.parse(read.validFrom), from.getTime());
  assert.equal(Date.parse(read.validTo), until.getTime());
  assert.ok(read.verify(read.publicKey));
  assert.ok(read.checkIP('2001:db8::7') && read.checkHost('gate.example'));
});

test('a client that trusts it speaks HTTPS with a server that uses it', async () => {
  const { key, cert } = makeSelfSignedCertificate(
    ['127.0.0.1'],
    new Date(Date.now() - 1000),
    new Date(Date.now() + 1e6),
  );
  const server = createServer({ key, cert }, (_, response) => response.end('inside')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, ca: cert, agent: false }).end();
  const [response] = (await once(asked, 'response')) as [AsyncIterable<Buffer>];
  let said = '';
  for await (const part of response) said += part.toString();
  server.close();
  assert.equal(said, 'inside');
});

test('is made once, its key for the owner alone, and made again a month before it runs out', async () => {
  const first = await loadCertificate(folder, from);
  assert.equal((await stat(join(folder, 'tls', 'admin.key'))).mode & 0o777, 0o600);
  assert.deepEqual(await loadCertificate(folder, new Date('2027-11-01T00:00:00Z')), first);
  const second = await loadCertificate(folder, new Date('2027-12-01T00:00:00Z'));
  assert.notEqual(second.cert, first.cert);
});
