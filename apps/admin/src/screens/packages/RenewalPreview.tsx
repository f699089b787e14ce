import { formatDuration } from '@gatehouse/domain/service-packages/describe-amounts';
import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Renewal } from '../../api/types.ts';
import { formatSeen } from '../../parts/format/time.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import classes from './RenewalPreview.module.css';

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
        A package without an end runs already, so this one would never begin. End that one first.
      </Alert>
    );
  }
  return <p className={classes['begins']}>{describeRenewal(data, now)}</p>;
}

/** `Begins tomorrow 22:10, when the present one ends, and runs until 4 Dec 22:10.` */
export function describeRenewal({ begins, startsAt, endsAt, waitingSeconds }: Renewal, now: number): string {
  const isLater = begins === 'after-present' && startsAt !== null;
  const from = isLater
    ? `Begins ${formatSeen(Date.parse(startsAt), now)}, after what there is already`
    : 'Begins now';
  if (waitingSeconds !== null) {
    const span = formatDuration(waitingSeconds);
    return isLater
      ? `${from}, with the first login then: ${span} long.`
      : `Runs ${span} from the first login.`;
  }
  return endsAt === null
    ? `${from}, without an end.`
    : `${from}, and runs until ${formatSeen(Date.parse(endsAt), now)}.`;
}
