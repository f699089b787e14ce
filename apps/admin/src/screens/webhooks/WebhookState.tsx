import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { formatNumber } from '../../parts/format/number.ts';
import { faultOf } from './fault-of.ts';
import { say, show } from './texts.ts';
import type { Webhook } from './webhook-types.ts';
import classes from './Webhooks.module.css';

/** Beyond this the server does not count. */
const COUNTED_MAX = 1000;

type Props = { readonly webhook: Webhook };

/** How it is with it: switched off by us, nothing taken, or when something was taken last; what waits, and what was let go. */
export function WebhookState({ webhook }: Props) {
  const { disabledWhy, failingSince, lastDeliveredAt, waiting, letGo } = webhook;
  if (disabledWhy !== null) return <span className={classes['fault']}>{say('gaveUp')}</span>;
  return (
    <>
      {failingSince !== null ? (
        <span className={classes['fault']}>
          {show('nothingTaken', {
            when: <RelativeTime at={failingSince} />,
            fault: <bdi>{faultOf(webhook)}</bdi>,
          })}
        </span>
      ) : lastDeliveredAt === null ? (
        <span>{say('nothingSentYet')}</span>
      ) : (
        <span>{show('lastTaken', { when: <RelativeTime at={lastDeliveredAt} /> })}</span>
      )}
      {waiting > 0 && <span>{saidWaiting(waiting)}</span>}
      {letGo > 0 && <span className={classes['fault']}>{say('letGo', { count: letGo })}</span>}
    </>
  );
}

function saidWaiting(waiting: number): string {
  const number = formatNumber(Math.min(waiting, COUNTED_MAX));
  return waiting < COUNTED_MAX ? say('waiting', { number }) : say('manyWaiting', { number });
}
