import { Progress } from '@mantine/core';
import { formatDuration, formatVolumeUsed } from '@gatehouse/domain/service-packages/describe-amounts';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Customer } from '../../api/types.ts';
import { type Fact, FactList } from '../../parts/FactList.tsx';
import { RelativeTime } from '../../parts/RelativeTime.tsx';
import classes from './CustomerScreen.module.css';
import { BINDING_LABELS, FROM_LABELS } from './customer-words.ts';
import { OtherPackages } from './OtherPackages.tsx';
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
        <h2>Who</h2>
        <FactList facts={whoFacts(customer)} />
      </section>
      <section>
        <h2>Package</h2>
        <FactList facts={packageFacts(customer, why)} />
      </section>
      <section>
        <h2>Access</h2>
        <FactList facts={accessFacts(customer)} />
      </section>
      <OtherPackages subscriptions={subscriptions} presentId={presentId} />
    </div>
  );
}

function whoFacts({ phone, email, createdAt, home }: Customer): readonly Fact[] {
  return [
    [
      'Phone',
      phone === null ? null : (
        <a key="p" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
          {phone}
        </a>
      ),
    ],
    [
      'E-mail',
      email === null ? null : (
        <a key="e" href={`mailto:${email}`}>
          {email}
        </a>
      ),
    ],
    ['At home', home?.name ?? null],
    ['Customer since', <RelativeTime key="c" at={createdAt} />],
  ];
}

/** @param why an operator gave it by hand, or moved its end; `null` where none did */
function packageFacts(
  { subscription, kind, hadSubscription }: Customer,
  why: string | null,
): readonly Fact[] {
  if (!subscription) {
    const needed = kind === 'hotspot' || hadSubscription;
    return [
      [
        'Package',
        needed ? 'None: every login is refused until one is given' : 'None. This line works without one',
      ],
    ];
  }
  const { usedBytes, quotaBytes, usedSeconds, onlineSeconds, waitingSeconds, running } = subscription;
  return [
    ['Package', subscription.servicePackageName],
    ['Started', <RelativeTime key="s" at={subscription.startsAt} />],
    waitingSeconds === null
      ? [
          running ? 'Ends' : 'Ended',
          <RelativeTime key="e" at={subscription.endsAt} never="When someone ends it" />,
        ]
      : ['Ends', `${formatDuration(waitingSeconds)} after the first login, which has not been yet`],
    ...(why === null ? [] : [['Why', why] as const]),
    [
      'Used',
      <Used key="u" share={quotaBytes === null ? null : usedBytes / quotaBytes} what="volume">
        {formatVolumeUsed(usedBytes, quotaBytes)}
      </Used>,
    ],
    ...(onlineSeconds === null
      ? []
      : [
          [
            'Time online',
            <Used key="t" share={usedSeconds / onlineSeconds} what="time online">
              {formatDuration(usedSeconds)} of {formatDuration(onlineSeconds)}
            </Used>,
          ] as const,
        ]),
  ];
}

type UsedProps = { readonly share: number | null; readonly what: string; readonly children: ReactNode };

/** What is used, and of what has a limit how much of it, as a thin bar. */
function Used({ share, what, children }: UsedProps) {
  return (
    <div>
      {children}
      {share !== null && (
        <Progress mt={6} size={5} value={100 * share} aria-label={`Share of the ${what} used`} />
      )}
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
      'MAC binding',
      <span key="b" title={BINDING_LABELS[macBinding.value].explanation}>
        {BINDING_LABELS[macBinding.value].label} {from(macBinding.from)}
      </span>,
    ],
    [
      'Devices',
      <span key="d">
        {deviceCount} of {deviceLimit.value} {from(deviceLimit.from)}
      </span>,
    ],
    [
      'Sessions at once',
      <span key="s">
        {sessionLimit.value ?? 'No limit'} {from(sessionLimit.from)}
      </span>,
    ],
    ['IP address', framedIpAddress ?? 'From the router’s pool'],
  ];
}
