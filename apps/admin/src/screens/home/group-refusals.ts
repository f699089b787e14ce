import type { Attempt } from '../../api/types.ts';

/** The newest refusal of somebody, and how often they were refused among those that were read. */
export type RefusedPerson = { readonly attempt: Attempt; readonly count: number };

/**
 * One entry per customer, or per name that nobody has; the newest first. Who has logged in since, from the same
 * device, needs nobody any more and is left out.
 */
export function groupRefusals(newestFirst: readonly Attempt[]): RefusedPerson[] {
  const people = new Map<string, RefusedPerson>();
  for (const attempt of newestFirst) {
    const { customerId, username, count } = attempt;
    const who = customerId === null ? `name ${username.toLowerCase()}` : `customer ${customerId}`;
    const known = people.get(who);
    if (known) people.set(who, { ...known, count: known.count + count });
    else if (!isOver(attempt)) people.set(who, { attempt, count });
  }
  return [...people.values()];
}

function isOver({ present }: Attempt): boolean {
  return present?.outcome === 'accept' && present.acceptedSince;
}
