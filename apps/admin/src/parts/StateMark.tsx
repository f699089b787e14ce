import type { ReactNode } from 'react';
import classes from './StateMark.module.css';

export type Meaning = 'green' | 'red' | 'amber' | 'quiet';

type Props = { readonly meaning: Meaning; readonly children: ReactNode };

/** A coloured dot with its word: colour never speaks alone. */
export function StateMark({ meaning, children }: Props) {
  return (
    <span className={classes['state']} data-meaning={meaning}>
      <span className={classes['dot']} aria-hidden />
      {children}
    </span>
  );
}
