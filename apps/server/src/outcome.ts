import type { ErrorCode } from '@gatehouse/domain/error-codes';
import { refusalSaid } from '@gatehouse/domain/refusals/refusal-said';
import type { Said } from '@gatehouse/domain/said/said';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';

/** What is wrong with one field of what was sent. `code` is for programs, `message` for people. */
export type FieldError = {
  readonly code: string;
  readonly message: string;
  /** The same for whoever says it in another language; where it is absent, the code of the refusal says it. */
  readonly messageSaid?: Said;
};

/** A verb's expected "no": a value, never an exception. Nothing was written. */
export type Refused = {
  readonly refused: ErrorCode;
  /** Says more than the code's own sentence, for instance who holds the MAC. */
  readonly message?: string;
  /** The same for whoever says it in another language; where it is absent, the code says it. */
  readonly messageSaid?: Said;
  readonly fields?: Readonly<Record<string, FieldError>>;
};

export type Outcome<T> = T | Refused;

export function refuse(code: ErrorCode, more: Omit<Refused, 'refused'> = {}): Refused {
  return { refused: code, ...more };
}

/** Refuses in words that say more than the code's own. */
export function refuseSaying(
  code: ErrorCode,
  messageSaid: Said,
  more: Pick<Refused, 'fields'> = {},
): Refused {
  return refuse(code, { message: sayInEnglish(messageSaid), messageSaid, ...more });
}

export function fieldError(code: string, messageSaid: Said): FieldError {
  return { code, message: sayInEnglish(messageSaid), messageSaid };
}

/** Why it was refused, for whoever says it in another language. */
export function saidOf({ refused, messageSaid }: Refused): Said {
  return messageSaid ?? refusalSaid(refused);
}

export function isRefused(outcome: unknown): outcome is Refused {
  return typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
}

/** Several refusals as one: the first one's code, the fields of all. `null` when none was refused. */
export function refusedTogether(outcomes: readonly unknown[]): Refused | null {
  const refused = outcomes.filter(isRefused);
  const [first] = refused;
  if (first === undefined || refused.length === 1) return first ?? null;
  return { ...first, fields: Object.assign({}, ...refused.map(({ fields }) => fields)) };
}
