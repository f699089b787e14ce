import { formatSeen } from '../../parts/format/time.ts';
import type { Given } from './use-give-package.ts';

/** `Rahima has Month from now on, until 3 Dec 22:10. Day pass has ended. Week begins 3 Dec 22:10 now.` */
export function describeGiven(customerName: string, given: Given, now: number): string {
  const has = `${customerName} has ${given.servicePackageName} ${spanOf(given, now)}.`;
  const ended = (given.ended ?? []).map(({ servicePackageName }) => `${servicePackageName} has ended.`);
  const moved = (given.moved ?? []).map(
    ({ servicePackageName, startsAt }) =>
      `${servicePackageName} begins ${formatSeen(Date.parse(startsAt), now)} now.`,
  );
  return [has, ...ended, ...moved].join(' ');
}

function spanOf({ startsAt, endsAt, waitingSeconds }: Given, now: number): string {
  if (waitingSeconds !== null) return 'from the first login on';
  const begins = Date.parse(startsAt);
  const from = begins > now + 60_000 ? `from ${formatSeen(begins, now)}` : 'from now on';
  return endsAt === null ? from : `${from}, until ${formatSeen(Date.parse(endsAt), now)}`;
}
