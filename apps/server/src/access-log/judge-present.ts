import type { AccessFacts, CustomerFacts } from '@gatehouse/domain/access/access-facts';
import { decideAccess } from '@gatehouse/domain/access/decide-access';
import { explainAttempt } from '@gatehouse/domain/access/explain-attempt';
import { explainLetIn } from '@gatehouse/domain/access/explain-present';
import {
  effectiveDeviceLimit,
  effectiveMacBinding,
  effectiveSessionLimit,
} from '@gatehouse/domain/access/granted-service';
import type { AttemptToExplain, StoredAttemptFacts } from '@gatehouse/domain/access/attempt-record';
import type { RejectReason } from '@gatehouse/domain/access/reject-reasons';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { parseMacAddress } from '@gatehouse/domain/mac-address';
import type { PresentState } from './attempts.schemas.ts';
import type { PresentFacts } from './read-present-facts.ts';

/** A refused attempt, as far as it can be judged again. */
export type RefusedAttempt = AttemptToExplain & { readonly reason: RejectReason };

/**
 * What the same login would meet now, by the same judge: so that a screen does not go on showing as broken what was
 * mended since. `null` where that cannot be said: a password is not kept, so a wrong one is not tried again.
 */
export function judgePresent(
  attempt: RefusedAttempt,
  present: PresentFacts | undefined,
  now: number,
): PresentState | null {
  if (present === undefined || attempt.reason === 'wrong-password') return null;
  if (attempt.reason === 'method-not-supported' || attempt.reason.startsWith('ticket-')) return null;
  const facts = accessFacts(attempt, present, now);
  const decision = decideAccess(facts);
  const { customer } = facts;
  const sentenceSaid =
    decision.outcome === 'accept'
      ? explainLetIn(attempt.reason, facts, decision, present.acceptedSince)
      : explainAttempt({
          ...attempt,
          reason: decision.reason,
          customerName: present.customerName,
          holderName: present.holder?.customerName ?? null,
          servicePackageName: present.subscription?.servicePackageName ?? null,
          facts: storedFacts(attempt, facts),
        });
  return {
    outcome: decision.outcome,
    reason: decision.outcome === 'reject' ? decision.reason : null,
    sentence: sayInEnglish(sentenceSaid),
    sentenceSaid,
    acceptedSince: present.acceptedSince,
    deviceCount: present.deviceCount,
    deviceLimit: customer === null ? 0 : effectiveDeviceLimit(customer).value,
    devices: present.devices.map((device) => ({
      ...device,
      lastSeenAt: device.lastSeenAt === null ? null : new Date(device.lastSeenAt).toISOString(),
    })),
  };
}

function accessFacts(attempt: RefusedAttempt, present: PresentFacts, now: number): AccessFacts {
  const { holder } = present;
  return {
    now,
    attempt: {
      kind: attempt.kind,
      mac: attempt.mac === null ? null : parseMacAddress(attempt.mac),
      zoneId: attempt.facts.zoneId ?? null,
      roamingZoneIds: present.roamingZoneIds,
    },
    credential: 'verified',
    customer: customerFacts(present),
    device: holder && {
      id: 0,
      customerId: holder.customerId,
      customerKind: holder.customerKind,
      macLoginPaused: holder.macLoginPaused,
      zoneIds: holder.zoneIds,
    },
    deviceBlocked: present.blocked,
  };
}

function customerFacts({ subscription, ...present }: PresentFacts): CustomerFacts {
  return {
    id: present.customerId,
    kind: present.kind,
    status: present.status,
    macBinding: present.macBinding,
    deviceLimit: present.deviceLimit,
    sessionLimit: present.sessionLimit,
    framedIpAddress: null,
    hadSubscription: subscription !== null,
    subscription: subscription && {
      id: 0,
      endsAt: subscription.endsAt,
      waitingSeconds: subscription.waitingSeconds,
      usedBytes: subscription.usedBytes,
      usedSeconds: subscription.usedSeconds,
      servicePackage: {
        id: 0,
        name: subscription.servicePackageName,
        rateDownKbps: null,
        rateUpKbps: null,
        quotaBytes: subscription.quotaBytes,
        onlineSeconds: subscription.onlineSeconds,
        deviceLimit: subscription.deviceLimit,
        sessionLimit: subscription.sessionLimit,
        macBinding: subscription.macBinding,
        zoneIds: subscription.zoneIds,
        framedPool: null,
        privateMacPolicy: subscription.privateMacPolicy,
      },
    },
    deviceCount: present.deviceCount,
    borrowedPlaces: present.borrowedPlaces,
    otherSessions: present.otherSessions,
    macWasRemoved: present.macWasRemoved,
    swapWindowEndsAt: present.swapWindowEndsAt,
  };
}

/** What the sentence of a refusal speaks of, as it is today. */
function storedFacts(attempt: RefusedAttempt, { customer, device }: AccessFacts): StoredAttemptFacts {
  const { method, zoneId } = attempt.facts;
  const zone = zoneId === undefined ? {} : { zoneId };
  if (customer === null) return { method, ...zone };
  const sessionLimit = effectiveSessionLimit(customer).value;
  const { subscription } = customer;
  const quotaBytes = subscription?.servicePackage.quotaBytes ?? null;
  const onlineSeconds = subscription?.servicePackage.onlineSeconds ?? null;
  return {
    method,
    ...zone,
    status: customer.status,
    macBinding: effectiveMacBinding(customer).value,
    deviceCount: customer.deviceCount,
    deviceLimit: effectiveDeviceLimit(customer).value,
    ...(sessionLimit !== null && { otherSessions: customer.otherSessions, sessionLimit }),
    ...(subscription !== null && subscription.endsAt !== null && { packageEndsAt: subscription.endsAt }),
    ...(quotaBytes !== null && { quotaBytes }),
    ...(onlineSeconds !== null && { onlineSeconds }),
    ...(device !== null && device.customerId !== customer.id && { holderCustomerId: device.customerId }),
    ...(customer.macWasRemoved && { macWasRemoved: true as const }),
  };
}
