import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { type Said, said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { Refusal } from '../refusal.ts';
import type { Certificate } from './self-signed-certificate.ts';

export type CertificateFiles = { readonly certFile: string; readonly keyFile: string };

/** Who renews a certificate writes its files in two steps and tells nobody: they are looked at this often. */
const LOOK_EVERY_MS = 60_000;

/** TLS 1.2 and 1.3, with forward secrecy and authenticated ciphers alone: Android 5, iOS 9 and all that came later. */
export const MODERN_TLS = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    ...['ECDSA', 'RSA'].flatMap((key) =>
      ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305'].map(
        (cipher) => `ECDHE-${key}-${cipher}`,
      ),
    ),
  ].join(':'),
} satisfies SecureContextOptions;

/** What is wrong with which file. */
class CertificateRefusal extends Refusal {
  readonly said: Said;

  constructor(trouble: Said) {
    super(sayInEnglish(trouble));
    this.said = trouble;
  }
}

function sayRefusal(error: unknown): Said {
  if (error instanceof CertificateRefusal) return error.said;
  return said('certificateNotLookedAt', { fault: error instanceof Error ? error.message : String(error) });
}

/** Both files, if they belong together. Throws a `Refusal` that says what is wrong with which. */
export async function readCertificateFiles({ certFile, keyFile }: CertificateFiles): Promise<Certificate> {
  const read = (path: string): Promise<string> =>
    readFile(path, 'utf8').catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw new CertificateRefusal(said('certificateUnreadable', { file: path, code }));
    });
  const [cert, key] = await Promise.all([read(certFile), read(keyFile)]);
  try {
    new X509Certificate(cert);
  } catch {
    throw new CertificateRefusal(said('certificateIsNone', { file: certFile }));
  }
  try {
    createSecureContext({ ...MODERN_TLS, key, cert });
  } catch {
    throw new CertificateRefusal(said('certificateKeyIsNotIts', { key: keyFile, file: certFile }));
  }
  return { cert, key };
}

const DAY_MS = 86_400_000;
const WARN_DAYS = 14;

function endOf(cert: string): number {
  return Date.parse(new X509Certificate(cert).validTo);
}

/** In the last two weeks of a certificate and after its end; whoever renews it should have done so by then. */
function sayEnd(cert: string, file: string, now: number): Said | null {
  const ends = endOf(cert);
  if (ends - now > WARN_DAYS * DAY_MS) return null;
  const day = new Date(ends).toISOString().slice(0, 10);
  return said(ends > now ? 'certificateEndsSoon' : 'certificateEnded', { file, day });
}

export type CertificateTrouble = {
  readonly said: Said;
  /** The one in use is still good; else there is none, or it has ended. */
  readonly usable: boolean;
};

export type KeptCertificate = {
  /** Looks now. True: another one is in use. */
  look(): Promise<boolean>;
  /** Of the files as they were seen last; `null`: all is well with them. */
  trouble(): CertificateTrouble | null;
  stop(): void;
};

/**
 * Uses the certificate, and each later one from the moment it lies there whole; until then, the one before. Each trouble is
 * told once.
 * @param prepare runs before each look
 */
export async function keepCertificate(
  files: CertificateFiles,
  now: () => number,
  use: (certificate: Certificate) => void,
  onTrouble: (sentence: string) => void,
  prepare: () => Promise<unknown> = () => Promise.resolve(),
): Promise<KeptCertificate> {
  let inUse = '';
  let usableUntil = Number.NEGATIVE_INFINITY;
  let complainedOf: Said | null = null;
  const complain = (trouble: Said | null): void => {
    const before = complainedOf === null ? null : sayInEnglish(complainedOf);
    complainedOf = trouble;
    const sentence = trouble === null ? null : sayInEnglish(trouble);
    if (sentence !== null && sentence !== before) onTrouble(sentence);
  };
  const look = async (): Promise<boolean> => {
    try {
      await prepare();
      const certificate = await readCertificateFiles(files);
      const together = `${certificate.cert}\n${certificate.key}`;
      complain(sayEnd(certificate.cert, files.certFile, now()));
      if (together === inUse) return false;
      use(certificate);
      inUse = together;
      usableUntil = endOf(certificate.cert);
      return true;
    } catch (error) {
      complain(sayRefusal(error));
      return false;
    }
  };
  await look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  timer.unref();
  return {
    look,
    trouble: () => (complainedOf === null ? null : { said: complainedOf, usable: now() < usableUntil }),
    stop: () => clearInterval(timer),
  };
}
