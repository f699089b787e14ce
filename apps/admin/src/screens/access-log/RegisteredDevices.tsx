import { Fragment } from 'react';
import type { Attempt } from '../../api/types.ts';
import { LastSeen } from '../../parts/LastSeen.tsx';
import { show } from './texts.ts';

/** Whether a refusal is about which devices are registered. */
const ABOUT_DEVICES: ReadonlySet<string | null> = new Set(['device-not-registered', 'device-limit-reached']);

/** Beside the stranger: "Registered: Home Router, last seen yesterday 22:10." */
export function RegisteredDevices({ attempt: { present, reason } }: { readonly attempt: Attempt }) {
  if (present === null || present.outcome === 'accept' || present.devices.length === 0) return null;
  if (!ABOUT_DEVICES.has(present.reason ?? reason)) return null;
  const more = present.deviceCount - present.devices.length;
  const devices = present.devices.map(({ id, name, lastSeenAt }, index) => (
    <Fragment key={id}>
      {index > 0 && '; '}
      {show('deviceSeen', { name, seen: <LastSeen at={lastSeenAt} /> })}
    </Fragment>
  ));
  return (
    <p>{more > 0 ? show('registeredAndMore', { devices, count: more }) : show('registered', { devices })}</p>
  );
}
