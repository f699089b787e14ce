import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../api/call-api.ts';
import type { Clock } from '../api/types.ts';
import { useMay } from '../api/use-me.ts';
import { formatExact } from '../parts/format/time.ts';
import { showError } from '../parts/show-error.ts';
import { describeOffset } from './describe-offset.ts';
import classes from './Notices.module.css';

type Jump = NonNullable<Clock['jump']>;

/** The machine's clock has jumped: what goes on by which time, and what confirming would do. */
export function ClockNotice({ jump, time }: { readonly jump: Jump; readonly time: string }) {
  const queryClient = useQueryClient();
  const mayConfirm = useMay('system.change');
  const machineTime = formatExact(Date.parse(jump.machineTime));
  const confirm = useMutation({
    mutationFn: () => changeJson<Clock>('POST', '/system/clock/confirm', { time: jump.machineTime }),
    onSuccess: () => {
      notifications.show({ color: 'green', message: `It is ${machineTime} from now on.` });
      return queryClient.invalidateQueries();
    },
    onError: (error) => showError(error, 'The time was not changed.'),
  });
  return (
    <section className={classes['notice']} data-meaning="amber">
      <div>
        <p>
          <b>The clock of the machine is {describeOffset(jump.aheadSeconds)}.</b> Packages, sessions and
          sign-ins go on by the time that was trusted before: {formatExact(Date.parse(time))}.
        </p>
        <p>
          If the clock is wrong, set it right on the machine, and this notice goes by itself. If it is right,
          confirm it: {consequences(jump)}
        </p>
      </div>
      {mayConfirm && (
        <Button size="xs" variant="default" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          Confirm {machineTime}
        </Button>
      )}
    </section>
  );
}

function consequences({ aheadSeconds, packagesEnding, packagesRunningAgain }: Jump): string {
  if (packagesEnding > 0)
    return `${formatCount(packagesEnding, 'package')} ${packagesEnding === 1 ? 'ends' : 'end'} at once.`;
  if (packagesRunningAgain > 0)
    return `${formatCount(packagesRunningAgain, 'package')} that had ended ${packagesRunningAgain === 1 ? 'runs' : 'run'} again.`;
  return aheadSeconds > 0 ? 'no package ends by it.' : 'no package runs again by it.';
}
