import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Customer } from '../../api/types.ts';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { ExplainDrawer } from '../explain/ExplainDrawer.tsx';
import classes from './CustomerScreen.module.css';
import { DayStrip } from './situation/DayStrip.tsx';
import { SituationWays } from './situation/SituationWays.tsx';
import { useSituation } from './situation/use-situation.ts';
import { say } from './texts.ts';

type Props = { readonly customer: Customer };

/** How things stand, in one sentence, and the way out when they stand badly; then the last day as a strip. */
export function ProfileSentence({ customer }: Props) {
  const { data: situation } = useSituation(customer.id);
  const [explaining, setExplaining] = useState(false);
  return (
    <>
      <div className={classes['sentence']} data-meaning={situation?.meaning ?? 'quiet'}>
        <div className={classes['told']}>
          <div role="status">
            <p>
              <strong>
                {situation ? <SaidText said={situation.sentenceSaid} or={situation.text} /> : say('looking')}
              </strong>
            </p>
            {situation?.detailsSaid.map((detail, index) => (
              <p key={index}>
                <SaidText said={detail} />
              </p>
            ))}
          </div>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconListCheck size={15} aria-hidden />}
            onClick={() => setExplaining(true)}
          >
            {say('explain')}
          </Button>
        </div>
        {situation && (
          <div className={classes['ways']}>
            {/* Not anew with each sentence: a password that is being read out stays open while the router tries again. */}
            <SituationWays customer={customer} ways={situation.ways} />
          </div>
        )}
      </div>
      <DayStrip customerId={customer.id} />
      {explaining && <ExplainDrawer customer={customer} onClose={() => setExplaining(false)} />}
    </>
  );
}
