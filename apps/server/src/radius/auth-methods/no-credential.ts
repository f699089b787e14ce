import type { AuthMethod } from './auth-method.ts';

/** A request without any credential proves nothing. (A MAC login may be one; that is read before.) */
export const noCredential: AuthMethod = {
  id: 'none',
  isUsedIn: () => true,
  verify: () => 'unsupported',
};
