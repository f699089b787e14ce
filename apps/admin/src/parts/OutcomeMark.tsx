import { IconCircleCheck, IconCircleX, IconEye } from '@tabler/icons-react';
import classes from './OutcomeMark.module.css';
import { say } from './texts.ts';

type Props = {
  readonly outcome: 'accept' | 'reject';
  /** An accept in observe, that strict would have refused. */
  readonly observed?: boolean;
};

/** Accepted or refused, as icon and word. */
export function OutcomeMark({ outcome, observed = false }: Props) {
  if (outcome === 'reject') {
    return (
      <span className={classes['mark']} data-outcome="reject">
        <IconCircleX size={15} aria-hidden /> {say('refused')}
      </span>
    );
  }
  return (
    <span className={classes['mark']} data-outcome={observed ? 'observed' : 'accept'}>
      {observed ? <IconEye size={15} aria-hidden /> : <IconCircleCheck size={15} aria-hidden />}{' '}
      {say('accepted')}
    </span>
  );
}
