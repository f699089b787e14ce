import { formatSeen } from '../../parts/format/time.ts';
import type { Given } from './use-give-package.ts';
import { say } from './texts.ts';

/** `Rahima has Month from now on, until 3 Dec 22:10. Day pass has ended. Week begins 3 Dec 22:10 now.` */
export function describeGiven(customerName: string, given: Given, now: number): string {
  const ended = (given.ended ?? []).map(({ servicePackageName }) =>
    say('hasEnded', { name: servicePackageName }),
  );
  const moved = (given.moved ?? []).map(({ servicePackageName, startsAt }) =>
    say('beginsThen', { name: servicePackageName, begin: formatSeen(Date.parse(startsAt), now) }),
  );
  return [describeHeld(customerName, given, now), ...ended, ...moved].join(' ');
}

function describeHeld(customer: string, given: Given, now: number): string {
  const { servicePackageName: name, startsAt, endsAt, waitingSeconds } = given;
  if (waitingSeconds !== null) return say('hasFromFirstLogin', { customer, name });
  const begins = Date.parse(startsAt);
  const begin = begins > now + 60_000 ? formatSeen(begins, now) : null;
  if (endsAt === null)
    return begin === null ? say('hasFromNow', { customer, name }) : say('hasFrom', { customer, name, begin });
  const end = formatSeen(Date.parse(endsAt), now);
  return begin === null
    ? say('hasFromNowUntil', { customer, name, end })
    : say('hasFromUntil', { customer, name, begin, end });
}
