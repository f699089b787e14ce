import { readdirSync, readFileSync } from 'node:fs';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2869 } from '@gatehouse/radius/packet/dictionary/rfc2869';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { writeAccounting } from '@gatehouse/server/radtest/nas-accounting';
import { loginMethods, type NasLogin, writeLogin } from '@gatehouse/server/radtest/nas-login';
import { withMessageAuthenticator } from '../raw-datagrams.ts';
import { attributesOf, type PortAsked } from './judge-datagram.ts';
import { resign } from './mutate-packet.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A request as a router sends it, whole and signed. */
export type RealPacket = {
  readonly name: string;
  readonly port: PortAsked;
  readonly bytes: Buffer;
  /** Whether it deserves to be let in just as it stands. */
  readonly right: boolean;
};

export type PacketsToMake = {
  readonly secret: string;
  readonly random: SeededRandom;
  /** Who is let in, for the packets that are right. */
  readonly customer: { readonly username: string; readonly password: string };
};

const VECTORS = new URL('../../libs/radius/vectors/', import.meta.url);

/** Logins by every method, right and wrong; accounting; Status-Server; and what real routers and RFCs have sent. */
export function makeRealPackets(options: PacketsToMake): RealPacket[] {
  return [...logins(options), ...accounting(options), ...statusServers(options), ...recorded(options)];
}

function logins({ secret, random, customer }: PacketsToMake): RealPacket[] {
  const mac = 'D4:CA:6D:AA:00:01';
  const where = { nasIdentifier: 'hostile', nasPortId: 'ether3', acctSessionId: '81000001' };
  return [true, false].flatMap((right) =>
    loginMethods.flatMap((method) =>
      (['pppoe', 'hotspot'] as const).map((service): RealPacket => {
        const password = right ? customer.password : 'guessed';
        const who = { username: customer.username, password, callingStationId: mac };
        const login: NasLogin = { service, method, ...who, ...where };
        const name = `${service} ${method} ${right ? 'right' : 'wrong'}`;
        const write = (writer: PacketWriter) => writeLogin(writer, login, (count) => random.bytes(count));
        return { name, port: 'auth', bytes: makePacket('Access-Request', secret, random, write), right };
      }),
    ),
  );
}

function accounting({ secret, random, customer }: PacketsToMake): RealPacket[] {
  const events = ['Start', 'Interim-Update', 'Stop', 'Accounting-On', 'Accounting-Off'] as const;
  return events.flatMap((event) =>
    [0, 5_000_000_000].map((bytes): RealPacket => {
      const told = {
        event,
        service: 'pppoe',
        username: customer.username,
        callingStationId: 'D4:CA:6D:AA:00:02',
        nasIdentifier: 'hostile',
        acctSessionId: `8200000${bytes % 7}`,
        sessionSeconds: 60,
        inputBytes: bytes,
        outputBytes: bytes,
        framedIpAddress: '100.64.0.7',
      } as const;
      const write = (writer: PacketWriter) => writeAccounting(writer, told);
      const packet = makePacket('Accounting-Request', secret, random, write);
      return { name: `${event} ${bytes}`, port: 'acct', bytes: packet, right: false };
    }),
  );
}

function statusServers({ secret, random }: PacketsToMake): RealPacket[] {
  return (['auth', 'acct'] as const).map((port) => {
    const bytes = makePacket('Status-Server', secret, random, () => undefined);
    return { name: `Status-Server ${port}`, port, bytes, right: true };
  });
}

/** As they were recorded, but under our secret: their passwords are wrong here. */
function recorded({ secret }: PacketsToMake): RealPacket[] {
  return readdirSync(VECTORS).flatMap((file) =>
    readFileSync(new URL(file, VECTORS), 'utf8')
      .split(/\n\n+/)
      .flatMap((block): RealPacket[] => {
        const hex = /^(?:request|datagram):\n((?: {2}[0-9a-f ]+\n?)+)/m.exec(block)?.[1];
        if (hex === undefined) return [];
        const bytes = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');
        const name = /^vector: (.*)$/m.exec(block)?.[1] ?? file;
        const port = bytes[0] === CODES['Accounting-Request'] ? 'acct' : 'auth';
        return [{ name, port, bytes: signedByUs(bytes, secret), right: false }];
      }),
  );
}

function signedByUs(bytes: Buffer, secret: string): Buffer {
  if (bytes.length < 20 || attributesOf(bytes) === null) return bytes;
  const signed = attributesOf(bytes)?.some(({ type }) => type === rfc2869['Message-Authenticator'].type);
  return signed === true || bytes[0] === CODES['Accounting-Request']
    ? resign(bytes, secret)
    : withMessageAuthenticator(bytes, secret);
}

function makePacket(
  code: keyof typeof CODES,
  secret: string,
  random: SeededRandom,
  write: (writer: PacketWriter) => void,
): Buffer {
  const [key, authenticator] = [sharedSecret(secret), random.bytes(16)];
  const writer = new PacketWriter().begin(CODES[code], random.below(256)).protect(key, authenticator);
  if (code !== 'Accounting-Request') writer.addMessageAuthenticator();
  write(writer);
  if (!writer.signRequest(key, authenticator)) throw new Error(writer.problem ?? 'It cannot be signed.');
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}
