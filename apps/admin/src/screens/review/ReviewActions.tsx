import { Button } from '@mantine/core';
import type { ReviewFinding } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import devices from '../devices/Devices.module.css';
import { useContinueDevice } from './use-continue-device.ts';
import { useDecideReview } from './use-review.ts';

/** Keep it, remove it; of two that may be one, say so. */
export function ReviewActions({ finding }: { readonly finding: ReviewFinding }) {
  const mayDecide = useMay('devices.remove');
  const { mutate, isPending } = useDecideReview();
  const same = useContinueDevice();
  if (!mayDecide || finding.kept !== null) return null;
  const { device, newerDeviceId } = finding;
  const name = `${device.label ?? device.mac} of ${device.customerName}`;
  return (
    <span className={devices['actions']}>
      {newerDeviceId !== null && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={same.isPending}
          onClick={() => same.mutate(finding)}
          aria-label={`Same device: ${name}`}
        >
          Same device
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={isPending}
        title={finding.ifKept}
        onClick={() => mutate({ decision: 'keep', findings: [finding] })}
        aria-label={`Keep ${name}`}
      >
        Keep
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        disabled={isPending}
        title={finding.ifRemoved}
        onClick={() => mutate({ decision: 'remove', findings: [finding] })}
        aria-label={`Remove ${name}`}
      >
        Remove
      </Button>
    </span>
  );
}
