import { formatCount } from '@gatehouse/domain/service-packages/describe-amounts';
import { Link } from '@tanstack/react-router';
import type { Home } from '../../api/types.ts';
import { type Meaning, StateMark } from '../../parts/StateMark.tsx';
import { sayMs } from '../system/say-amounts.ts';
import classes from './Home.module.css';

const STATES: Readonly<Record<'ok' | 'stale' | 'silent', { meaning: Meaning; word: string }>> = {
  ok: { meaning: 'green', word: 'Answering' },
  stale: { meaning: 'amber', word: 'Behind' },
  silent: { meaning: 'red', word: 'Silent' },
};

type Props = Pick<Home, 'parts' | 'waiting'>;

/** The database, RADIUS and the routers, each in a word. */
export function PartsNow({ parts, waiting: { routersBroken, routersSilent } }: Props) {
  if (parts === null) return null;
  const troubled = (routersBroken ?? 0) + (routersSilent ?? 0);
  return (
    <section className={classes['list']}>
      <h2>
        The house
        <Link to="/system">System</Link>
      </h2>
      <ul>
        <li>
          <span>Database</span>
          <StateMark meaning="green">Answers in {sayMs(parts.database.answerMs)}</StateMark>
        </li>
        {parts.radius.length === 0 && (
          <li>
            <span>RADIUS</span>
            <StateMark meaning="red">Not running</StateMark>
          </li>
        )}
        {parts.radius.map(({ id, name, state }) => (
          <li key={id}>
            <span>RADIUS {name}</span>
            <StateMark meaning={STATES[state].meaning}>{STATES[state].word}</StateMark>
          </li>
        ))}
        <li>
          <Link to="/routers">{formatCount(parts.routers, 'router')}</Link>
          {parts.routers > 0 && (
            <StateMark meaning={troubled === 0 ? 'green' : (routersBroken ?? 0) > 0 ? 'red' : 'amber'}>
              {troubled === 0 ? 'Heard from all' : `${troubled} silent or in trouble`}
            </StateMark>
          )}
        </li>
      </ul>
    </section>
  );
}
