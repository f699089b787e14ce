import { z } from 'zod';
import { idInput, idShape, pageShape, timeInput, timeShape } from '../shapes.ts';
import type { SubscriptionRow } from './subscriptions.queries.ts';

export const subscriptionShape = z
  .object({
    id: idShape,
    customerId: idShape,
    servicePackageId: idShape,
    servicePackageName: z.string(),
    startsAt: timeShape,
    endsAt: timeShape.nullable().meta({ description: '`null`: until someone ends it' }),
    createdAt: timeShape,
    usedBytes: z.int(),
    quotaBytes: z.int().nullable(),
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof subscriptionShape>;

export const subscriptionsShape = pageShape(subscriptionShape);

export const addSubscriptionInput = z.strictObject({
  servicePackageId: idInput,
  startsAt: timeInput.optional().meta({ description: 'Default: now' }),
  endsAt: timeInput.optional().meta({ description: "Default: `startsAt` and the package's validity" }),
});
export type AddSubscriptionInput = z.infer<typeof addSubscriptionInput>;

export function presentSubscription(row: SubscriptionRow): Subscription {
  return {
    id: String(row.id),
    customerId: String(row.customer_id),
    servicePackageId: String(row.service_package_id),
    servicePackageName: row.package_name,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    usedBytes: row.used_bytes,
    quotaBytes: row.quota_bytes,
  };
}
