import { IconCircle, IconCircleCheckFilled, IconCircleHalf2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './GettingStarted.module.css';
import { type Step, sayStep } from './say-step.ts';
import { say } from './texts.ts';

const STATES = {
  open: { icon: IconCircle, label: say('toDo') },
  begun: { icon: IconCircleHalf2, label: say('begun') },
  done: { icon: IconCircleCheckFilled, label: say('done') },
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
