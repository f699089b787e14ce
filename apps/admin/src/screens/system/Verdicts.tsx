import { Link } from '@tanstack/react-router';
import type { Truth } from '../../frame/use-truth.ts';
import { saySaid } from '../../parts/said/say-said.ts';
import classes from './System.module.css';
import { say } from './texts.ts';

/** What is wrong, the worst first, and what to do; or that all is well. */
export function Verdicts({ truth: { state, sentence, advice, system } }: { readonly truth: Truth }) {
  if (system === undefined || system.verdicts.length === 0) {
    const meaning = { well: 'green', look: 'amber', broken: 'red', unknown: undefined }[state];
    return (
      <div className={classes['verdict']} data-meaning={meaning} role="status">
        <strong>{state === 'well' ? say('allWell') : sentence || say('asking')}</strong>
        {state === 'well' && <p>{sentence}</p>}
        {advice !== undefined && <p>{advice}</p>}
      </div>
    );
  }
  return (
    <div role="status">
      <ul className={classes['verdicts']}>
        {system.verdicts.map((verdict) => {
          const { level, word, path } = verdict;
          const way = saySaid(verdict.adviceSaid, verdict.advice);
          return (
            <li key={word} className={classes['verdict']} data-meaning={level}>
              <strong>{saySaid(verdict.sentenceSaid, verdict.sentence)}</strong>
              <p>{path === undefined ? way : <Link to={path}>{way}</Link>}</p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
