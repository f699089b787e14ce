import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { deriveKey, NONCE_BYTES, seal, TAG_BYTES, unseal } from './sealing.ts';

/** What a secret is for. Each has a key of its own, so a cipher moved to another column opens nothing. */
export const secretContexts = [
  'network-password',
  'nas-secret',
  'mac-password',
  'portal-ticket',
  'uam-secret',
  'sms-gateway',
  'payment-method',
  'import-file',
  'webhook',
  'totp',
  'mail-password',
] as const;
export type SecretContext = (typeof secretContexts)[number];

/** Encrypts what must be readable again: AES-256-GCM. */
export type SecretBox = {
  seal(plain: string, context: SecretContext): Buffer;
  /** Throws where the cipher was changed, was made for another context, or under a key that is not here. */
  open(cipher: Uint8Array, context: SecretContext): string;
  /** For a thread of its own that opens many: the one that seals now comes first. */
  keys(context: SecretContext): readonly KeyObject[];
  /**
   * 32 octets for a kind of file or of fingerprints; the purpose is fixed for ever once one was written. They are of the
   * oldest key, which no rotation takes away: what stands on paper and in routers stays good.
   */
  fileKey(purpose: string): Buffer;
};

/** Several keys: each opens what was sealed under it, one of them seals. */
export type KeyRing = SecretBox & {
  /** What the keys are called where anybody may read it, the oldest first. */
  ids(): readonly string[];
  /** The one that seals. */
  sealing(): string;
  /** Takes in those that it does not have yet. */
  learn(keys: readonly Uint8Array[]): void;
  /** False: it does not have this one, and seals as before. */
  sealUnder(id: string): boolean;
  /** Whether this was sealed under the key that seals now. Throws as `open` does. */
  isCurrent(cipher: Uint8Array, context: SecretContext): boolean;
};

const VERSION = 1;
/** Fixed for ever. */
const SALT = 'gatehouse';
const KEY_ID_BYTES = 6;

type RingKey = { readonly id: string; readonly subkeys: Readonly<Record<SecretContext, KeyObject>> };

/** With a single key. */
export function openSecretBox(key: Uint8Array): KeyRing {
  return openKeyRing([key]);
}

/**
 * Cipher: version (1 octet), nonce (12), text, tag (16).
 * @param keys the oldest first; until `sealUnder` it is the one that seals
 * @param reload what the key file holds now, for a cipher that none of them opens
 */
export function openKeyRing(
  keys: readonly Uint8Array[],
  reload: () => readonly Uint8Array[] = () => [],
): KeyRing {
  const [oldest] = keys;
  if (oldest === undefined) throw new Error('A ring without a key.');
  const ring = keys.map(toRingKey);
  let current = ring[0] as RingKey;
  const inTurn = () => [current, ...ring.filter((each) => each !== current)];
  const opened = (cipher: Uint8Array, context: SecretContext) =>
    openWithAny(
      inTurn().map(({ subkeys }) => subkeys[context]),
      cipher,
    );

  const box: KeyRing = {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      return Buffer.concat([Buffer.of(VERSION), nonce, seal(current.subkeys[context], nonce, plain)]);
    },
    open(cipher, context) {
      try {
        return opened(cipher, context);
      } catch (error) {
        const known = ring.length;
        box.learn(reload());
        if (ring.length === known) throw error;
        return opened(cipher, context);
      }
    },
    keys: (context) => inTurn().map(({ subkeys }) => subkeys[context]),
    fileKey: (purpose) => deriveKey(oldest, SALT, purpose),
    ids: () => ring.map(({ id }) => id),
    sealing: () => current.id,
    learn(more) {
      for (const key of more) {
        const id = secretKeyId(key);
        if (!ring.some((each) => each.id === id)) ring.push(toRingKey(key));
      }
    },
    sealUnder(id) {
      const found = ring.find((each) => each.id === id);
      current = found ?? current;
      return found !== undefined;
    },
    isCurrent(cipher, context) {
      try {
        openSealed(current.subkeys[context], cipher);
        return true;
      } catch {
        box.open(cipher, context);
        return false;
      }
    },
  };
  return box;
}

/** What a key is called: tells nothing of it. */
export function secretKeyId(key: Uint8Array): string {
  return deriveKey(key, SALT, 'key-id', KEY_ID_BYTES).toString('hex');
}

function toRingKey(key: Uint8Array): RingKey {
  // As key objects: made ready once, they decrypt a hundred thousand passwords four times as fast as raw bytes.
  const subkeys = Object.fromEntries(
    secretContexts.map((context) => [context, createSecretKey(deriveKey(key, SALT, context))]),
  ) as Record<SecretContext, KeyObject>;
  return { id: secretKeyId(key), subkeys };
}

/** Throws as `SecretBox.open` does. */
export function openWithAny(keys: readonly KeyObject[], sealed: Uint8Array): string {
  for (const key of keys.slice(0, -1)) {
    try {
      return openSealed(key, sealed);
    } catch {
      // another one may
    }
  }
  const last = keys.at(-1);
  if (last === undefined) throw new Error('No key.');
  return openSealed(last, sealed);
}

function openSealed(key: KeyObject, sealed: Uint8Array): string {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES)
    throw new Error('Not a sealed secret.');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  return unseal(key, nonce, sealed.subarray(1 + NONCE_BYTES));
}
