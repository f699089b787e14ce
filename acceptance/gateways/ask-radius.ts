import { randomBytes } from 'node:crypto';
import { CODES, codeName } from '@gatehouse/radius/packet/codes';
import { rfc2865 } from '@gatehouse/radius/packet/dictionary/rfc2865';
import { rfc2866 } from '@gatehouse/radius/packet/dictionary/rfc2866';
import { sharedSecret } from '@gatehouse/radius/packet/security/shared-secret';
import { openRadiusClient } from '@gatehouse/radius/transport/radius-client';
import type { Gatehouse } from '../start-gatehouse.ts';

/** What a captive gateway knows of a login: a response that it cannot make itself, or a password. */
export type GatewayLogin = {
  readonly username: string;
  readonly mac: string;
  readonly calledStationId: string;
  readonly credential:
    | { readonly kind: 'chap'; readonly id: number; readonly challenge: Buffer; readonly response: Buffer }
    | { readonly kind: 'pap'; readonly password: string };
};

export type GatewayVerdict = { readonly accepted: boolean; readonly replyMessage: string };

export type GatewayRadius = {
  logIn(login: GatewayLogin): Promise<GatewayVerdict>;
  close(): Promise<void>;
};

/** The RADIUS client within a gateway: from its own address, with its own secret. */
export async function openGatewayRadius(options: {
  readonly address: string;
  readonly secret: string;
  readonly server: Pick<Gatehouse, 'auth'>;
}): Promise<GatewayRadius> {
  const client = await openRadiusClient({ localAddress: options.address });
  const secret = sharedSecret(options.secret);
  return {
    async logIn({ username, mac, calledStationId, credential }) {
      const reply = await client.send({
        ...options.server.auth,
        secret,
        timeoutMs: 1500,
        tries: 3,
        code: CODES['Access-Request'],
        write: (writer) => {
          writer.add(rfc2865['User-Name'], username);
          writer.add(rfc2865['Service-Type'], 'Login-User');
          writer.add(rfc2865['Calling-Station-Id'], mac);
          writer.add(rfc2865['Called-Station-Id'], calledStationId);
          writer.add(rfc2866['Acct-Session-Id'], randomBytes(4).toString('hex'));
          if (credential.kind === 'pap') {
            writer.addHidden(rfc2865['User-Password'], credential.password);
          } else {
            writer.add(rfc2865['CHAP-Challenge'], credential.challenge);
            const answer = Buffer.concat([Buffer.of(credential.id), credential.response]);
            writer.add(rfc2865['CHAP-Password'], answer);
          }
        },
      });
      if (reply === 'timeout') return { accepted: false, replyMessage: 'RADIUS server is not responding' };
      return {
        accepted: codeName(reply.packet.code) === 'Access-Accept',
        replyMessage: reply.packet.text(rfc2865['Reply-Message']) ?? '',
      };
    },
    close: () => client.close(),
  };
}
