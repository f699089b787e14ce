import { Button } from '@mantine/core';
import type { ReviewFinding } from '../../api/types.ts';
import { saySaid } from '../../parts/said/say-said.ts';
import { useMay } from '../../api/use-me.ts';
import devices from '../devices/Devices.module.css';
import { say } from './texts.ts';
import { useContinueDevice } from './use-continue-device.ts';
import { useDecideReview } from './use-review.ts';

/** Keep it, remove it; of two that may be one, say so. */
export function ReviewActions({ finding }: { readonly finding: ReviewFinding }) {
  const mayDecide = useMay('devices.remove');
  const { mutate, isPending } = useDecideReview();
  const same = useContinueDevice();
  if (!mayDecide || finding.kept !== null) return null;
  const { device, newerDeviceId } = finding;
  const name = say('deviceOf', { device: device.label ?? device.mac, customer: device.customerName });
  return (
    <span className={devices['actions']}>
      {newerDeviceId !== null && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={same.isPending}
          onClick={() => same.mutate(finding)}
          aria-label={say('sameDeviceName', { name })}
        >
          {say('sameDevice')}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={isPending}
        title={saySaid(finding.ifKeptSaid, finding.ifKept)}
        onClick={() => mutate({ decision: 'keep', findings: [finding] })}
        aria-label={say('keepName', { name })}
      >
        {say('keep')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={isPending}
        title={finding.ifRemoved}
        onClick={() => mutate({ decision: 'remove', findings: [finding] })}
        aria-label={say('removeName', { name })}
      >
        {say('remove')}
      </Button>
    </span>
  );
}
