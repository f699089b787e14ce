import type { Customer } from '../../api/types.ts';
import { formatDay } from '../../parts/format/time.ts';
import { say } from './texts.ts';

/** `Home 20 until 3 Dec`, `Home 20, ended 3 Dec`, `Day, from the first login`, `Home 20`, `No package`. */
export function describeSubscription(subscription: Customer['subscription'], now: number): string {
  if (subscription === null) return say('noPackage');
  const { servicePackageName: name, endsAt, waitingSeconds, running } = subscription;
  if (waitingSeconds !== null) return say('fromFirstLogin', { name });
  if (endsAt === null) return name;
  const day = formatDay(Date.parse(endsAt), now);
  return running ? say('untilDay', { name, day }) : say('endedOn', { name, day });
}
