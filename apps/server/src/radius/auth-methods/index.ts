import type { RadiusPacket } from '@gatehouse/radius/packet/decode-packet';
import type { AuthMethod } from './auth-method.ts';
import { chap } from './chap.ts';
import { eapRefusal } from './eap-refusal.ts';
import { hotspotMac } from './hotspot-mac.ts';
import { msChap } from './ms-chap.ts';
import { msChapV2 } from './ms-chap-v2.ts';
import { noCredential } from './no-credential.ts';
import { pap } from './pap.ts';

/** In the order of precedence: the first whose credential a request carries is the one that counts. */
export const authMethods: readonly AuthMethod[] = [
  hotspotMac,
  eapRefusal,
  msChapV2,
  msChap,
  chap,
  pap,
  noCredential,
];

export function findAuthMethod(packet: RadiusPacket): AuthMethod {
  for (const method of authMethods) if (method.isUsedIn(packet)) return method;
  return noCredential;
}
