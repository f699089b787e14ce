import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Transcript } from './transcript.ts';

/** Datagrams from many addresses at a steady rate or as fast as the machine can, and everything that comes back to them. */
export type Flood = {
  /** @param next the datagram to send, and where to; told its number */
  run(options: {
    readonly perSecond: number;
    readonly ms: number;
    readonly next: (number: number) => {
      readonly datagram: Buffer;
      readonly port: number;
      readonly what: string;
    };
  }): Promise<void>;
  readonly sent: number;
  /** Datagrams that came back, in hex, behind the address that got them. */
  readonly answers: readonly string[];
  close(): void;
};

const STEP_MS = 5;
const BURST_MAX = 200;

export async function openFlood(
  addresses: readonly string[],
  to: string,
  transcript: Transcript,
): Promise<Flood> {
  const answers: string[] = [];
  let sent = 0;
  const sockets = await Promise.all(addresses.map((address) => openFrom(address)));

  async function openFrom(address: string): Promise<{ readonly address: string; readonly socket: Socket }> {
    const socket = createSocket('udp4').bind(0, address);
    await once(socket, 'listening');
    socket.on('message', (answer) => {
      answers.push(`${address} ${answer.toString('hex')}`);
      transcript.write(`${address} got ${answer.toString('hex')}`);
    });
    return { address, socket };
  }

  return {
    async run({ perSecond, ms, next }) {
      const begun = performance.now();
      for (let done = 0, elapsed = 0; elapsed < ms; elapsed = performance.now() - begun) {
        const due = Math.ceil((elapsed / 1000) * perSecond) - done;
        // Never more at once: whoever listens in this process must come to its work too.
        for (const end = done + Math.min(due, BURST_MAX); done < end; done++) {
          const from = sockets[done % sockets.length];
          const { datagram, port, what } = next(done);
          from?.socket.send(datagram, port, to);
          transcript.write(`${from?.address} sends ${what}`);
          sent += 1;
        }
        await pause(STEP_MS);
      }
    },
    get sent() {
      return sent;
    },
    answers,
    close() {
      for (const { socket } of sockets) socket.close();
    },
  };
}
