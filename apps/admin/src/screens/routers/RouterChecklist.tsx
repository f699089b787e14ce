import { Skeleton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCircleX,
  IconClock,
  IconMinus,
  IconQuestionMark,
} from '@tabler/icons-react';
import type { Checklist } from '../../api/types.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { saySaid } from '../../parts/said/say-said.ts';
import { errorSentence } from '../../parts/show-error.ts';
import classes from './RouterSetUp.module.css';
import { say } from './texts.ts';
import { useChecklist } from './use-router-kit.ts';

type Check = Checklist['items'][number];

/** How a state looks, and the word that stands for it where the icon is not seen. */
const MARKS = {
  done: { icon: IconCheck, meaning: 'green', word: say('mark_done') },
  broken: { icon: IconCircleX, meaning: 'red', word: say('mark_broken') },
  look: { icon: IconAlertTriangle, meaning: 'amber', word: say('mark_look') },
  waiting: { icon: IconClock, meaning: 'quiet', word: say('mark_waiting') },
  unknown: { icon: IconQuestionMark, meaning: 'quiet', word: say('mark_unknown') },
  'not-needed': { icon: IconMinus, meaning: 'quiet', word: say('mark_not-needed') },
} as const satisfies Record<Check['state'], unknown>;

/** What the router does of all that it should, line by line. */
export function RouterChecklist({ routerId }: { readonly routerId: string }) {
  const { data, error } = useChecklist(routerId);
  if (!data) return error ? <p>{errorSentence(error)}</p> : <Skeleton h={420} />;
  const needed = data.items.filter(({ state }) => state !== 'not-needed');
  const done = needed.filter(({ state }) => state === 'done').length;
  return (
    <>
      <p className={classes['quiet']} role="status">
        {done === needed.length ? say('allDone') : say('someDone', { done, all: needed.length })}
      </p>
      <ol className={classes['checks']}>
        {data.items.map((check) => (
          <CheckLine key={check.code} check={check} />
        ))}
      </ol>
    </>
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const { state, at, remedy, remedySaid } = check;
  const { icon: Icon, meaning, word } = MARKS[state];
  return (
    <li data-meaning={meaning}>
      <span className={classes['mark']} role="img" aria-label={word} title={word}>
        <Icon size={16} stroke={2.2} aria-hidden />
      </span>
      <div>
        <div className={classes['title']}>
          <b>{saySaid(check.titleSaid, check.title)}</b>
          {at !== null && <RelativeTime at={at} />}
        </div>
        <p>{saySaid(check.messageSaid, check.message)}</p>
        {remedy !== null && remedySaid !== null && (
          <p className={classes['remedy']}>{saySaid(remedySaid, remedy)}</p>
        )}
      </div>
    </li>
  );
}
