import { createSocket } from 'node:dgram';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket, type RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { rfc5176 } from '@gatehouse/radius/packet/dictionary/rfc5176';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { verifyRequest } from '@gatehouse/radius/packet/security/authenticator';
import { type SharedSecret, sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';

const PORT = 3799;

type Hearing = {
  readonly address: string;
  readonly secret: string;
  /** Whether there is such a session; it ends soon. */
  readonly end: (acctSessionId: string) => boolean;
};

/**
 * Takes Disconnect-Requests as a router does (RFC 5176), and acknowledges CoA-Requests without doing anything. Where
 * another demo on this machine has the port already, nothing is heard.
 */
export function hearDisconnects({ address, secret: text, end }: Hearing): { close(): void } {
  const secret = sharedSecret(text);
  const socket = createSocket('udp4');
  socket.on('error', () => undefined);
  socket.on('message', (bytes, remote) => {
    const request = decodePacket(bytes);
    if (typeof request === 'string' || !verifyRequest(request.bytes, request.length, secret)) return;
    const reply = answer(request, secret, end);
    if (reply !== null) socket.send(reply, remote.port, remote.address, () => undefined);
  });
  socket.bind(PORT, address);
  return { close: () => void socket.close() };
}

function answer(request: RadiusPacket, secret: SharedSecret, end: Hearing['end']): Buffer | null {
  const disconnect = request.code === CODES['Disconnect-Request'];
  if (!disconnect && request.code !== CODES['CoA-Request']) return null;
  const known = !disconnect || end(request.text(rfc2866['Acct-Session-Id']) ?? '');
  const nak = disconnect ? CODES['Disconnect-NAK'] : CODES['CoA-NAK'];
  const ack = disconnect ? CODES['Disconnect-ACK'] : CODES['CoA-ACK'];
  const writer = new PacketWriter().begin(known ? ack : nak, request.identifier).addMessageAuthenticator();
  if (!known) writer.add(rfc5176['Error-Cause'], 'Session-Context-Not-Found');
  return writer.signReply(secret, request.bytes)
    ? Buffer.from(writer.bytes.subarray(0, writer.length))
    : null;
}
