import { RelativeTime } from '../../parts/RelativeTime.tsx';
import type { Webhook } from './webhook-types.ts';
import classes from './Webhooks.module.css';

type Props = { readonly webhook: Webhook };

/** How it is with it: switched off by us, nothing taken, or when something was taken last; what waits, and what was let go. */
export function WebhookState({ webhook }: Props) {
  const { disabledWhy, failingSince, lastFault, lastDeliveredAt, waiting, letGo } = webhook;
  if (disabledWhy !== null) return <span className={classes['fault']}>{disabledWhy}</span>;
  return (
    <>
      {failingSince !== null ? (
        <span className={classes['fault']}>
          Nothing taken, first <RelativeTime at={failingSince} />. {lastFault}
        </span>
      ) : lastDeliveredAt === null ? (
        <span>Nothing sent yet</span>
      ) : (
        <span>
          Last taken <RelativeTime at={lastDeliveredAt} />
        </span>
      )}
      {waiting > 0 && <span>{waiting < 1000 ? waiting : '1,000 or more'} waiting</span>}
      {letGo > 0 && (
        <span className={classes['fault']}>
          {letGo.toLocaleString('en')} events were let go: its queue was full. Read what it missed from the
          API.
        </span>
      )}
    </>
  );
}
