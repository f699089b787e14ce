import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import * as der from './der.ts';

export type Certificate = { readonly key: string; readonly cert: string };

const ECDSA_WITH_SHA256 = der.sequence(der.objectIdentifier('1.2.840.10045.4.3.2'));
const COMMON_NAME = '2.5.4.3';
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const DNS_NAME = 2;
const IP_ADDRESS = 7;

/**
 * An X.509 v3 certificate (RFC 5280 §4.1) over a fresh P-256 key, for the host names and IP addresses given, in PEM.
 * Browsers warn once about it; what is sent is encrypted all the same.
 */
export function makeSelfSignedCertificate(hosts: readonly string[], from: Date, until: Date): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der.sequence(
    der.set(der.sequence(der.objectIdentifier(COMMON_NAME), der.utf8String('Gatehouse'))),
  );
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40; // positive, and no leading zero octet
  const toBeSigned = der.sequence(
    der.explicit(0, der.integer(Buffer.of(2))),
    der.integer(serial),
    ECDSA_WITH_SHA256,
    name,
    der.sequence(der.time(from), der.time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(alternativeNames(hosts), serverUse())),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = der.sequence(toBeSigned, ECDSA_WITH_SHA256, der.bitString(signature));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: toPem(certificate) };
}

function alternativeNames(hosts: readonly string[]): Buffer {
  const names = hosts.map((host) =>
    isIP(host) === 0
      ? der.implicit(DNS_NAME, Buffer.from(host, 'ascii'))
      : der.implicit(IP_ADDRESS, addressOctets(host)),
  );
  return der.sequence(
    der.objectIdentifier(SUBJECT_ALTERNATIVE_NAME),
    der.octetString(der.sequence(...names)),
  );
}

function serverUse(): Buffer {
  const uses = der.sequence(der.objectIdentifier(SERVER_AUTHENTICATION));
  return der.sequence(der.objectIdentifier(EXTENDED_KEY_USAGE), der.octetString(uses));
}

/** 4 or 16 octets of an address in any of its text forms. */
function addressOctets(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [head = [], tail = []] = groups.map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(8 - head.length - tail.length).fill('0');
  return Buffer.from(
    [...head, ...zeros, ...tail].flatMap((group) => [
      Number.parseInt(group, 16) >> 8,
      Number.parseInt(group, 16) & 0xff,
    ]),
  );
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
