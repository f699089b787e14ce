import { randomBytes } from 'node:crypto';
import { CODES } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient } from '@gatehouse/radius/transport/radius-client';
import { type NasAccounting, writeAccounting } from '@gatehouse/server/radtest/nas-accounting';
import { type NasLogin, writeLogin } from '@gatehouse/server/radtest/nas-login';

export type ServerAddresses = {
  readonly auth: { readonly address: string; readonly port: number };
  readonly acct: { readonly address: string; readonly port: number };
};

export type LoginAnswer =
  | { readonly outcome: 'accepted'; readonly sessionClass: Uint8Array | null }
  | { readonly outcome: 'refused' | 'no-answer' };

/** One router of the demo: asks from its own loopback address, as a NAS would. */
export type SimulatedNas = {
  logIn(login: NasLogin): Promise<LoginAnswer>;
  account(accounting: NasAccounting): Promise<void>;
  /** Says that it has just started (RFC 2866 §5.1, Accounting-On). */
  restarted(): Promise<void>;
  close(): Promise<void>;
};

const ACCOUNTING_ON: NasAccounting = {
  event: 'Accounting-On',
  service: 'pppoe',
  username: '',
  callingStationId: null,
  acctSessionId: '',
  sessionSeconds: 0,
  inputBytes: 0,
  outputBytes: 0,
};

export async function openSimulatedNas(options: {
  readonly address: string;
  readonly name: string;
  readonly secret: string;
  readonly sendsMessageAuthenticator: boolean;
  readonly server: ServerAddresses;
}): Promise<SimulatedNas> {
  const client = await openRadiusClient({ localAddress: options.address });
  const secret = sharedSecret(options.secret);
  const account = async (accounting: NasAccounting): Promise<void> => {
    await client.send({
      ...options.server.acct,
      secret,
      code: CODES['Accounting-Request'],
      write: (writer) => writeAccounting(writer, { nasIdentifier: options.name, ...accounting }),
    });
  };
  return {
    logIn: async (login) => {
      const reply = await client.send({
        ...options.server.auth,
        secret,
        code: CODES['Access-Request'],
        messageAuthenticator: options.sendsMessageAuthenticator,
        write: (writer) => writeLogin(writer, { nasIdentifier: options.name, ...login }, randomBytes),
      });
      if (reply === 'timeout') return { outcome: 'no-answer' };
      if (reply.packet.code !== CODES['Access-Accept']) return { outcome: 'refused' };
      const sessionClass = reply.packet.octets(rfc2865.Class);
      return { outcome: 'accepted', sessionClass: sessionClass && Uint8Array.from(sessionClass) };
    },
    account,
    restarted: () => account(ACCOUNTING_ON),
    close: () => client.close(),
  };
}
