import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CODES } from '@gatehouse/radius/packet/codes';
import { decodePacket, type RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { PacketWriter } from '@gatehouse/radius/packet/encode-packet';
import { verifyResponse } from '@gatehouse/radius/packet/security/authenticator';
import { type SharedSecret, sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { writeAccounting } from '@gatehouse/server/radtest/nas-accounting';
import { writeLogin } from '@gatehouse/server/radtest/nas-login';

type Place = { readonly address: string; readonly port: number };

export type StormCustomer = {
  readonly username: string;
  readonly password: string;
  readonly mac: string;
  /** What an Access-Accept for this customer must carry, and no other's does. */
  readonly framedIpAddress: string;
};

export type StormOptions = {
  readonly nasAddress: string;
  readonly secret: string;
  readonly auth: Place;
  readonly acct: Place;
  readonly customers: readonly StormCustomer[];
  readonly requests: number;
  /** `null`: as fast as the answers come, with 64 on their way. */
  readonly perSecond: number | null;
  /** Every so manieth is accounting, all others are logins. */
  readonly accountingEvery: number;
  /** Accounting tells of so many sessions, over and over; `null`: each request starts a new one. */
  readonly sessions: number | null;
  /** Begins every Acct-Session-Id. */
  readonly tag: string;
};

export type StormOutcome = {
  readonly answered: number;
  readonly accounting: number;
  /** No answer within a second: the same octets again. */
  readonly sentAgain: number;
  /** Answers to no request of ours, or with another's content. */
  readonly wrong: readonly string[];
};

type Asked = {
  readonly packet: Buffer;
  readonly to: Place;
  readonly customer: StormCustomer | null;
  sentAt: number;
  tries: number;
  answered: boolean;
};

const IDENTIFIERS = 256;
const ON_THEIR_WAY = 64;
const SEND_AGAIN_MS = 1000;
const TRIES_MAX = 20;
/** As many turns ago a request may still be answered: half a minute ago at 2,000 a second. */
const TURNS_REMEMBERED = 256;

/** One socket that uses its 256 identifiers in turn, whether or not the last request under one is answered. */
export async function storm(options: StormOptions): Promise<StormOutcome> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 }).bind(0, options.nasAddress);
  await once(socket, 'listening');
  const asking = new Asking(options, socket);
  try {
    return await asking.askAll();
  } finally {
    socket.close();
  }
}

class Asking {
  readonly #options: StormOptions;
  readonly #socket: Socket;
  readonly #secret: SharedSecret;
  readonly #writer = new PacketWriter();
  /** By identifier, the newest first. */
  readonly #asked: Asked[][] = Array.from({ length: IDENTIFIERS }, () => []);
  /** In the order in which they were sent. */
  readonly #open = new Set<Asked>();
  readonly #wrong: string[] = [];
  readonly #begunAt = Date.now();
  #begun = 0;
  #accounting = 0;
  #answered = 0;
  #sentAgain = 0;

