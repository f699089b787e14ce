import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { RandomBytes } from './secret-token.ts';

const argon2Async = promisify(argon2);

/** RFC 9106 with OWASP's small-memory profile: about 20 ms and 19 MiB each. */
const PROFILE = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Hashing is dear on purpose: more than this at once would let strangers eat the memory. */
const AT_ONCE_MAX = 2;

type Profile = { memory: number; passes: number; parallelism: number };

export type PasswordHasher = {
  /** argon2id in PHC form: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. */
  hash(password: string): Promise<string>;
  /** Takes the same time for a right and for a wrong password; false for a hash it cannot read. */
  verify(password: string, phc: string): Promise<boolean>;
};

export function openPasswordHasher(randomBytes: RandomBytes): PasswordHasher {
  const inTurn = limitAtOnce(AT_ONCE_MAX);
  return {
    hash: (password) => inTurn(() => hashPassword(password, randomBytes(SALT_BYTES))),
    verify: (password, phc) => inTurn(() => verifyPassword(password, phc)),
  };
}

async function hashPassword(password: string, salt: Buffer): Promise<string> {
  const tag = await derive(password, salt, TAG_BYTES, PROFILE);
  return phcText(salt, tag);
}

async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(phc);
  if (match === null) return false;
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number];
  const [salt, tag] = match.slice(4).map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer];
  return timingSafeEqual(await derive(password, salt, tag.length, { memory, passes, parallelism }), tag);
}

function derive(password: string, salt: Buffer, tagLength: number, profile: Profile): Promise<Buffer> {
  return argon2Async('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength, ...profile });
}

function phcText(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = PROFILE;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

/** Of a password nobody has: what an unknown username is verified against, so that it takes as long. */
export const NOBODYS_HASH = phcText(Buffer.alloc(SALT_BYTES, 7), Buffer.alloc(TAG_BYTES));

/** Runs what it is given, `atOnceMax` at a time, the others in the order they came. */
function limitAtOnce(atOnceMax: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = atOnceMax;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
