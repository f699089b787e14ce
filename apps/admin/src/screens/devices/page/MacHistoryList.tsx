import type { MacHistory } from '../../../api/types.ts';
import { MacText } from '../../../parts/mac/MacText.tsx';
import { RelativeTime } from '../../../parts/RelativeTime.tsx';
import classes from './DevicePage.module.css';
import { useMacHistory } from './use-device.ts';

const CAUSES: Readonly<Record<MacHistory['items'][number]['cause'], string>> = {
  replaced: 'Replaced by',
  'swap-window': 'Swap window of',
  continued: 'New private address, said by',
};

/** The addresses that it had; nothing where it had one only. */
export function MacHistoryList({ deviceId }: { readonly deviceId: string }) {
  const { data } = useMacHistory(deviceId);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      <h2>Earlier MAC addresses</h2>
      <ul className={classes['list']} aria-label="Earlier MAC addresses">
        {data.items.map((item) => (
          <li key={item.changedAt}>
            <p>
              <MacText mac={item.oldMac} /> → <MacText mac={item.newMac} />
            </p>
            <span className={classes['quiet']}>
              {CAUSES[item.cause]} {item.changedBy}, <RelativeTime at={item.changedAt} />
              {item.undoneAt !== null && ', undone'}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
