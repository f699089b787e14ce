import type { Customer } from '../../api/types.ts';
import { formatDay } from '../../parts/format/time.ts';

/** `Home 20 until 3 Dec`, `Home 20, ended 3 Dec`, `Day, from the first login`, `Home 20`, `No package`. */
export function describeSubscription(subscription: Customer['subscription'], now: number): string {
  if (subscription === null) return 'No package';
  const { servicePackageName, endsAt, waitingSeconds, running } = subscription;
  if (waitingSeconds !== null) return `${servicePackageName}, from the first login`;
  if (endsAt === null) return servicePackageName;
  const day = formatDay(Date.parse(endsAt), now);
  return running ? `${servicePackageName} until ${day}` : `${servicePackageName}, ended ${day}`;
}
