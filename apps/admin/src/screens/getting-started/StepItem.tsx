import { IconCircle, IconCircleCheckFilled, IconCircleHalf2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './GettingStarted.module.css';
import { type Step, sayStep } from './say-step.ts';

const STATES = {
  open: { icon: IconCircle, label: 'To do' },
  begun: { icon: IconCircleHalf2, label: 'Begun' },
  done: { icon: IconCircleCheckFilled, label: 'Done' },
} as const;

type Props = {
  readonly step: Step;
  readonly isNext: boolean;
  /** What to do about it. */
  readonly children?: ReactNode;
};

export function StepItem({ step, isNext, children }: Props) {
  const { title, text } = sayStep(step);
  const { icon: Icon, label } = STATES[step.state];
  return (
    <li data-state={step.state} data-next={isNext || undefined} aria-current={isNext ? 'step' : undefined}>
      <Icon size={22} stroke={1.6} role="img" aria-label={label} />
      <div>
        <h2>{title}</h2>
        <p>{text}</p>
        {step.state !== 'done' && <div className={classes['ways']}>{children}</div>}
      </div>
    </li>
  );
}
