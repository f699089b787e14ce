import type { SharedSecret } from '../packet/security/shared-secret.ts';

/**
 * Whether an Access-Request must carry a Message-Authenticator (RFC 3579 §3.2). `learn`: not until its source has
 * shown that it always sends one.
 */
export type MessageAuthenticatorPolicy = 'required' | 'learn' | 'off';

/** Who may ask us, and how its packets are verified. `data` is the caller's own. */
export type Peer<T> = {
  /** The second is the one before: accepted while a secret is being changed. */
  readonly secrets: readonly [current: SharedSecret, previous?: SharedSecret];
  readonly messageAuthenticator: MessageAuthenticatorPolicy;
  /** It forwards for others, so its Access-Requests may carry Proxy-State unsigned. */
  readonly proxy: boolean;
  readonly data: T;
};

/** RFC 2865 and RFC 2866 have a port each; one answers logins, the other accounting. */
export type RadiusService = 'authentication' | 'accounting';
