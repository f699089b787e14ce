import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeJson } from '../api/call-api.ts';
import type { Clock } from '../api/types.ts';
import { useMay } from '../api/use-me.ts';
import { formatExact } from '../parts/format/time.ts';
import { showError } from '../parts/show-error.ts';
import { describeOffset } from './describe-offset.ts';
import classes from './Notices.module.css';
import { say, show } from './texts.ts';

type Jump = NonNullable<Clock['jump']>;

/** The machine's clock has jumped: what goes on by which time, and what confirming would do. */
export function ClockNotice({ jump, time }: { readonly jump: Jump; readonly time: string }) {
  const queryClient = useQueryClient();
  const mayConfirm = useMay('system.change');
  const machineTime = formatExact(Date.parse(jump.machineTime));
  const confirm = useMutation({
    mutationFn: () => changeJson<Clock>('POST', '/system/clock/confirm', { time: jump.machineTime }),
    onSuccess: () => {
      notifications.show({ color: 'green', message: say('timeIsNow', { machineTime }) });
      return queryClient.invalidateQueries();
    },
    onError: (error) => showError(error, say('timeNotChanged')),
  });
  return (
    <section className={classes['notice']} data-meaning="amber">
      <div>
        <p>
          {show('clockJumped', {
            b: (words) => <b>{words}</b>,
            offset: describeOffset(jump.aheadSeconds),
            time: formatExact(Date.parse(time)),
          })}
        </p>
        <p>{say('clockWrongOrRight', { jump: consequences(jump) })}</p>
      </div>
      {mayConfirm && (
        <Button size="xs" variant="default" loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {say('confirmTime', { machineTime })}
        </Button>
      )}
    </section>
  );
}

function consequences({ aheadSeconds, packagesEnding, packagesRunningAgain }: Jump): string {
  if (packagesEnding > 0) return say('packagesEnd', { count: packagesEnding });
  if (packagesRunningAgain > 0) return say('packagesRunAgain', { count: packagesRunningAgain });
  return aheadSeconds > 0 ? say('noPackageEnds') : say('noPackageRunsAgain');
}
