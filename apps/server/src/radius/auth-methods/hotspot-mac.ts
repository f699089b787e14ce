import { type AuthMethod, VERIFIED } from './auth-method.ts';

/**
 * A MAC login stands for the registration it rests on. That its credential has the form of one was read with
 * the attempt (`readAttemptKind`), so there is no password to hold it against.
 */
export const hotspotMac: AuthMethod = {
  id: 'mac',
  isUsedIn: () => false,
  verify: () => VERIFIED,
};
