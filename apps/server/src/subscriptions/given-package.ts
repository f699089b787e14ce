import { type Refused, refuse } from '../outcome.ts';
import type { SubscriptionRow } from './subscriptions.queries.ts';

/** A package that was given, and what became of the others. */
export type GivenPackage = SubscriptionRow & {
  /** These ended for it; `endsAt`: when they would have, `null`: never. */
  readonly ended: readonly {
    readonly id: number;
    readonly packageName: string;
    readonly endsAt: number | null;
    readonly paid: boolean;
  }[];
  /** These had not begun, and begin at another time. */
  readonly moved: readonly { readonly id: number; readonly packageName: string; readonly startsAt: number }[];
};

export function unknownPackage(): Refused {
  const message = 'There is no such package.';
  return refuse('reference-unknown', { message, fields: { servicePackageId: { code: 'unknown', message } } });
}

export function wrongKind(name: string, kind: string): Refused {
  const message = `"${name}" is a package for ${kind === 'hotspot' ? 'hotspot customers' : 'lines'}.`;
  return refuse('package-of-other-kind', {
    message,
    fields: { servicePackageId: { code: 'wrong-kind', message } },
  });
}

/** Nobody takes away what was paid for without a word. */
export function reasonMissing(names: readonly string[]): Refused {
  const message = `${names.map((name) => `"${name}"`).join(' and ')} would end sooner than was paid for. Say why: it stands in the record.`;
  return refuse('reason-missing', { message, fields: { reason: { code: 'required', message } } });
}
