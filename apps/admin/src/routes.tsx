import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router';
import { Frame } from './frame/Frame.tsx';
import { ErrorScreen } from './parts/ErrorScreen.tsx';
import { NotFound } from './parts/NotFound.tsx';
import { screen } from './parts/screen.ts';
import { ScreenComing } from './parts/ScreenComing.tsx';

// Each is a file of the build of its own, fetched when it is first gone to.
const AccessLogScreen = screen(() => import('./screens/access-log/AccessLogScreen.tsx'), 'AccessLogScreen');
const AuditLogScreen = screen(() => import('./screens/audit-log/AuditLogScreen.tsx'), 'AuditLogScreen');
const AttemptsTab = screen(() => import('./screens/customers/AttemptsTab.tsx'), 'AttemptsTab');
const CustomerScreen = screen(() => import('./screens/customers/CustomerScreen.tsx'), 'CustomerScreen');
const CustomersScreen = screen(() => import('./screens/customers/CustomersScreen.tsx'), 'CustomersScreen');
const DevicesTab = screen(() => import('./screens/customers/DevicesTab.tsx'), 'DevicesTab');
const HistoryTab = screen(() => import('./screens/customers/HistoryTab.tsx'), 'HistoryTab');
const OverviewTab = screen(() => import('./screens/customers/OverviewTab.tsx'), 'OverviewTab');
const PaymentsTab = screen(() => import('./screens/customers/PaymentsTab.tsx'), 'PaymentsTab');
const SessionsTab = screen(() => import('./screens/customers/SessionsTab.tsx'), 'SessionsTab');
const ApiTokensScreen = screen(() => import('./screens/api-tokens/ApiTokensScreen.tsx'), 'ApiTokensScreen');
const BlockedScreen = screen(() => import('./screens/devices/blocked/BlockedScreen.tsx'), 'BlockedScreen');
const DevicesScreen = screen(() => import('./screens/devices/DevicesScreen.tsx'), 'DevicesScreen');
const DeviceScreen = screen(() => import('./screens/devices/page/DeviceScreen.tsx'), 'DeviceScreen');
const GettingStartedScreen = screen(
  () => import('./screens/getting-started/GettingStartedScreen.tsx'),
  'GettingStartedScreen',
);
const HomeScreen = screen(() => import('./screens/home/HomeScreen.tsx'), 'HomeScreen');
const HotspotScreen = screen(() => import('./screens/hotspot/HotspotScreen.tsx'), 'HotspotScreen');
const ImportScreen = screen(() => import('./screens/imports/ImportScreen.tsx'), 'ImportScreen');
const ImportsScreen = screen(() => import('./screens/imports/ImportsScreen.tsx'), 'ImportsScreen');
const MailScreen = screen(() => import('./screens/mail/MailScreen.tsx'), 'MailScreen');
const OperatorsScreen = screen(() => import('./screens/operators/OperatorsScreen.tsx'), 'OperatorsScreen');
const PackagesScreen = screen(() => import('./screens/packages/PackagesScreen.tsx'), 'PackagesScreen');
const PaymentMethodsScreen = screen(
  () => import('./screens/payment-methods/PaymentMethodsScreen.tsx'),
  'PaymentMethodsScreen',
);
const PaymentsScreen = screen(() => import('./screens/payments/PaymentsScreen.tsx'), 'PaymentsScreen');
const ReceiptScreen = screen(() => import('./screens/payments/ReceiptScreen.tsx'), 'ReceiptScreen');
const ReviewScreen = screen(() => import('./screens/review/ReviewScreen.tsx'), 'ReviewScreen');
const RouterRequestsScreen = screen(
  () => import('./screens/router-requests/RouterRequestsScreen.tsx'),
  'RouterRequestsScreen',
);
const RouterSetUpScreen = screen(
  () => import('./screens/routers/RouterSetUpScreen.tsx'),
  'RouterSetUpScreen',
);
const RoutersScreen = screen(() => import('./screens/routers/RoutersScreen.tsx'), 'RoutersScreen');
const SalesScreen = screen(() => import('./screens/sales/SalesScreen.tsx'), 'SalesScreen');
const SessionsScreen = screen(() => import('./screens/sessions/SessionsScreen.tsx'), 'SessionsScreen');
const ForgottenPasswordScreen = screen(
  () => import('./screens/set-password/ForgottenPasswordScreen.tsx'),
  'ForgottenPasswordScreen',
);
const SetPasswordScreen = screen(
  () => import('./screens/set-password/SetPasswordScreen.tsx'),
  'SetPasswordScreen',
);
const SetUpScreen = screen(() => import('./screens/set-up/SetUpScreen.tsx'), 'SetUpScreen');
const DisconnectingScreen = screen(
  () => import('./screens/settings/DisconnectingScreen.tsx'),
  'DisconnectingScreen',
);
const HotspotSettingsScreen = screen(
  () => import('./screens/settings/HotspotSettingsScreen.tsx'),
  'HotspotSettingsScreen',
);
const MyAccountScreen = screen(() => import('./screens/settings/MyAccountScreen.tsx'), 'MyAccountScreen');
const RequirementScreen = screen(
  () => import('./screens/two-factor/RequirementScreen.tsx'),
  'RequirementScreen',
);
const SignInScreen = screen(() => import('./screens/sign-in/SignInScreen.tsx'), 'SignInScreen');
const SystemScreen = screen(() => import('./screens/system/SystemScreen.tsx'), 'SystemScreen');
const UnrecognisedScreen = screen(
  () => import('./screens/unrecognised/UnrecognisedScreen.tsx'),
  'UnrecognisedScreen',
);
const BatchScreen = screen(() => import('./screens/vouchers/BatchScreen.tsx'), 'BatchScreen');
const SheetScreen = screen(() => import('./screens/vouchers/SheetScreen.tsx'), 'SheetScreen');
const VouchersScreen = screen(() => import('./screens/vouchers/VouchersScreen.tsx'), 'VouchersScreen');
const WebhookScreen = screen(() => import('./screens/webhooks/WebhookScreen.tsx'), 'WebhookScreen');
const WebhooksScreen = screen(() => import('./screens/webhooks/WebhooksScreen.tsx'), 'WebhooksScreen');
const AccessTab = screen(() => import('./screens/zones/AccessTab.tsx'), 'AccessTab');
const PortalTab = screen(() => import('./screens/zones/PortalTab.tsx'), 'PortalTab');
const WaitingScreen = screen(() => import('./screens/zones/WaitingScreen.tsx'), 'WaitingScreen');
const WaitingTab = screen(() => import('./screens/zones/WaitingTab.tsx'), 'WaitingTab');
const ZoneHistoryTab = screen(() => import('./screens/zones/ZoneHistoryTab.tsx'), 'ZoneHistoryTab');
const ZoneScreen = screen(() => import('./screens/zones/ZoneScreen.tsx'), 'ZoneScreen');
const ZonesScreen = screen(() => import('./screens/zones/ZonesScreen.tsx'), 'ZonesScreen');

/** What stands behind the `?`: plain texts, as they are in the address bar. */
type TextSearch = { readonly [name: string]: string | undefined };

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  validateSearch: (search): TextSearch => search as TextSearch,
});
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
const inFrame = <const Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => frame, path, component });
const outside = <const Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

const customer = inFrame('/customers/$customerId', CustomerScreen);
const tab = <const Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => customer, path, component });

const zone = inFrame('/zones/$zoneId', ZoneScreen);
const zoneTab = <const Path extends string>(path: Path, component: RouteComponent) =>
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
    defaultPendingComponent: ScreenComing,
    // What is pointed at is mostly gone to: its file is there by the click.
    defaultPreload: 'intent',
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
