import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import type { Attempt } from '../../api/types.ts';
import { LastSeen } from '../../parts/LastSeen.tsx';

/** Whether a refusal is about which devices are registered. */
const ABOUT_DEVICES: ReadonlySet<string | null> = new Set(['device-not-registered', 'device-limit-reached']);

/** Beside the stranger: "Registered: Home Router, last seen yesterday 22:10." */
export function RegisteredDevices({ attempt: { present, reason } }: { readonly attempt: Attempt }) {
  if (present === null || present.outcome === 'accept' || present.devices.length === 0) return null;
  if (!ABOUT_DEVICES.has(present.reason ?? reason)) return null;
  const more = present.deviceCount - present.devices.length;
  return (
    <p>
      Registered:{' '}
      {present.devices.map(({ id, name, lastSeenAt }, index) => (
        <span key={id}>
          {index > 0 && '; '}
          {name}, <LastSeen at={lastSeenAt} />
        </span>
      ))}
      {more > 0 && ` and ${formatCount(more, 'other')}`}.
    </p>
  );
}
