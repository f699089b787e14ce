/** From when a package runs as long as it was sold for: when it is given, or when its customer first logs in. */
export const validFroms = ['purchase', 'first-use'] as const;
export type ValidFrom = (typeof validFroms)[number];

/** How long a package runs that is given now: until then, or for so many seconds from its first login. */
export type Validity = { readonly endsAt: Date | null; readonly waitingSeconds: number | null };

/** @param validitySeconds `null`: without an end, whenever it begins */
export function validityFrom(start: Date, validitySeconds: number | null, validFrom: ValidFrom): Validity {
  if (validitySeconds === null) return { endsAt: null, waitingSeconds: null };
  if (validFrom === 'first-use') return { endsAt: null, waitingSeconds: validitySeconds };
  return { endsAt: new Date(start.getTime() + validitySeconds * 1000), waitingSeconds: null };
}
