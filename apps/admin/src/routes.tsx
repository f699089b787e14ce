import { createRootRoute, createRoute, createRouter, Outlet, redirect } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Frame } from './frame/Frame.tsx';
import { ErrorScreen } from './parts/ErrorScreen.tsx';
import { NotFound } from './parts/NotFound.tsx';
import { AccessLogScreen } from './screens/access-log/AccessLogScreen.tsx';
import { AuditLogScreen } from './screens/audit-log/AuditLogScreen.tsx';
import { AttemptsTab } from './screens/customers/AttemptsTab.tsx';
import { CustomerScreen } from './screens/customers/CustomerScreen.tsx';
import { CustomersScreen } from './screens/customers/CustomersScreen.tsx';
import { DevicesTab } from './screens/customers/DevicesTab.tsx';
import { HistoryTab } from './screens/customers/HistoryTab.tsx';
import { OverviewTab } from './screens/customers/OverviewTab.tsx';
import { PaymentsTab } from './screens/customers/PaymentsTab.tsx';
import { SessionsTab } from './screens/customers/SessionsTab.tsx';
import { ApiTokensScreen } from './screens/api-tokens/ApiTokensScreen.tsx';
import { BlockedScreen } from './screens/devices/blocked/BlockedScreen.tsx';
import { DevicesScreen } from './screens/devices/DevicesScreen.tsx';
import { DeviceScreen } from './screens/devices/page/DeviceScreen.tsx';
import { GettingStartedScreen } from './screens/getting-started/GettingStartedScreen.tsx';
import { HomeScreen } from './screens/home/HomeScreen.tsx';
import { HotspotScreen } from './screens/hotspot/HotspotScreen.tsx';
import { ImportScreen } from './screens/imports/ImportScreen.tsx';
import { ImportsScreen } from './screens/imports/ImportsScreen.tsx';
import { MailScreen } from './screens/mail/MailScreen.tsx';
import { OperatorsScreen } from './screens/operators/OperatorsScreen.tsx';
import { PackagesScreen } from './screens/packages/PackagesScreen.tsx';
import { PaymentMethodsScreen } from './screens/payment-methods/PaymentMethodsScreen.tsx';
import { PaymentsScreen } from './screens/payments/PaymentsScreen.tsx';
import { ReceiptScreen } from './screens/payments/ReceiptScreen.tsx';
import { ReviewScreen } from './screens/review/ReviewScreen.tsx';
import { RouterRequestsScreen } from './screens/router-requests/RouterRequestsScreen.tsx';
import { RouterSetUpScreen } from './screens/routers/RouterSetUpScreen.tsx';
import { RoutersScreen } from './screens/routers/RoutersScreen.tsx';
import { SalesScreen } from './screens/sales/SalesScreen.tsx';
import { SessionsScreen } from './screens/sessions/SessionsScreen.tsx';
import { ForgottenPasswordScreen } from './screens/set-password/ForgottenPasswordScreen.tsx';
import { SetPasswordScreen } from './screens/set-password/SetPasswordScreen.tsx';
import { SetUpScreen } from './screens/set-up/SetUpScreen.tsx';
import { DisconnectingScreen } from './screens/settings/DisconnectingScreen.tsx';
import { HotspotSettingsScreen } from './screens/settings/HotspotSettingsScreen.tsx';
import { MyAccountScreen } from './screens/settings/MyAccountScreen.tsx';
import { RequirementScreen } from './screens/two-factor/RequirementScreen.tsx';
import { SignInScreen } from './screens/sign-in/SignInScreen.tsx';
import { SystemScreen } from './screens/system/SystemScreen.tsx';
import { UnrecognisedScreen } from './screens/unrecognised/UnrecognisedScreen.tsx';
import { BatchScreen } from './screens/vouchers/BatchScreen.tsx';
import { SheetScreen } from './screens/vouchers/SheetScreen.tsx';
import { VouchersScreen } from './screens/vouchers/VouchersScreen.tsx';
import { WebhookScreen } from './screens/webhooks/WebhookScreen.tsx';
import { WebhooksScreen } from './screens/webhooks/WebhooksScreen.tsx';
import { AccessTab } from './screens/zones/AccessTab.tsx';
import { PortalTab } from './screens/zones/PortalTab.tsx';
import { WaitingScreen } from './screens/zones/WaitingScreen.tsx';
import { WaitingTab } from './screens/zones/WaitingTab.tsx';
import { ZoneHistoryTab } from './screens/zones/ZoneHistoryTab.tsx';
import { ZoneScreen } from './screens/zones/ZoneScreen.tsx';
import { ZonesScreen } from './screens/zones/ZonesScreen.tsx';

