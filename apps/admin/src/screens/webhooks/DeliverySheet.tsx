import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { showError } from '../../parts/show-error.ts';
import { SideSheet } from '../../parts/SideSheet.tsx';
import { StateMark } from '../../parts/StateMark.tsx';
import { DELIVERY_STATES, wordOf } from './delivery-states.ts';
import { faultOf } from './fault-of.ts';
import { sayHowItWent } from './say-how-it-went.ts';
import { say, show } from './texts.ts';
import { useSendAgain } from './use-webhooks.ts';
import type { WebhookDelivery } from './webhook-types.ts';
import classes from './Webhooks.module.css';

type Props = {
  readonly delivery: WebhookDelivery;
  readonly mayChange: boolean;
  readonly onChanged: (delivery: WebhookDelivery) => void;
  readonly onClose: () => void;
};

/** One delivery: what was sent, what came back, and when it is tried again. */
export function DeliverySheet({ delivery, mayChange, onChanged, onClose }: Props) {
  const again = useSendAgain();
  const send = () =>
    again.mutate(delivery.id, {
      onSuccess: ({ value }) => {
        sayHowItWent(value);
        onChanged(value);
      },
      onError: (error) => showError(error, say('notSentAgain')),
    });
  const { state, lastAt, lastSaid, lastStatus, lastMs, nextAt, tries } = delivery;
  const fault = faultOf(delivery);
  return (
    <SideSheet title={delivery.type} onClose={onClose}>
      <div className={classes['facts']}>
        <StateMark meaning={DELIVERY_STATES[state].meaning}>{wordOf(state)}</StateMark>
        {lastAt !== null && (
          <p>
            {show('try', {
              tries,
              when: <RelativeTime at={lastAt} />,
              answer: lastStatus === null ? say('noAnswer') : String(lastStatus),
              ms: lastMs ?? 0,
            })}
          </p>
        )}
        {fault !== null && state !== 'delivered' && <p className={classes['fault']}>{fault}</p>}
        {lastSaid !== null && (
          <p>
            {show('itSaid', {
              said: (
                <q>
                  <bdi>{lastSaid}</bdi>
                </q>
              ),
            })}
          </p>
        )}
        {nextAt !== null && <p>{show('nextTry', { when: <RelativeTime at={nextAt} clock /> })}</p>}
      </div>
      <pre className={classes['body']} dir="ltr">
        {JSON.stringify(JSON.parse(delivery.body), null, 2)}
      </pre>
      {mayChange && (
        <Button onClick={send} loading={again.isPending} leftSection={<IconSend size={16} aria-hidden />}>
          {say('sendAgain')}
        </Button>
      )}
    </SideSheet>
  );
}
