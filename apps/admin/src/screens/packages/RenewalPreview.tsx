import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Renewal } from '../../api/types.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { formatSeen } from '../../parts/format/time.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import classes from './RenewalPreview.module.css';
import { say } from './texts.ts';

type Props = { readonly customerId: string; readonly servicePackageId: string };

/** When a package would begin that is paid for now, or given behind the present one; said before anybody clicks. */
export function RenewalPreview({ customerId, servicePackageId }: Props) {
  const now = useNow();
  const { data } = useQuery({
    queryKey: ['customers', 'renewal', customerId, servicePackageId],
    queryFn: ({ signal }) =>
      getJson<Renewal>(`/customers/${customerId}/renewal`, { servicePackageId }, signal),
    enabled: customerId !== '' && servicePackageId !== '',
    staleTime: 0,
  });
  if (customerId === '' || servicePackageId === '' || !data) return null;
  if (data.refused !== null) {
    return (
      <Alert color="red" variant="light" role="alert">
        {say('endFirst')}
      </Alert>
    );
  }
  return <p className={classes['begins']}>{describeRenewal(data, now)}</p>;
}

/** `Begins tomorrow 22:10, when the present one ends, and runs until 4 Dec 22:10.` */
export function describeRenewal({ begins, startsAt, endsAt, waitingSeconds }: Renewal, now: number): string {
  const begin =
    begins === 'after-present' && startsAt !== null ? formatSeen(Date.parse(startsAt), now) : null;
  if (waitingSeconds !== null) {
    const span = formatDuration(waitingSeconds);
    return begin === null ? say('runsFromFirstLogin', { span }) : say('beginsLaterWaits', { begin, span });
  }
  if (endsAt === null) return begin === null ? say('beginsNowNoEnd') : say('beginsLaterNoEnd', { begin });
  const end = formatSeen(Date.parse(endsAt), now);
  return begin === null ? say('beginsNow', { end }) : say('beginsLater', { begin, end });
}
