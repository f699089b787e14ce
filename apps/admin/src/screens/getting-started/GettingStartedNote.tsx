import { Button } from '@mantine/core';
import { LinkButton } from '../../parts/LinkButton.tsx';
import classes from './GettingStarted.module.css';
import { nextStep, sayStep } from './say-step.ts';
import { say } from './texts.ts';
import { useGettingStarted, useLeaveGettingStarted } from './use-getting-started.ts';

/** On Home, until all is done or it was left. */
export function GettingStartedNote() {
  const { data } = useGettingStarted();
  const leave = useLeaveGettingStarted();
  if (data === undefined || data.done || data.left) return null;
  const next = nextStep(data.steps);
  const done = data.steps.filter(({ state }) => state === 'done').length;
  return (
    <section className={classes['note']} aria-label={say('gettingStarted')}>
      <div>
        <h2>{say('gettingStarted')}</h2>
        <p>
          {say('stepsDone', { done, all: data.steps.length })}{' '}
          {next && say('next', { step: sayStep(next).title })}
        </p>
      </div>
      <div className={classes['ways']}>
        <LinkButton to="/getting-started">{say('goOn')}</LinkButton>
        <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate(true)}>
          {say('leave')}
        </Button>
      </div>
    </section>
  );
}
