import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Attempt } from '../../api/types.ts';
import { FactList } from '../../parts/FactList.tsx';
import { OutcomeBox } from '../../parts/OutcomeBox.tsx';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { WaysOf } from '../customers/situation/WaysOf.tsx';
import { ExplainDrawer } from '../explain/ExplainDrawer.tsx';
import { AttemptFix } from './AttemptFix.tsx';
import { AttemptRules } from './AttemptRules.tsx';
import { attemptFacts } from './attempt-facts.tsx';
import { isMended, newTrouble, presentWords } from './fix-of.ts';
import { RegisteredDevices } from './RegisteredDevices.tsx';
import { say } from './texts.ts';
import { useExplainedAttempt } from './use-last-attempt.ts';
import classes from './AccessLog.module.css';

type Props = { readonly attempt: Attempt; readonly onClose: () => void };

/** Explain: what was known, which rule decided, and what to do about it. */
export function AttemptDrawer({ attempt: opened, onClose }: Props) {
  const { data: explained, isPending } = useExplainedAttempt(opened);
  const { attempt, about, ways } = explained ?? { attempt: opened, about: null, ways: [] };
  const [asksNow, setAsksNow] = useState(false);
  const { mac, nas } = attempt;
  if (asksNow && about !== null) {
    return (
      <ExplainDrawer
        customer={about}
        mac={mac ?? ''}
        {...(nas !== null && { nasId: nas.id })}
        onClose={onClose}
      />
    );
  }
  const now = isMended(attempt) ? presentWords(attempt) : newTrouble(attempt);
  return (
    <SideSheet title={say('explainThis')} onClose={onClose} width={720}>
      <OutcomeBox
        outcome={attempt.outcome}
        observed={attempt.reason !== null}
        sentence={<SaidText said={attempt.explanationSaid} or={attempt.explanation} />}
      >
        <RegisteredDevices attempt={attempt} />
        {now !== null && (
          <p>
            <b>{isMended(attempt) ? now : say('byNow', { now })}</b>
          </p>
        )}
        <div className={classes['fix']}>
          {about !== null && ways.length > 0 ? (
            <WaysOf customerId={about.id} ways={ways} />
          ) : (
            !isPending && ways.length === 0 && <AttemptFix attempt={attempt} />
          )}
          {about !== null && (
            <Button size="xs" variant="subtle" onClick={() => setAsksNow(true)}>
              {say('explainNow')}
            </Button>
          )}
        </div>
      </OutcomeBox>
      <div className={classes['columns']}>
        <section>
          <h3>{say('whatWasKnown')}</h3>
          <FactList facts={attemptFacts(attempt)} />
        </section>
        <section>
          <h3>{say('rules')}</h3>
          <AttemptRules attempt={attempt} />
        </section>
      </div>
    </SideSheet>
  );
}
