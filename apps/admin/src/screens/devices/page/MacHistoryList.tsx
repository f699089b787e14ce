import type { MacHistory } from '../../../api/types.ts';
import { MacText } from '../../../parts/mac/MacText.tsx';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import classes from './DevicePage.module.css';
import { say, show } from './texts.ts';
import { useMacHistory } from './use-device.ts';

type MacChange = MacHistory['items'][number];

/** The addresses that it had; nothing where it had one only. */
export function MacHistoryList({ deviceId }: { readonly deviceId: string }) {
  const { data } = useMacHistory(deviceId);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <h2>{say('earlierMacs')}</h2>
      <ul className={classes['list']} aria-label={say('earlierMacs')}>
        {data.items.map((item) => (
          <li key={item.changedAt}>
            <p>
              {show('macChange', {
                before: <MacText mac={item.oldMac} />,
                after: <MacText mac={item.newMac} />,
              })}
            </p>
            <span className={classes['quiet']}>
              <Cause item={item} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Cause({ item: { cause, changedBy: by, changedAt, undoneAt } }: { readonly item: MacChange }) {
  const when = <RelativeTime at={changedAt} />;
  return undoneAt === null ? show(`cause_${cause}`, { by, when }) : show(`undone_${cause}`, { by, when });
}
