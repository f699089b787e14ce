import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket, type RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc5176 } from '@gatehouse/radius/packet/dictionary/rfc5176';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { verifyRequest } from '@gatehouse/radius/packet/security/authenticator';
import { type SharedSecret, sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';

/** What a router in a test does with the nth request it gets: the datagrams it answers with. */
export type NasAnswer = (
  request: RadiusPacket,
  nth: number,
) => readonly Buffer[] | Promise<readonly Buffer[]>;

export type TestNas = {
  readonly address: string;
  readonly port: number;
  /** Every datagram that came, in order. */
  readonly requests: readonly RadiusPacket[];
  readonly from: readonly RemoteInfo[];
  answer: NasAnswer;
  close(): void;
};

/** A router that takes Disconnect- and CoA-Requests; it hears nothing that is not signed with its secret. */
export async function openTestNas(address: string, secret: string, answer: NasAnswer): Promise<TestNas> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const requests: RadiusPacket[] = [];
  const from: RemoteInfo[] = [];
  const key = sharedSecret(secret);
  const nas = {
    address,
    port: 0,
    requests,
    from,
    answer,
    close: () => {
      socket.close();
    },
  };
  socket.on('message', (bytes, remote) => {
    const packet = decodePacket(bytes);
    if (typeof packet === 'string' || !verifyRequest(packet.bytes, packet.length, key)) return;
    from.push(remote);
    const nth = requests.push(packet);
    void Promise.resolve(nas.answer(packet, nth)).then((replies) => {
      for (const reply of replies) socket.send(reply, remote.port, remote.address, () => undefined);
    });
  });
  socket.bind(0, address);
  await once(socket, 'listening');
  nas.port = socket.address().port;
  return nas;
}

/** An ACK or a NAK, signed. */
export function replyTo(
  request: RadiusPacket,
  outcome: 'ack' | 'nak',
  { secret, errorCause, code }: { secret: string; errorCause?: number; code?: number },
): Buffer {
  const disconnect = request.code === CODES['Disconnect-Request'];
  const ack = disconnect ? CODES['Disconnect-ACK'] : CODES['CoA-ACK'];
  const nak = disconnect ? CODES['Disconnect-NAK'] : CODES['CoA-NAK'];
  const writer = new PacketWriter().begin(code ?? (outcome === 'ack' ? ack : nak), request.identifier);
  writer.addMessageAuthenticator();
  if (errorCause !== undefined) writer.add(rfc5176['Error-Cause'], errorCause);
  return signed(writer, sharedSecret(secret), request);
}

function signed(writer: PacketWriter, secret: SharedSecret, request: RadiusPacket): Buffer {
  if (!writer.signReply(secret, request.bytes)) throw new Error(writer.problem ?? '');
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

/** Asks again and again until it holds; what it was then. */
export async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (const end = Date.now() + 60_000; ; ) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`It did not come about: ${JSON.stringify(value)}`);
    await sleep(10);
  }
}
