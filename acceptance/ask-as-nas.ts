import { randomBytes } from 'node:crypto';
import { CODES, codeName } from '@gatehouse/radius/packet/codes';
import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient } from '@gatehouse/radius/transport/radius-client';
import { type NasAccounting, writeAccounting } from '@gatehouse/server/radtest/nas-accounting';
import { type NasLogin, writeLogin } from '@gatehouse/server/radtest/nas-login';
import type { ApiClient, Item } from './api-client.ts';
import type { Gatehouse } from './start-gatehouse.ts';

export type NasReply = { readonly code: string; readonly packet: RadiusPacket } | 'timeout';

/** A router as the tests play it: from its own loopback address, with its own secret. */
export type TestNas = {
  readonly id: string;
  readonly address: string;
  readonly secret: string;
  /** A line login by PAP unless told otherwise; gives the reply's name: 'Access-Accept' … */
  logIn(login: Partial<NasLogin> & Pick<NasLogin, 'username'>): Promise<string>;
  /** The same, with everything that the reply carries. */
  ask(login: Partial<NasLogin> & Pick<NasLogin, 'username'>): Promise<NasReply>;
  /** A hotspot's question by the device alone. */
  macLogIn(mac: string): Promise<string>;
  account(accounting: Partial<NasAccounting> & Pick<NasAccounting, 'event' | 'username'>): Promise<string>;
  /** The same router asking another radius process. */
  at(gatehouse: Pick<Gatehouse, 'auth' | 'acct'>): TestNas;
  close(): Promise<void>;
};

export type NasToAdd = {
  readonly name: string;
  readonly address: string;
  readonly vendor?: string;
  readonly zoneId?: string;
  readonly messageAuthenticator?: 'required' | 'learn' | 'off';
};

/** Adds a router by the API and plays it. */
export async function addNas(gatehouse: Gatehouse, api: ApiClient, nas: NasToAdd): Promise<TestNas> {
  const secret = randomBytes(12).toString('hex');
  const { id } = await api.post<Item>('/nas', { vendor: 'mikrotik', ...nas, secret });
  return playNas({ id, address: nas.address, secret, server: gatehouse });
}

const ACCOUNTING_DEFAULTS = {
  service: 'pppoe',
  callingStationId: null,
  acctSessionId: 'session-1',
  sessionSeconds: 0,
  inputBytes: 0,
  outputBytes: 0,
} as const;

export async function playNas(options: {
  readonly id: string;
  readonly address: string;
  readonly secret: string;
  readonly server: Pick<Gatehouse, 'auth' | 'acct'>;
  readonly tries?: number;
  /** Per try. */
  readonly timeoutMs?: number;
}): Promise<TestNas> {
  const client = await openRadiusClient({ localAddress: options.address });
  return nasOver(client, options);
}

function nasOver(
  client: Awaited<ReturnType<typeof openRadiusClient>>,
  options: Parameters<typeof playNas>[0],
): TestNas {
  const secret = sharedSecret(options.secret);
  const waiting = { timeoutMs: options.timeoutMs ?? 1500, tries: options.tries ?? 3 };
  const ask: TestNas['ask'] = async (login) => {
    const reply = await client.send({
      ...options.server.auth,
      ...waiting,
      secret,
      code: CODES['Access-Request'],
      write: (writer) => {
        const whole = {
          service: 'pppoe',
          password: '',
          method: 'pap',
          callingStationId: null,
          ...login,
        } as const;
        writeLogin(writer, whole, randomBytes);
      },
    });
    return reply === 'timeout' ? reply : { code: nameOf(reply.packet.code), packet: reply.packet };
  };
  const logIn: TestNas['logIn'] = async (login) => {
    const reply = await ask(login);
    return reply === 'timeout' ? reply : reply.code;
  };
  return {
    id: options.id,
    address: options.address,
    secret: options.secret,
    ask,
    logIn,
    macLogIn: (mac) =>
      logIn({ service: 'hotspot', username: mac, password: mac, method: 'chap', callingStationId: mac }),
    account: async (accounting) => {
      const reply = await client.send({
        ...options.server.acct,
        ...waiting,
        secret,
        code: CODES['Accounting-Request'],
        write: (writer) => writeAccounting(writer, { ...ACCOUNTING_DEFAULTS, ...accounting }),
      });
      return reply === 'timeout' ? reply : nameOf(reply.packet.code);
    },
    at: (gatehouse) => nasOver(client, { ...options, server: gatehouse }),
    close: () => client.close(),
  };
}

function nameOf(code: number): string {
  return codeName(code) ?? `code ${code}`;
}
