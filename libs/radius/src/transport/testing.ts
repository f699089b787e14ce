import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { CODES } from '../packet/codes.ts';
import { decodePacket, RadiusPacket } from '../packet/decode-packet.ts';
import { rfc2865 } from '../packet/dictionary/rfc2865.ts';
import { PacketWriter } from '../packet/encode-packet.ts';
import { sharedSecret } from '../packet/security/shared-secret.ts';
import { openRadiusServer, type Peer, type RadiusRequest, type RadiusServer } from './radius-server.ts';

export const SECRET = sharedSecret('correct horse');
export const PREVIOUS = sharedSecret('battery staple');
export const STRANGER = sharedSecret('not ours');

export type Nas = { name: string };
export const nas: Peer<Nas> = {
  secrets: [SECRET],
  messageAuthenticator: 'off',
  proxy: false,
  data: { name: 'router' },
};

type Asked = {
  code?: number;
  identifier?: number;
  secret?: typeof SECRET;
  signed?: boolean;
  write?: (writer: PacketWriter) => void;
};

let authenticators = 0;

/** A request as a NAS would send it; each call has a fresh Request Authenticator. */
export function requestBytes({
  code = 1,
  identifier = 7,
  secret = SECRET,
  signed = true,
  write,
}: Asked = {}): Buffer {
  const authenticator = new Uint8Array(16).fill(++authenticators);
  const writer = new PacketWriter().begin(code, identifier).protect(secret, authenticator);
  if (signed) writer.addMessageAuthenticator();
  writer.add(rfc2865['User-Name'], 'nemo');
  write?.(writer);
  assert.ok(writer.signRequest(secret, authenticator), writer.problem ?? '');
  return Buffer.from(writer.bytes.subarray(0, writer.length));
}

/** A NAS's socket, and the server it asks. */
export class TestNas {
  readonly socket: Socket;
  readonly received: Buffer[] = [];
  private readonly server: RadiusServer<Nas>;
  private readonly address: string;
  private readonly port: number;

  constructor(server: RadiusServer<Nas>) {
    const { address, port } = server.listening[0] ?? { address: '', port: 0 };
    this.server = server;
    this.address = address;
    this.port = port;
    this.socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
    this.socket.on('message', (message) => this.received.push(message));
  }

  send(bytes: Buffer): void {
    this.socket.send(bytes, this.port, this.address);
  }

  /** The reply; a slow machine may take its time. */
  async ask(bytes: Buffer): Promise<RadiusPacket> {
    const before = this.received.length;
    this.send(bytes);
    await until(() => this.received.length > before);
    const packet = decodePacket(this.received[before] as Buffer);
    assert.ok(packet instanceof RadiusPacket);
    return packet;
  }

  /** Holds that the server heard the datagram and said nothing. */
  async askInVain(bytes: Buffer): Promise<void> {
    const { received } = this.server.stats;
    const before = this.received.length;
    this.send(bytes);
    await until(() => this.server.stats.received > received);
    await sleep(20);
    assert.equal(this.received.length, before, 'there was an answer');
  }
}

export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1000 && !condition(); i++) await sleep(5);
  assert.ok(condition(), 'it did not happen in five seconds');
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export type Stage = {
  server: RadiusServer<Nas>;
  nas: TestNas;
  requests: RadiusRequest<Nas>[];
  discards: string[];
  faults: unknown[];
  learned: string[];
};

const open: { close(): unknown }[] = [];

/** What a test opens by itself is closed with the rest. */
export function closeLater(...ones: readonly { close(): unknown }[]): void {
  open.push(...ones);
}

/** For `after`: ends every server and socket of the test file. */
export async function closeStages(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.close()));
}

/** A server of its own on a free port, a NAS that asks it, and all that it tells. */
export async function stage(
  peer: Peer<Nas> | null = nas,
  onRequest: (request: RadiusRequest<Nas>) => void | Promise<void> = (request) => {
    request.reply(request.service === 'accounting' ? CODES['Accounting-Response'] : CODES['Access-Accept']);
  },
  options: {
    service?: 'authentication' | 'accounting';
    address?: string;
    now?: () => number;
    learned?: string[];
  } = {},
): Promise<Stage> {
  const requests: RadiusRequest<Nas>[] = [];
  const discards: string[] = [];
  const faults: unknown[] = [];
  const learned: string[] = [];
  const { service = 'authentication', address = '127.0.0.1', ...rest } = options;
  const server = await openRadiusServer<Nas>({
    listen: [{ address, port: 0, service }],
    findPeer: () => peer,
    onRequest: (request) => {
      requests.push(request);
      return onRequest(request);
    },
    onDiscard: (reason) => discards.push(reason),
    onFault: (error) => faults.push(error),
    onLearned: (source) => learned.push(source),
    ...rest,
  });
  const testNas = new TestNas(server);
  open.push({ close: () => server.close(0) }, { close: () => testNas.socket.close() });
  return { server, nas: testNas, requests, discards, faults, learned };
}
