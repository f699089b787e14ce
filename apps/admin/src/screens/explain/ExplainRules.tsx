import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { Explanation } from '../../api/types.ts';
import { SituationSentence } from '../customers/situation/SituationSentence.tsx';
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
      {rules.map(({ name, label, verdict, words }) => (
        <li key={name} data-verdict={verdict}>
          {verdict === 'passed' ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          <div>
            <b>{label}</b>
            {verdict === 'passed' ? (
              <VisuallyHidden>{WORDS[verdict]}</VisuallyHidden>
            ) : (
              <span className={classes['verdict']}>{WORDS[verdict]}</span>
            )}
            <p>
              <SituationSentence sentence={words} />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
