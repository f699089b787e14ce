import type { Renewal } from '@gatehouse/domain/subscriptions/plan-renewal';
import { z } from 'zod';
import {
  idInput,
  idShape,
  optionalTextInput,
  pageShape,
  textInput,
  timeInput,
  timeShape,
} from '../shapes.ts';
import type { GivenPackage } from './given-package.ts';
import type { SubscriptionRow } from './subscriptions.queries.ts';

export const subscriptionShape = z
  .object({
    id: idShape,
    customerId: idShape,
    servicePackageId: idShape,
    servicePackageName: z.string(),
    startsAt: timeShape,
    endsAt: timeShape.nullable().meta({ description: '`null`: until someone ends it, or not known yet' }),
    waitingSeconds: z.int().nullable().meta({
      description:
        'It runs so long from its first login, which has not been yet; `null`: it has begun, or has no end',
    }),
    createdAt: timeShape,
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why an operator gave it by hand, or changed its end' }),
    usedBytes: z.int(),
    quotaBytes: z.int().nullable(),
    usedSeconds: z.int().meta({ description: 'Online, all sessions together, as far as routers have told' }),
    onlineSeconds: z.int().nullable().meta({ description: 'That may be used; `null`: no limit' }),
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof subscriptionShape>;

export const givenPackageShape = subscriptionShape
  .extend({
    ended: z
      .array(
        z.object({
          id: idShape,
          servicePackageName: z.string(),
          endsAt: timeShape.nullable().meta({ description: 'When it would have; `null`: never' }),
          paid: z.boolean(),
        }),
      )
      .meta({ description: 'What ended for it' }),
    moved: z
      .array(z.object({ id: idShape, servicePackageName: z.string(), startsAt: timeShape }))
      .meta({ description: 'What is queued and begins at another time now' }),
  })
  .meta({ id: 'GivenPackage' });

export type GivenPackageAnswer = z.infer<typeof givenPackageShape>;

export const subscriptionsShape = pageShape(subscriptionShape);

export const addSubscriptionInput = z.strictObject({
  servicePackageId: idInput,
  startsAt: timeInput.optional().meta({ description: 'Default: now' }),
  endsAt: timeInput.optional().meta({ description: "Default: what the package's validity makes of it" }),
  after: z.enum(['now', 'present']).optional().meta({
    description:
      '`now` (the default): what runs then ends. `present`: when what was paid for before is over, so that nothing of that is lost; the start and the end follow from that',
  }),
  reason: optionalTextInput(500).optional().meta({
    description: 'Why it is given by hand; required where something that was paid for ends for it',
  }),
});
export type AddSubscriptionInput = z.infer<typeof addSubscriptionInput>;

export const changeSubscriptionInput = z.strictObject({ endsAt: timeInput, reason: textInput(500) });
export type ChangeSubscriptionInput = z.infer<typeof changeSubscriptionInput>;

export const renewInput = z.strictObject({
  subscriptionId: idInput.meta({
    description: 'The one that counts now, as it was shown: it is renewed once',
  }),
  reason: optionalTextInput(500).optional().meta({ description: 'Stands in the profile and in the record' }),
});
export type RenewInput = z.infer<typeof renewInput>;

export const undoneRenewalShape = z
  .object({
    outcome: z.enum(['taken-back', 'ended']).meta({
      description:
        '`taken-back`: as if it had never been given. `ended`: a login had used it; what was left has ended',
    }),
  })
  .meta({ id: 'UndoneRenewal' });
export type UndoneRenewal = z.infer<typeof undoneRenewalShape>;

export const renewalQuery = z.object({ servicePackageId: idInput });

export const renewalShape = z
  .object({
    refused: z.enum(['already-without-end']).nullable().meta({
      description: 'Why it could not be given so; the rest is `null` then',
    }),
    begins: z.enum(['now', 'after-present']).nullable(),
    startsAt: timeShape.nullable(),
    endsAt: timeShape.nullable(),
    waitingSeconds: z.int().nullable().meta({ description: 'So long from its first login' }),
  })
  .meta({ id: 'Renewal' });

export function presentRenewal(renewal: Renewal): z.infer<typeof renewalShape> {
  if (renewal.refused !== null) {
    return { refused: renewal.refused, begins: null, startsAt: null, endsAt: null, waitingSeconds: null };
  }
  const { begins, startsAt, endsAt, waitingSeconds } = renewal;
  return {
    refused: null,
    begins,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
    waitingSeconds,
  };
}

export function presentGivenPackage(given: GivenPackage): GivenPackageAnswer {
  const at = (time: number) => new Date(time).toISOString();
  return {
    ...presentSubscription(given),
    ended: given.ended.map(({ id, packageName, endsAt, paid }) => ({
      id: String(id),
      servicePackageName: packageName,
      endsAt: endsAt === null ? null : at(endsAt),
      paid,
    })),
    moved: given.moved.map(({ id, packageName, startsAt }) => ({
      id: String(id),
      servicePackageName: packageName,
      startsAt: at(startsAt),
    })),
  };
}

export function presentSubscription(row: SubscriptionRow): Subscription {
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    servicePackageId: String(row.service_package_id),
    servicePackageName: row.package_name,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    waitingSeconds: row.waiting_seconds,
    createdAt: row.created_at.toISOString(),
    reason: row.reason,
    usedBytes: row.used_bytes,
    quotaBytes: row.quota_bytes,
    usedSeconds: row.used_seconds,
    onlineSeconds: row.online_seconds,
  };
}
