import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { Refusal } from '../refusal.ts';
import { keepCertificate, readCertificateFiles } from './certificate-files.ts';
import { type Certificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 86_400_000;
const make = (days = 90) =>
  makeSelfSignedCertificate(['wifi.example.net'], new Date(NOON), new Date(NOON + days * DAY_MS));

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-certificate-'));
});
after(() => rm(folder, { recursive: true }));

async function put(cert: string, key: string) {
  const files = { certFile: join(folder, 'chain.pem'), keyFile: join(folder, 'key.pem') };
  await writeFile(files.certFile, cert);
  await writeFile(files.keyFile, key);
  return files;
}

test('a certificate and the key that belongs to it are read', async () => {
  const { cert, key } = make();
  assert.deepEqual(await readCertificateFiles(await put(cert, key)), { cert, key });
});

test('what cannot be used is refused, and the sentence names the file', async () => {
  const [one, other] = [make(), make()];
  const refused = async (cert: string, key: string, sentence: RegExp) =>
    assert.rejects(readCertificateFiles(await put(cert, key)), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.match(error.message, sentence);
      return true;
    });
  await refused(one.cert, other.key, /key\.pem is not the key of the certificate .*chain\.pem/);
  await refused('nothing', one.key, /chain\.pem is no certificate/);
  await refused(one.cert, 'nothing', /key\.pem is not the key/);
  const gone = { certFile: join(folder, 'gone.pem'), keyFile: join(folder, 'key.pem') };
  await assert.rejects(readCertificateFiles(gone), /gone\.pem cannot be read \(ENOENT\)/);
});

test('a renewed certificate is taken into use; one that is half there is complained of once, and the old one stays', async () => {
  const [first, second] = [make(), make()];
  const used: Certificate[] = [];
  const troubles: string[] = [];
  const kept = await keepCertificate(
    await put(first.cert, first.key),
    () => NOON,
    (certificate) => used.push(certificate),
    (sentence) => troubles.push(sentence),
  );
  assert.equal(await kept.look(), false, 'nothing has changed');
  await put(second.cert, first.key);
  assert.equal(await kept.look(), false);
  assert.equal(await kept.look(), false);
  assert.equal(troubles.length, 1);
  const trouble = kept.trouble();
  assert.deepEqual([trouble && sayInEnglish(trouble.said), trouble?.usable], [troubles[0], true]);
  await put(second.cert, second.key);
  assert.equal(await kept.look(), true);
  assert.equal(kept.trouble(), null);
  kept.stop();
  assert.deepEqual(used, [first, second]);
});

test('a certificate that nobody renewed is complained of in its last two weeks, once, and again when it has ended', async () => {
  const { cert, key } = make(30);
  const troubles: string[] = [];
  let now = NOON;
  const kept = await keepCertificate(
    await put(cert, key),
    () => now,
    () => undefined,
    (sentence) => troubles.push(sentence),
  );
  for (const day of [15, 17, 18, 31, 32]) {
    now = NOON + day * DAY_MS;
    await kept.look();
    const { usable } = kept.trouble() ?? {};
    assert.equal(usable, day === 15 ? undefined : day < 30, `day ${day}`);
  }
  kept.stop();
  assert.equal(troubles.length, 2);
  assert.match(troubles[0] ?? '', /chain\.pem is good until 2026-12-23 only/);
  assert.match(troubles[1] ?? '', /chain\.pem ended on 2026-12-23: it is refused/);
});
