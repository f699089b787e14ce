import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconEye, IconMinus, IconX } from '@tabler/icons-react';
import type { Attempt } from '../../api/types.ts';
import classes from './AccessLog.module.css';
import { judgedRules, type RuleVerdict } from '@gatehouse/domain/access/recorded-rules';

const ICONS = { passed: IconCheck, decided: IconX, observed: IconEye, 'not-asked': IconMinus };

const WORDS: Readonly<Record<RuleVerdict, string>> = {
  passed: 'passed',
  decided: 'refused, this decided',
  observed: 'strict would have refused',
  'not-asked': 'not asked any more',
};

export function AttemptRules({ attempt }: { readonly attempt: Attempt }) {
  return (
    <ol className={classes['rules']}>
      {judgedRules(attempt).map(({ name, label, verdict }) => {
        const Icon = ICONS[verdict];
        return (
          <li key={name} data-verdict={verdict}>
            <Icon size={16} aria-hidden />
            {label}
            <VisuallyHidden>: {WORDS[verdict]}</VisuallyHidden>
          </li>
        );
      })}
    </ol>
  );
}
