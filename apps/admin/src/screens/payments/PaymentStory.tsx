import { useId } from 'react';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import { describeEvent } from './describe-event.ts';
import classes from './Payments.module.css';
import type { PaymentDetail } from './payment-types.ts';
import { say } from './texts.ts';

/** What was heard, asked and decided, the latest first. */
export function PaymentStory({ payment }: { readonly payment: PaymentDetail }) {
  const heading = useId();
  if (payment.events.length === 0) return null;
  return (
    <section className={classes['story']} aria-labelledby={heading}>
      <h3 id={heading}>{say('whatHappened')}</h3>
      <ol>
        {payment.events.toReversed().map((event) => {
          const { sentence, detail } = describeEvent(event, payment);
          return (
            <li key={event.id}>
              <RelativeTime at={event.at} clock />
              <div>
                <p>{sentence}</p>
                {detail !== null && <p className={classes['detail']}>{detail}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
