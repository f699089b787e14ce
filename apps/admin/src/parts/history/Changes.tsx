import { listChanges } from '@gatehouse/domain/audit-log/list-changes';
import type { AuditEntry } from '../../api/types.ts';
import { formatExact } from '../format/time.ts';
import { Quiet } from '../Quiet.tsx';
import classes from './History.module.css';
import { sayField, sayValue } from './say-entry.ts';
import { say } from './texts.ts';

/** What an entry changed, field by field: as it was, and as it is since. */
export function Changes({ entry: { before, after } }: { readonly entry: AuditEntry }) {
  const changes = listChanges(before, after);
  if (changes.length === 0) return <p className={classes['none']}>{say('noValuesChanged')}</p>;
  return (
    <dl className={classes['changes']}>
      {changes.map(({ field, before: was, after: is }) => (
        <div key={field}>
          <dt>{sayField(field)}</dt>
          <dd>
            {was !== undefined && (
              <del>
                <Value field={field} value={was} />
              </del>
            )}
            {was !== undefined && is !== undefined && <span aria-label={say('became')}> → </span>}
            {is !== undefined && <Value field={field} value={is} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Whatever direction it is written in, what stands around it keeps its own. */
function Value({ field, value }: { readonly field: string; readonly value: unknown }) {
  const said =
    typeof value === 'string' && isTime(value) ? formatExact(Date.parse(value)) : sayValue(field, value);
  return said === null ? <Quiet text={null} /> : <bdi>{said}</bdi>;
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}
