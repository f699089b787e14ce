import { Link } from '@tanstack/react-router';
import type { Home } from '../../api/types.ts';
import { type Meaning, StateMark } from '../../parts/StateMark.tsx';
import { sayMs } from '../system/say-amounts.ts';
import classes from './Home.module.css';
import { say } from './texts.ts';

const STATES: Readonly<Record<'ok' | 'stale' | 'silent', { meaning: Meaning; word: string }>> = {
  ok: { meaning: 'green', word: say('answering') },
  stale: { meaning: 'amber', word: say('behind') },
  silent: { meaning: 'red', word: say('silent') },
};

type Props = Pick<Home, 'parts' | 'waiting'>;

/** The database, RADIUS and the routers, each in a word. */
export function PartsNow({ parts, waiting: { routersBroken, routersSilent } }: Props) {
  if (parts === null) return null;
  const troubled = (routersBroken ?? 0) + (routersSilent ?? 0);
  return (
    <section className={classes['list']}>
      <h2>
        {say('theHouse')}
        <Link to="/system">{say('system')}</Link>
      </h2>
      <ul>
        <li>
          <span>{say('database')}</span>
          <StateMark meaning="green">
            {say('answersIn', { answerMs: sayMs(parts.database.answerMs) })}
          </StateMark>
        </li>
        {parts.radius.length === 0 && (
          <li>
            <span>RADIUS</span>
            <StateMark meaning="red">{say('notRunning')}</StateMark>
          </li>
        )}
        {parts.radius.map(({ id, name, state }) => (
          <li key={id}>
            <span>RADIUS {name}</span>
            <StateMark meaning={STATES[state].meaning}>{STATES[state].word}</StateMark>
          </li>
        ))}
        <li>
          <Link to="/routers">{say('routers', { count: parts.routers })}</Link>
          {parts.routers > 0 && (
            <StateMark meaning={troubled === 0 ? 'green' : (routersBroken ?? 0) > 0 ? 'red' : 'amber'}>
              {troubled === 0 ? say('heardFromAll') : say('silentOrBroken', { count: troubled })}
            </StateMark>
          )}
        </li>
      </ul>
    </section>
  );
}
