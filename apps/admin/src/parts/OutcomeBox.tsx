import type { ReactNode } from 'react';
import classes from './OutcomeBox.module.css';
import { OutcomeMark } from './OutcomeMark.tsx';

type Props = {
  readonly outcome: 'accept' | 'reject';
  /** An accept in observe, that strict would have refused. */
  readonly observed: boolean;
  readonly sentence: ReactNode;
  /** Whether it changes while one looks at it. */
  readonly live?: boolean;
  readonly children?: ReactNode;
};

/** What became of a login, in one sentence on green or red; below it what else is to be said or done. */
export function OutcomeBox({ outcome, observed, sentence, live = false, children }: Props) {
  return (
    <div className={classes['box']} data-outcome={outcome} {...(live && { role: 'status' })}>
      <p>
        <OutcomeMark outcome={outcome} observed={observed} />
      </p>
      <p>{sentence}</p>
      {children}
    </div>
  );
}
