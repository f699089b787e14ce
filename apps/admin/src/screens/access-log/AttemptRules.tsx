import { VisuallyHidden } from '@mantine/core';
import { explainRecorded } from '@gatehouse/domain/access/explain-recorded';
import { IconCheck, IconEye, IconMinus, IconX } from '@tabler/icons-react';
import type { Attempt } from '../../api/types.ts';
import explain from '../explain/Explain.module.css';
import { SaidText } from '../../parts/said/SaidText.tsx';
import { say } from './texts.ts';

const ICONS = { passed: IconCheck, decided: IconX, observed: IconEye, 'not-asked': IconMinus };

/** Each rule in its order, and what it found then. */
export function AttemptRules({ attempt }: { readonly attempt: Attempt }) {
  return (
    <ol className={explain['rules']}>
      {explainRecorded(attempt).map(({ name, label, verdict, words }) => {
        const Icon = ICONS[verdict];
        return (
          <li key={name} data-verdict={verdict}>
            <Icon size={16} aria-hidden />
            <div>
              <b>
                <SaidText said={label} />
              </b>
              {verdict === 'decided' || verdict === 'observed' ? (
                <span className={explain['verdict']}>{say(`verdict_${verdict}`)}</span>
              ) : (
                <VisuallyHidden>
                  {say('verdictHidden', { verdict: say(`verdict_${verdict}`) })}
                </VisuallyHidden>
              )}
              {verdict !== 'not-asked' && (
                <p>
                  <SaidText said={words} />
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
