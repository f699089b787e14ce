import { Progress } from '@mantine/core';
import { volumeStep } from '@gatehouse/domain/service-packages/describe-amounts';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Customer } from '../../api/types.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { formatVolumeIn } from '../../parts/format/amounts.ts';
import { formatDuration } from '../../parts/format/duration.ts';
import { formatNumber } from '../../parts/format/number.ts';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './CustomerScreen.module.css';
import { BINDING_LABELS, FROM_LABELS } from './customer-words.ts';
import { OtherPackages } from './OtherPackages.tsx';
import { say } from './texts.ts';
import { useCustomer } from './use-customers.ts';
import { useSubscriptions } from './use-subscriptions.ts';

export function OverviewTab() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useCustomer(customerId);
  const subscriptions = useSubscriptions(customerId);
  if (!customer) return null;
  const presentId = customer.subscription?.id ?? null;
  const why = subscriptions.find(({ id }) => id === presentId)?.reason ?? null;
  return (
    <div className={classes['columns']}>
      <section>
        <h2>{say('who')}</h2>
        <FactList facts={whoFacts(customer)} />
      </section>
      <section>
        <h2>{say('package')}</h2>
        <FactList facts={packageFacts(customer, why)} />
      </section>
      <section>
        <h2>{say('access')}</h2>
        <FactList facts={accessFacts(customer)} />
      </section>
      <OtherPackages subscriptions={subscriptions} presentId={presentId} />
    </div>
  );
}

function whoFacts({ phone, email, createdAt, home }: Customer): readonly Fact[] {
  return [
    [
      say('phone'),
      phone === null ? null : (
        <a key="p" dir="ltr" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      ),
    ],
    [
      say('email'),
      email === null ? null : (
        <a key="e" dir="ltr" href={`mailto:${email}`}>
          {email}
        </a>
      ),
    ],
    [say('atHome'), home?.name ?? null],
    [say('customerSince'), <RelativeTime key="c" at={createdAt} />],
  ];
}

/** @param why an operator gave it by hand, or moved its end; `null` where none did */
function packageFacts(
  { subscription, kind, hadSubscription }: Customer,
  why: string | null,
): readonly Fact[] {
  if (!subscription) {
    const needed = kind === 'hotspot' || hadSubscription;
    return [[say('package'), say(needed ? 'packageNeeded' : 'packageNotNeeded')]];
  }
  const { usedBytes, quotaBytes, usedSeconds, onlineSeconds, waitingSeconds, running } = subscription;
  return [
    [say('package'), subscription.servicePackageName],
    [say('started'), <RelativeTime key="s" at={subscription.startsAt} />],
    waitingSeconds === null
      ? [
          say(running ? 'ends' : 'ended'),
          <RelativeTime key="e" at={subscription.endsAt} never={say('whenSomeoneEnds')} />,
        ]
      : [say('ends'), say('afterFirstLogin', { time: formatDuration(waitingSeconds) })],
    ...(why === null ? [] : [[say('why'), why] as const]),
    [
      say('used'),
      <Used
        key="u"
        share={quotaBytes === null ? null : usedBytes / quotaBytes}
        whatIsShared={say('shareOfVolume')}
      >
        {sayVolume(usedBytes, quotaBytes)}
      </Used>,
    ],
    ...(onlineSeconds === null
      ? []
      : [
          [
            say('timeOnline'),
            <Used key="t" share={usedSeconds / onlineSeconds} whatIsShared={say('shareOfTime')}>
              {say('usedOf', { used: formatDuration(usedSeconds), whole: formatDuration(onlineSeconds) })}
            </Used>,
          ] as const,
        ]),
  ];
}

/** Both in the steps that the whole is round in. */
function sayVolume(usedBytes: number, quotaBytes: number | null): string {
  if (quotaBytes === null) return formatVolumeIn(usedBytes, 1024);
  const step = volumeStep(quotaBytes);
  return say('usedOf', { used: formatVolumeIn(usedBytes, step), whole: formatVolumeIn(quotaBytes, step) });
}

type UsedProps = {
  readonly share: number | null;
  readonly whatIsShared: string;
  readonly children: ReactNode;
};

/** What is used, and of what has a limit how much of it, as a thin bar. */
function Used({ share, whatIsShared, children }: UsedProps) {
  return (
    <div>
      {children}
      {share !== null && <Progress mt={6} size={5} value={100 * share} aria-label={whatIsShared} />}
    </div>
  );
}

function accessFacts({ effective, framedIpAddress, deviceCount }: Customer): readonly Fact[] {
  const { macBinding, deviceLimit, sessionLimit } = effective;
  const from = (origin: keyof typeof FROM_LABELS) => (
    <small style={{ color: 'var(--gh-quiet)' }}>{FROM_LABELS[origin]}</small>
  );
  return [
    [
      say('macBinding'),
      <span key="b" title={BINDING_LABELS[macBinding.value].explanation}>
        {BINDING_LABELS[macBinding.value].label} {from(macBinding.from)}
      </span>,
    ],
    [
      say('devices'),
      <span key="d">
        {say('usedOf', { used: deviceCount, whole: deviceLimit.value })} {from(deviceLimit.from)}
      </span>,
    ],
    [
      say('sessionsAtOnce'),
      <span key="s">
        {sessionLimit.value === null ? say('noLimit') : formatNumber(sessionLimit.value)}{' '}
        {from(sessionLimit.from)}
      </span>,
    ],
    [say('ipAddress'), framedIpAddress ?? say('fromPool')],
  ];
}