  constructor(options: StormOptions, socket: Socket) {
    this.#options = options;
    this.#socket = socket;
    this.#secret = sharedSecret(options.secret);
    socket.on('message', (message) => this.#hear(message));
  }

  async askAll(): Promise<StormOutcome> {
    const { requests, perSecond } = this.#options;
    while (this.#answered < requests && this.#wrong.length === 0) {
      const due =
        perSecond === null
          ? this.#begun + ON_THEIR_WAY - this.#open.size
          : Math.floor(((Date.now() - this.#begunAt) / 1000) * perSecond);
      while (this.#begun < Math.min(due, requests)) this.#ask();
      if (!this.#sendAgain()) break;
      // Answers that have arrived are heard first.
      if (perSecond === null) await new Promise(setImmediate);
      else await pause(2);
    }
    return {
      answered: this.#answered,
      accounting: this.#accounting,
      sentAgain: this.#sentAgain,
      wrong: this.#wrong,
    };
  }

  #ask(): void {
    const number = this.#begun++;
    const { customers, accountingEvery } = this.#options;
    const identifier = number % IDENTIFIERS;
    const isAccounting = number % accountingEvery === accountingEvery - 1;
    const customer = isAccounting ? null : (customers[number % customers.length] as StormCustomer);
    const asked: Asked = {
      packet:
        customer === null ? this.#encodeAccounting(identifier) : this.#encodeLogin(identifier, customer),
      to: isAccounting ? this.#options.acct : this.#options.auth,
      customer,
      sentAt: Date.now(),
      tries: 1,
      answered: false,
    };
    const turns = this.#asked[identifier] as Asked[];
    turns.unshift(asked);
    if (turns.length > TURNS_REMEMBERED) turns.pop();
    this.#open.add(asked);
    this.#send(asked);
  }

  #encodeLogin(identifier: number, { username, password, mac }: StormCustomer): Buffer {
    const login = { service: 'pppoe', username, password, method: 'pap', callingStationId: mac } as const;
    return this.#encode(CODES['Access-Request'], identifier, (writer) => {
      writer.addMessageAuthenticator();
      writeLogin(writer, login, randomBytes);
    });
  }

  #encodeAccounting(identifier: number): Buffer {
    const { sessions, tag, customers } = this.#options;
    const number = this.#accounting++;
    const session = sessions === null ? number : number % sessions;
    const { username, mac } = customers[session % customers.length] as StormCustomer;
    const isNew = sessions === null || number < sessions;
    return this.#encode(CODES['Accounting-Request'], identifier, (writer) =>
      writeAccounting(writer, {
        service: 'pppoe',
        username,
        callingStationId: mac,
        event: isNew ? 'Start' : 'Interim-Update',
        acctSessionId: `${tag}-${session}`,
        sessionSeconds: isNew ? 0 : Math.floor((Date.now() - this.#begunAt) / 1000),
        inputBytes: isNew ? 0 : number,
        outputBytes: isNew ? 0 : number,
      }),
    );
  }

  #encode(code: number, identifier: number, write: (writer: PacketWriter) => void): Buffer {
    const authenticator = randomBytes(16);
    const writer = this.#writer.begin(code, identifier).protect(this.#secret, authenticator);
    write(writer);
    if (!writer.signRequest(this.#secret, authenticator)) throw new RangeError(writer.problem ?? '');
    return Buffer.from(writer.bytes.subarray(0, writer.length));
  }

  #send({ packet, to }: Asked): void {
    this.#socket.send(packet, to.port, to.address);
  }

  /** False: one is not answered at all. */
  #sendAgain(): boolean {
    const now = Date.now();
    for (const asked of this.#open) {
      if (now - asked.sentAt < SEND_AGAIN_MS) return true;
      if (asked.tries === TRIES_MAX) return false;
      asked.tries += 1;
      asked.sentAt = now;
      this.#sentAgain += 1;
      this.#open.delete(asked);
      this.#open.add(asked);
      this.#send(asked);
    }
    return true;
  }

  #hear(message: Buffer): void {
    const reply = decodePacket(message);
    if (typeof reply === 'string') return void this.#wrong.push(`no packet: ${reply}`);
    const asked = this.#asked[reply.identifier]?.find(({ packet }) =>
      verifyResponse(reply.bytes, reply.length, packet.subarray(4, 20), this.#secret),
    );
    if (asked === undefined)
      return void this.#wrong.push(`identifier ${reply.identifier}: answers no request`);
    const fault = faultOf(reply, asked.customer);
    if (fault !== null) this.#wrong.push(`identifier ${reply.identifier}: ${fault}`);
    if (asked.answered) return; // it was sent again meanwhile
    asked.answered = true;
    this.#answered += 1;
    this.#open.delete(asked);
  }
}

function faultOf(reply: RadiusPacket, customer: StormCustomer | null): string | null {
  if (customer === null) {
    return reply.code === CODES['Accounting-Response'] ? null : `code ${reply.code} to accounting`;
  }
  if (reply.code !== CODES['Access-Accept']) return `code ${reply.code} to ${customer.username}`;
  const address = reply.ipv4(rfc2865['Framed-IP-Address']);
  return address === customer.framedIpAddress ? null : `${customer.username} was given ${address}`;
}
