import { useParams } from '@tanstack/react-router';
import { ApiError, isSignedOut } from '../../../api/call-api.ts';
import type { Device } from '../../../api/types.ts';
import { FactList } from '../../../parts/FactList.tsx';
import { NoSuch } from '../../../parts/NotFound.tsx';
import { NotRead } from '../../../parts/NotRead.tsx';
import { ProfileSkeleton } from '../../customers/ProfileSkeleton.tsx';
import { deviceFacts } from '../device-facts.tsx';
import { DeviceHeader } from './DeviceHeader.tsx';
import { DeviceNotes } from './DeviceNotes.tsx';
import classes from './DevicePage.module.css';
import { DevicePlots } from './DevicePlots.tsx';
import { DeviceTimeline } from './DeviceTimeline.tsx';
import { MacHistoryList } from './MacHistoryList.tsx';
import { say } from './texts.ts';
import { useDevice } from './use-device.ts';

/** One device: what it is, what it did, and what can be done with it. */
export function DeviceScreen() {
  const { deviceId = '' } = useParams({ strict: false });
  const { data: device, error, refetch } = useDevice(deviceId);
  if (error instanceof ApiError && error.status === 404) return <NoSuch what={say('device')} />;
  if (!device && error !== null && !isSignedOut(error))
    return <NotRead title={say('notRead')} error={error} onRetry={() => void refetch()} />;
  return device ? <DevicePage device={device} /> : <ProfileSkeleton />;
}

function DevicePage({ device }: { readonly device: Device }) {
  return (
    <article className={classes['page']} aria-label={device.label ?? device.mac}>
      <DeviceHeader device={device} />
      <div className={classes['columns']}>
        <section aria-label={say('facts')}>
          <FactList facts={deviceFacts(device)} />
          <MacHistoryList deviceId={device.id} />
        </section>
        <DeviceNotes deviceId={device.id} />
      </div>
      <DevicePlots deviceId={device.id} />
      <DeviceTimeline deviceId={device.id} />
    </article>
  );
}
