import type { Actor } from '../actor.ts';
import { makeChange } from '../db/make-change.ts';
import type { Db } from '../db/open-database.ts';
import { type Refused, refuse } from '../outcome.ts';
import type { SecretBox } from '../secrets.ts';
import { usernameOfOperator } from './operators.queries.ts';
import { openPasswordHasher } from './password-hash.ts';
import type { RandomBytes } from './secret-token.ts';
import { checkCredential } from './sign-in.ts';
import { openSignInLimits } from './sign-in-limits.ts';
import { openCodeLimits } from './two-factor/code-limits.ts';
import { takeSecondFactor } from './two-factor/second-factor.ts';

export type ProofParts = {
  readonly db: Db;
  readonly secretBox: SecretBox;
  readonly randomBytes: RandomBytes;
  readonly now: () => number;
};

/** How somebody who is signed in proves again who they are. `null`: proved. What fails is counted and on the record. */
export type Proofs = {
  byPassword(actor: Actor, password: string): Promise<Refused | null>;
  byCode(actor: Actor, code: string): Promise<Refused | null>;
};

export function openProofs(parts: ProofParts): Proofs {
  const { db, secretBox, randomBytes, now } = parts;
  const hasher = openPasswordHasher(randomBytes);
  const limits = openSignInLimits(parts);
  const codeLimits = openCodeLimits(parts);

  return {
    async byPassword(actor, password) {
      const username =
        actor.kind === 'operator' && actor.id !== null ? await usernameOfOperator(db, actor.id) : null;
      if (username === null || actor.id === null) return refuse('not-an-operator');
      const address = actor.sourceAddress ?? '';
      const waitSeconds = await limits.take(username, address);
      if (waitSeconds !== null) return tooManyTries(waitSeconds);
      const { verified } = await checkCredential(db, hasher, username, password);
      if (verified) {
        await limits.giveBack(username, address);
        return null;
      }
      const subject = { subjectKind: 'operator', subjectId: actor.id } as const;
      await makeChange(db, actor, ({ audit }) => audit({ action: 'operators.password-refused', ...subject }));
      return refuse('password-wrong', {
        fields: { password: { code: 'wrong', message: 'is not your password' } },
      });
    },
    async byCode(actor, code) {
      if (actor.kind !== 'operator' || actor.id === null) return refuse('not-an-operator');
      const [id, address] = [actor.id, actor.sourceAddress ?? ''];
      const waitSeconds = await codeLimits.take(id, address, code);
      if (waitSeconds !== null) return tooManyTries(waitSeconds);
      const { value: isRight } = await makeChange(db, actor, (change) =>
        takeSecondFactor(change, secretBox, id, code, now()),
      );
      if (!isRight) return wrongCode();
      await codeLimits.giveBack(id, address);
      return null;
    },
  };
}

export function wrongCode(): Refused {
  return refuse('second-factor-wrong', {
    fields: { code: { code: 'wrong', message: 'is not right, or was used already' } },
  });
}

export function tooManyTries(waitSeconds: number): Refused {
  return refuse('too-many-attempts', {
    message: `Too many attempts. Try again in ${inWords(waitSeconds)}.`,
  });
}

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 90) return `${Math.ceil(minutes / 60)} hours`;
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
