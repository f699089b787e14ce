import { VisuallyHidden } from '@mantine/core';
import { explainRecorded } from '@gatehouse/domain/access/explain-recorded';
import type { RuleVerdict } from '@gatehouse/domain/access/recorded-rules';
import { IconCheck, IconEye, IconMinus, IconX } from '@tabler/icons-react';
import type { Attempt } from '../../api/types.ts';
import explain from '../explain/Explain.module.css';
import { SaidText } from '../../parts/said/SaidText.tsx';

const ICONS = { passed: IconCheck, decided: IconX, observed: IconEye, 'not-asked': IconMinus };

const WORDS: Readonly<Record<RuleVerdict, string>> = {
  passed: 'passed',
  decided: 'refused, this decided',
  observed: 'strict would have refused',
  'not-asked': 'not asked any more',
};

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
                <span className={explain['verdict']}>{WORDS[verdict]}</span>
              ) : (
                <VisuallyHidden>: {WORDS[verdict]}.</VisuallyHidden>
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
