import { IMPORT_VERDICTS } from '@gatehouse/domain/imports/import-words';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../parts/format/number.ts';
import { StateMark } from '../../parts/StateMark.tsx';
import classes from './Imports.module.css';
import { type Counts, EFFECT_MEANINGS, presentVerdicts, sayVerdict } from './import-words.ts';
import { say } from './texts.ts';

/** How many rows have which verdict, each a link to those rows. */
export function VerdictCounts({
  importId,
  verdicts,
}: {
  readonly importId: string;
  readonly verdicts: Counts;
}) {
  return (
    <ul className={classes['verdicts']} aria-label={say('verdicts')}>
      {presentVerdicts(verdicts).map(([verdict, count]) => (
        <li key={verdict}>
          <Link to="/imports/$importId" params={{ importId }} search={{ verdict }} replace>
            <StateMark meaning={EFFECT_MEANINGS[IMPORT_VERDICTS[verdict].effect]}>
              {sayVerdict(verdict)}
            </StateMark>
            <b>{formatNumber(count)}</b>
          </Link>
        </li>
      ))}
    </ul>
  );
}