/** What stands behind the `?`: plain texts, as they are in the address bar. */
type TextSearch = { readonly [name: string]: string | undefined };

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: (search): TextSearch => search as TextSearch,
});
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const inFrame = <const Path extends string>(path: Path, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => frame, path, component });
const outside = <const Path extends string>(path: Path, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => root, path, component });

const customer = inFrame('/customers/$customerId', CustomerScreen);
const tab = <const Path extends string>(path: Path, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => customer, path, component });

const zone = inFrame('/zones/$zoneId', ZoneScreen);
const zoneTab = <const Path extends string>(path: Path, component: () => ReactNode) =>
  createRoute({ getParentRoute: () => zone, path, component });

const tree = root.addChildren([
  outside('/set-up', SetUpScreen),
  outside('/sign-in', SignInScreen),
  outside('/set-password', SetPasswordScreen),
  outside('/forgotten-password', ForgottenPasswordScreen),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    beforeLoad: () => {
      throw redirect({ to: '/settings/my-account', replace: true });
    },
  }),
  frame.addChildren([
    inFrame('/', HomeScreen),
    inFrame('/getting-started', GettingStartedScreen),
    inFrame('/customers', CustomersScreen),
    customer.addChildren([
      tab('/', OverviewTab),
      tab('/devices', DevicesTab),
      tab('/sessions', SessionsTab),
      tab('/attempts', AttemptsTab),
      tab('/payments', PaymentsTab),
      tab('/history', HistoryTab),
    ]),
    inFrame('/devices', DevicesScreen),
    inFrame('/devices/blocked', BlockedScreen),
    inFrame('/devices/$deviceId', DeviceScreen),
    inFrame('/imports', ImportsScreen),
    inFrame('/imports/$importId', ImportScreen),
    inFrame('/devices/unrecognised', UnrecognisedScreen),
    inFrame('/review', ReviewScreen),
    inFrame('/sessions', SessionsScreen),
    inFrame('/access-log', AccessLogScreen),
    inFrame('/audit-log', AuditLogScreen),
    inFrame('/disconnects', RouterRequestsScreen),
    inFrame('/payments', PaymentsScreen),
    inFrame('/payments/$paymentId', PaymentsScreen),
    inFrame('/payments/$paymentId/receipt', ReceiptScreen),
    inFrame('/vouchers', VouchersScreen),
    inFrame('/vouchers/$batchId', BatchScreen),
    inFrame('/vouchers/$batchId/sheet', SheetScreen),
    inFrame('/sales', SalesScreen),
    inFrame('/hotspot', HotspotScreen),
    inFrame('/packages', PackagesScreen),
    inFrame('/zones', ZonesScreen),
    zone.addChildren([
      zoneTab('/', AccessTab),
      zoneTab('/portal', PortalTab),
      zoneTab('/waiting', WaitingTab),
      zoneTab('/history', ZoneHistoryTab),
    ]),
    inFrame('/zones/waiting', WaitingScreen),
    inFrame('/routers', RoutersScreen),
    inFrame('/system', SystemScreen),
    inFrame('/routers/$routerId', RoutersScreen),
    inFrame('/routers/$routerId/set-up', RouterSetUpScreen),
    inFrame('/settings/my-account', MyAccountScreen),
    inFrame('/settings/sign-in', RequirementScreen),
    inFrame('/settings/operators', OperatorsScreen),
    inFrame('/settings/mail', MailScreen),
    inFrame('/settings/api-tokens', ApiTokensScreen),
    inFrame('/settings/disconnecting', DisconnectingScreen),
    inFrame('/settings/hotspot', HotspotSettingsScreen),
    inFrame('/settings/payment-methods', PaymentMethodsScreen),
    inFrame('/settings/webhooks', WebhooksScreen),
    inFrame('/settings/webhooks/$webhookId', WebhookScreen),
    // Whatever else is asked for: said within the frame, whose menu is the way out.
    inFrame('$', NotFound),
  ]),
]);

export function createAppRouter() {
  return createRouter({
    routeTree: tree,
    defaultErrorComponent: ErrorScreen,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: false,
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const filled = Object.entries(search as TextSearch).filter(([, value]) => value !== undefined);
      const text = new URLSearchParams(filled as [string, string][]).toString();
      return text === '' ? '' : `?${text}`;
    },
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
