import type { AccessFacts } from '@gatehouse/domain/access/access-facts';
import type { StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import {
  effectiveDeviceLimit,
  effectiveMacBinding,
  effectiveSessionLimit,
} from '@gatehouse/domain/access/granted-service';
import type { Attempt } from './read-access-request.ts';

export type Registration = NonNullable<StoredAttemptFacts['registration']>;

/** What the access log keeps of the facts, so that the attempt can be explained later (rule 13). */
export function storedAttemptFacts(
  attempt: Pick<Attempt, 'method' | 'calledStationId' | 'zone'>,
  facts: AccessFacts,
  registration: Registration | null,
): StoredAttemptFacts {
  const { customer, device } = facts;
  return {
    method: attempt.method.id,
    ...(facts.ticket !== undefined && { ticket: true as const }),
    ...(attempt.calledStationId !== null && { calledStationId: attempt.calledStationId }),
    ...(attempt.zone !== null && { zoneId: attempt.zone.id }),
    ...(customer !== null && customerPart(customer)),
    ...(device !== null && device.customerId !== customer?.id && { holderCustomerId: device.customerId }),
    ...(registration !== null && { registration }),
  };
}

function customerPart(customer: NonNullable<AccessFacts['customer']>): Omit<StoredAttemptFacts, 'method'> {
  const binding = effectiveMacBinding(customer);
  const sessionLimit = effectiveSessionLimit(customer).value;
  const { subscription } = customer;
  const quotaBytes = subscription?.servicePackage.quotaBytes ?? null;
  const onlineSeconds = subscription?.servicePackage.onlineSeconds ?? null;
  return {
    status: customer.status,
    macBinding: binding.value,
    macBindingFrom: binding.from,
    deviceCount: customer.deviceCount,
    deviceLimit: effectiveDeviceLimit(customer).value,
    ...(sessionLimit !== null && { otherSessions: customer.otherSessions, sessionLimit }),
    ...(subscription !== null && { servicePackageId: subscription.servicePackage.id }),
    ...(subscription !== null && subscription.endsAt !== null && { packageEndsAt: subscription.endsAt }),
    ...(subscription !== null && quotaBytes !== null && { bytesUsed: subscription.usedBytes, quotaBytes }),
    ...(subscription !== null &&
      onlineSeconds !== null && { secondsUsed: subscription.usedSeconds, onlineSeconds }),
    ...(customer.macWasRemoved && { macWasRemoved: true as const }),
  };
}
