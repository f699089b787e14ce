import { X509Certificate } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { makeFolders } from '../make-folders.ts';
import type { CertificateFiles } from './certificate-files.ts';
import { type Certificate, makeSelfSignedCertificate } from './self-signed-certificate.ts';

const DAY_MS = 86_400_000;
/** Browsers refuse certificates that are valid for longer. */
const VALID_DAYS = 397;
const RENEW_DAYS = 30;

/**
 * The certificate under which the admin listener speaks HTTPS off loopback: `<data>/tls/admin.pem` and `admin.key`.
 * Made at the first start and again before it runs out; one that somebody put there is used and never replaced.
 */
export async function loadCertificate(dataFolder: string, now: Date): Promise<Certificate> {
  const { keyFile, certFile } = selfSignedFiles(dataFolder);
  const [key, cert] = await Promise.all(
    [keyFile, certFile].map((path) => readFile(path, 'utf8').catch(() => null)),
  );
  if (key && cert && !isOursAndRunsOut(cert, now)) return { key, cert };
  const made = makeSelfSignedCertificate(
    hostsOfThisMachine(),
    now,
    new Date(now.getTime() + VALID_DAYS * DAY_MS),
  );
  await makeFolders(dirname(keyFile), 0o700);
  await writeAside(keyFile, made.key, 0o600);
  await writeAside(certFile, made.cert, 0o644);
  return made;
}

/** Where `loadCertificate` keeps it. */
export function selfSignedFiles(dataFolder: string): CertificateFiles {
  const folder = join(dataFolder, 'tls');
  return { keyFile: join(folder, 'admin.key'), certFile: join(folder, 'admin.pem') };
}

function isOursAndRunsOut(cert: string, now: Date): boolean {
  const { subject, issuer, validTo } = new X509Certificate(cert);
  const isOurs = subject === 'CN=Gatehouse' && issuer === subject;
  return isOurs && Date.parse(validTo) - now.getTime() < RENEW_DAYS * DAY_MS;
}

function hostsOfThisMachine(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return [
    ...new Set([
      'localhost',
      hostname(),
      ...addresses.map(({ address }) => address.split('%')[0] ?? address),
    ]),
  ];
}

async function writeAside(path: string, content: string, mode: number): Promise<void> {
  await writeFile(`${path}.new`, content, { mode });
  await rename(`${path}.new`, path);
}
