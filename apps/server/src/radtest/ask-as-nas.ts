import { CODES } from '@gatehouse/radius/packet/codes';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { describePacket } from '@gatehouse/radius/packet/describe-packet';
import { microsoft } from '@gatehouse/radius/packet/dictionary/vendors/microsoft';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient } from '@gatehouse/radius/transport/radius-client';
import type { ListenAddress } from '../config.ts';
import { type NasAccounting, writeAccounting } from './nas-accounting.ts';
import { type NasLogin, type RandomOctets, writeLogin } from './nas-login.ts';

export type Question =
  | { readonly kind: 'login'; readonly login: NasLogin }
  | { readonly kind: 'accounting'; readonly accounting: NasAccounting }
  | { readonly kind: 'status' };

export type Asking = {
  readonly server: ListenAddress;
  readonly secret: string;
  /** Asks from this address of the machine; by default from wherever the system does. */
  readonly from: string | null;
  readonly messageAuthenticator: boolean;
};

export type Answered = {
  readonly outcome: 'yes' | 'no' | 'no-answer';
  /** What happened, for a person: a headline, then the reply attribute by attribute. */
  readonly words: string;
};

/** Asks a RADIUS server what a NAS would ask, and puts the answer into words. */
export async function askAsNas(question: Question, asking: Asking, random: RandomOctets): Promise<Answered> {
  const client = await openRadiusClient(asking.from === null ? {} : { localAddress: asking.from });
  let proof: string | null = null;
  const write = (writer: PacketWriter): void => {
    if (question.kind === 'login') proof = writeLogin(writer, question.login, random);
    if (question.kind === 'accounting') writeAccounting(writer, question.accounting);
  };
  try {
    const reply = await client.send({
      ...asking.server,
      secret: sharedSecret(asking.secret),
      code: codeOf(question),
      write,
      messageAuthenticator:
        question.kind === 'status' || (question.kind === 'login' && asking.messageAuthenticator),
      timeoutMs: 1100,
      tries: 3,
    });
    if (reply === 'timeout') return noAnswer(asking, client.badReplies);
    const { packet, roundTripMs } = reply;
    const lines = [headline(packet, roundTripMs), ...proofLines(packet, proof), describePacket(packet)];
    return { outcome: packet.code === CODES['Access-Reject'] ? 'no' : 'yes', words: lines.join('\n') };
  } finally {
    await client.close();
  }
}

function codeOf(question: Question): number {
  if (question.kind === 'login') return CODES['Access-Request'];
  return question.kind === 'status' ? CODES['Status-Server'] : CODES['Accounting-Request'];
}

function headline(packet: RadiusPacket, roundTripMs: number): string {
  const took = `(${roundTripMs.toFixed(1)} ms)`;
  if (packet.code === CODES['Access-Accept']) return `Let in ${took}`;
  if (packet.code === CODES['Access-Reject']) return `Refused ${took}`;
  return packet.code === CODES['Accounting-Response'] ? `Taken down ${took}` : `Asked back ${took}`;
}

/** RFC 2759 §5: the server's proof is part of the answer, and a client must check it. */
function proofLines(packet: RadiusPacket, proof: string | null): string[] {
  const success = packet.octets(microsoft['MS-CHAP2-Success']);
  if (proof === null || success === null) return [];
  const right = Buffer.from(success.subarray(1)).toString('latin1') === proof;
  return [
    right
      ? 'The server proved that it knows the password.'
      : 'The server could NOT prove that it knows the password.',
  ];
}

function noAnswer({ server, from }: Asking, badReplies: number): Answered {
  const where = `${server.address}:${server.port}`;
  if (badReplies > 0) {
    return { outcome: 'no-answer', words: `${where} answered, but not under this secret.` };
  }
  const asWhom = from === null ? 'this machine’s address' : from;
  return {
    outcome: 'no-answer',
    words: `No answer from ${where}. Is it running, is ${asWhom} a router it knows, and is the secret right?`,
  };
}
