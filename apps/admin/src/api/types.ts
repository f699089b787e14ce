import type { nasVendorShape } from '@gatehouse/server/nas/nas.schemas';
import type { signInShape } from '@gatehouse/server/operators/operators.schemas';
import type { renewalShape } from '@gatehouse/server/subscriptions/subscriptions.schemas';

/** What the API answers with: the server's own shapes. Ids are strings, times ISO 8601 in UTC. */
export type { Attempt, ExplainedAttempt } from '@gatehouse/server/access-log/attempts.schemas';
export type { AuditEntry } from '@gatehouse/server/audit-log/audit-log.schemas';
export type { Discard } from '@gatehouse/server/access-log/discards.schemas';
export type { Customer } from '@gatehouse/server/customers/customers.schemas';
export type {
  LastDay,
  Situation,
  SituationWay,
} from '@gatehouse/server/customers/situation/situation.schemas';
export type { BlockedMac, BlockedNow } from '@gatehouse/server/devices/blocked/blocked-macs.schemas';
export type { GettingStarted } from '@gatehouse/server/getting-started/getting-started.schemas';
export type { Home } from '@gatehouse/server/home/home.schemas';
export type { BulkAction, BulkActionRow } from '@gatehouse/server/devices/bulk/bulk.schemas';
export type { Device, MacLookup } from '@gatehouse/server/devices/devices.schemas';
export type {
  DeviceNote,
  DeviceTraffic,
  MacHistory,
  TimelineItem,
  TrafficSpan,
} from '@gatehouse/server/devices/page/device-page.schemas';
export type {
  Adopted,
  BindingCheck,
  BindingSet,
  CheckedCustomer,
} from '@gatehouse/server/binding-checks/binding-checks.schemas';
export type {
  ReviewCounts,
  ReviewDecided,
  ReviewDecision,
  ReviewFinding,
} from '@gatehouse/server/review/review.schemas';
export type { SameDevicePair } from '@gatehouse/server/devices/same/same-devices.schemas';
export type { SwapWindow } from '@gatehouse/server/devices/swap/swap.schemas';
export type {
  RemovedAndDisconnected,
  RouterRequest,
} from '@gatehouse/server/dynamic-authorization/dynamic-authorization.schemas';
export type { Explanation } from '@gatehouse/server/explain/explain.schemas';
export type {
  HotspotOverview,
  HotspotPoint,
  OverviewSpan,
} from '@gatehouse/server/hotspot-overview/hotspot-overview.schemas';
export type {
  HotspotZone,
  ToldSsid,
  WaitingDevice,
  WaitingInZone,
} from '@gatehouse/server/hotspot-zones/hotspot-zones.schemas';
export type { MailServer, MailServerState, MailTested } from '@gatehouse/server/mail/mail.schemas';
export type { Nas } from '@gatehouse/server/nas/nas.schemas';
export type { NasHealth, NasWithHealth } from '@gatehouse/server/nas/nas-health.schemas';
export type { RouterKitShown as RouterKit } from '@gatehouse/server/nas/kit/router-kit.schemas';
export type { Checklist } from '@gatehouse/server/nas/router-checklist.schemas';
export type { Me } from '@gatehouse/server/operators/operators.schemas';
export type {
  RecoveryCodes,
  TwoFactorOffered,
  TwoFactorRequirement,
} from '@gatehouse/server/operators/two-factor/two-factor.schemas';
export type { PortalPreview } from '@gatehouse/server/portal/portal-preview.schemas';
export type { UnrecognisedDevice } from '@gatehouse/server/devices/unrecognised/unrecognised.schemas';
export type { ServicePackage } from '@gatehouse/server/service-packages/service-packages.schemas';
export type { ListChoice, SavedView } from '@gatehouse/server/saved-views/saved-views.schemas';
export type { Found } from '@gatehouse/server/search/search.schemas';
export type { Session } from '@gatehouse/server/sessions/sessions.schemas';
export type { Settings } from '@gatehouse/server/settings/settings.schemas';
export type { SmsGateway, SmsTested } from '@gatehouse/server/sms/sms.schemas';
export type {
  GivenPackageAnswer,
  Subscription,
  UndoneRenewal,
} from '@gatehouse/server/subscriptions/subscriptions.schemas';
export type { HistoryPoint, HistorySpan, SystemHistory } from '@gatehouse/server/system/history.schemas';
export type { ClockShown as Clock } from '@gatehouse/server/system/clock.schemas';
export type { RadiusNode, System, Verdict } from '@gatehouse/server/system/system.schemas';

export type Renewal = (typeof renewalShape)['_output'];
export type NasVendor = (typeof nasVendorShape)['_output'];
export type SignIn = (typeof signInShape)['_output'];

export type Page<T> = {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total?: number;
  readonly searchedSince?: string;
};
export type { OperatorReach } from '@gatehouse/server/operators/reach/reach.schemas';
