import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { answersUnder } from '../raw-datagrams.ts';
import { mustBeSilent, type PortAsked, withinLength } from './judge-datagram.ts';
import { mutatePacket } from './mutate-packet.ts';
import type { RealPacket } from './real-packets.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Transcript } from './transcript.ts';

export type HostileSender = {
  /** Sends so many mutants, and waits until they have left. */
  send(count: number): Promise<void>;
  readonly sent: number;
  /** Of these, those that may get an answer: their signatures are right. */
  readonly answerable: number;
  readonly answers: number;
  /** Answers that nobody should have got. */
  readonly problems: readonly string[];
  close(): void;
};

export type HostileSenderOptions = {
  readonly address: string;
  readonly to: { readonly address: string; readonly port: number };
  readonly port: PortAsked;
  readonly secret: string;
  /** Whether this router must sign its Access-Requests. */
  readonly signed: boolean;
  readonly packets: readonly RealPacket[];
  readonly random: SeededRandom;
  readonly transcript: Transcript;
};

type MayBeAnswered = { readonly request: Buffer; readonly mayBeAccepted: boolean; readonly number: number };

/** Answers may be half a second late; until then this many other requests have the same Identifier. */
const REMEMBERED_PER_IDENTIFIER = 400;
const ACCESS_ACCEPT = 2;
const STATUS_SERVER = 12;

/** A router gone mad: changed packets, one behind the other, and a look at every answer. */
export async function openHostileSender(options: HostileSenderOptions): Promise<HostileSender> {
  const { address, to, port, secret, signed, packets, random, transcript } = options;
  const socket = createSocket('udp4').bind(0, address);
  await once(socket, 'listening');
  const remembered = Array.from({ length: 256 }, (): MayBeAnswered[] => []);
  const counts = { sent: 0, answerable: 0, answers: 0 };
  const problems: string[] = [];

  socket.on('message', (answer) => {
    counts.answers += 1;
    transcript.write(`${address} ${port} answer ${answer.toString('hex')}`);
    const asked = remembered[answer[1] ?? 0]?.findLast(({ request }) =>
      answersUnder(secret, request, answer),
    );
    if (asked === undefined)
      return void problems.push(`an answer to nothing valid: ${answer.toString('hex')}`);
    const accepted = answer[0] === ACCESS_ACCEPT && asked.request[0] !== STATUS_SERVER;
    if (accepted && !asked.mayBeAccepted) problems.push(`mutant ${asked.number} was let in`);
  });

  function next(): Buffer {
    const base = random.pick(packets);
    const { how, datagram, signedAgain } = mutatePacket(
      base.bytes,
      random.pick(packets).bytes,
      secret,
      random,
    );
    const silent = mustBeSilent(datagram, { port, secret, signed });
    counts.sent += 1;
    transcript.write(
      `${address} ${port} mutant ${counts.sent} of ${base.name}: ${how}${silent ? '' : ', valid'}`,
    );
    if (!silent) remember(datagram, base, signedAgain);
    return datagram;
  }

  function remember(datagram: Buffer, base: RealPacket, signedAgain: boolean): void {
    counts.answerable += 1;
    const request = withinLength(datagram) ?? datagram;
    // The tail of another can be all of it.
    const mayBeAccepted = signedAgain
      ? base.right
      : packets.some(({ right, bytes }) => right && request.equals(bytes));
    const list = remembered[request[1] ?? 0] ?? [];
    list.push({ request, mayBeAccepted, number: counts.sent });
    if (list.length > REMEMBERED_PER_IDENTIFIER) list.shift();
  }

  return {
    async send(count) {
      const leaving = Array.from({ length: count }, () => {
        const datagram = next();
        const { promise, resolve } = Promise.withResolvers<void>();
        // What is too long for UDP does not leave.
        socket.send(datagram, to.port, to.address, () => resolve());
        return promise;
      });
      await Promise.all(leaving);
    },
    get sent() {
      return counts.sent;
    },
    get answerable() {
      return counts.answerable;
    },
    get answers() {
      return counts.answers;
    },
    problems,
    close: () => socket.close(),
  };
}
