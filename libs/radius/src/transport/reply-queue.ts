import type { Socket } from 'node:dgram';

export type Reply = {
  /** Of the request in the duplicate cache, and what it was. */
  readonly handle: number;
  readonly requestCode: number;
  readonly socket: Socket;
  /** Where the reply lies in the bytes that all replies share. */
  readonly offset: number;
  readonly length: number;
  readonly port: number;
  readonly address: string;
};

/**
 * Requests that arrived together are answered together: their replies leave when all have been read. A receiver
 * that sleeps is then woken once for many replies, which costs the sender more than the sending does.
 */
export class ReplyQueue {
  private readonly bytes: Uint8Array;
  private readonly onFault: (error: unknown) => void;
  private readonly onSent: (replies: readonly Reply[]) => void;
  private waiting: Reply[] = [];

  /** `bytes`: where all replies lie. */
  constructor(
    bytes: Uint8Array,
    onFault: (error: unknown) => void,
    onSent: (replies: readonly Reply[]) => void,
  ) {
    this.bytes = bytes;
    this.onFault = onFault;
    this.onSent = onSent;
  }

  add(reply: Reply): void {
    this.waiting.push(reply);
    if (this.waiting.length === 1) setImmediate(() => this.sendAll());
  }

  sendAll(): void {
    const replies = this.waiting;
    this.waiting = [];
    for (const { socket, offset, length, port, address } of replies) {
      try {
        socket.send(this.bytes, offset, length, port, address);
      } catch (error) {
        // The address went away, and its socket with it.
        this.onFault(error);
      }
    }
    this.onSent(replies);
  }
}
