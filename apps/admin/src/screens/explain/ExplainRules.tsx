import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { Explanation } from '../../api/types.ts';
import { SaidText } from '../../parts/said/SaidText.tsx';
import classes from './Explain.module.css';
import { say } from './texts.ts';

type Rule = Explanation['rules'][number];

const WORDS: Readonly<Record<Rule['verdict'], string>> = {
  passed: say('passed'),
  decided: say('decided'),
  'would-refuse-too': say('wouldRefuseToo'),
};

/** Each rule in its order, passed or failed, with what it found. */
export function ExplainRules({ rules }: { readonly rules: readonly Rule[] }) {
  return (
    <ol className={classes['rules']}>
      {rules.map(({ name, label, labelSaid, verdict, wordsSaid }) => (
        <li key={name} data-verdict={verdict}>
          {verdict === 'passed' ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          <div>
            <b>
              <SaidText said={labelSaid} or={label} />
            </b>
            {verdict === 'passed' ? (
              <VisuallyHidden>{WORDS[verdict]}</VisuallyHidden>
            ) : (
              <span className={classes['verdict']}>{WORDS[verdict]}</span>
            )}
            <p>
              <SaidText said={wordsSaid} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
