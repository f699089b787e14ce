import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerLogo } from './answer-logo.ts';
import { openAfterGateway } from './after-gateway.ts';
import { openAfterProof } from './after-proof.ts';
import { openBeforeProof } from './before-proof.ts';
import { openBuying } from './buying.ts';
import { openEntrance } from './entrance.ts';
import { openGatewayStatus } from './gateway-status.ts';
import { readQuery } from './gateways/gateway.ts';
import { visitFinder } from './in-visit.ts';
import { sentencePage } from './pages/pages.ts';
import { openPayByLink } from './pay-by-link.ts';
import { openPaymentSteps } from './payment-steps.ts';
import { isProved, type PortalEnv, readForm, show, textsFor, UnreadableInput } from './portal-context.ts';
import { openOwnDevices } from './own-device-steps.ts';
import { openPortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { openRegistration } from './registration.ts';
import { openVoucherSteps } from './voucher-steps.ts';

const BODY_BYTES_MAX = 16 * 1024;

/** Everything that a hotspot's visitor sees. A visit's secret token is in its address: cookies only help. */
export function portalRoutes(parts: PortalParts) {
  const limits = openPortalLimits(parts);
  const entrance = openEntrance(parts, limits);
  const { inVisit, inProvedVisit } = visitFinder(parts.db);
  const before = openBeforeProof(parts, limits);
  const registration = openRegistration(parts, limits);
  const after = openAfterProof(parts);
  const { showStatus } = openGatewayStatus(parts);
  const buying = openBuying(parts, limits, after.ownPage);
  const payments = openPaymentSteps(parts, limits);
  const byLink = openPayByLink(parts, limits);
  const vouchers = openVoucherSteps(parts, limits);
  const own = openOwnDevices(parts, limits, after.ownPage);
  const returning = openAfterGateway(parts, limits);

  const app = new Hono<PortalEnv>();
  app.use('*', bodyLimit({ maxSize: BODY_BYTES_MAX, onError: (c) => c.text('Too much.', 413) }));
  app.use('*', (c, next) => {
    if (/%00/.test(c.req.url)) throw new UnreadableInput();
    return next();
  });
  for (const path of ['/', '/hotspot/:gateway']) {
    app.get(path, (c) => entrance.enter(c, readQuery(new URL(c.req.url).searchParams)));
    app.post(path, async (c) => entrance.enter(c, await readForm(c)));
  }

  app.get('/v/:token', (c) =>
    inVisit(c, (visit, home) =>
      isProved(visit) ? after.comeBack(c, visit, home) : before.welcome(c, visit, home),
    ),
  );
  app.get('/v/:token/status', (c) => inVisit(c, (visit, home) => showStatus(c, visit, home)));
  app.get('/v/:token/login', (c) => inVisit(c, (visit, home) => before.askAccount(c, visit, home)));
  app.post('/v/:token/login', (c) => inVisit(c, (visit, home) => before.logIn(c, visit, home)));
  app.get('/v/:token/terms', (c) => inVisit(c, (visit, home) => before.terms(c, visit, home)));
  app.get('/v/:token/number', (c) => inVisit(c, (visit, home) => registration.askNumber(c, visit, home)));
  app.post('/v/:token/number', (c) => inVisit(c, (visit, home) => registration.takeNumber(c, visit, home)));
  app.get('/v/:token/code', (c) => inVisit(c, (visit, home) => registration.askCode(c, visit, home)));
  app.post('/v/:token/code', (c) => inVisit(c, (visit, home) => registration.takeCode(c, visit, home)));
  app.post('/v/:token/packages/:id', (c) =>
    inProvedVisit(c, (visit, home) => after.takePackage(c, visit, home)),
  );
  app.get('/v/:token/packages/:page', (c) => inVisit(c, (visit, home) => buying.showMore(c, visit, home)));
  app.get('/v/:token/buy', (c) => inProvedVisit(c, (visit, home) => buying.chooseOther(c, visit, home)));
  app.get('/v/:token/buy/:id', (c) => inVisit(c, (visit, home) => buying.askHow(c, visit, home)));
  app.post('/v/:token/buy/:id', (c) => inProvedVisit(c, (visit, home) => buying.begin(c, visit, home)));
  app.get('/v/:token/payments/:id', (c) =>
    inProvedVisit(c, (visit, home) => payments.showPayment(c, visit, home)),
  );
  app.post('/v/:token/payments/:id/begin', (c) =>
    inProvedVisit(c, (visit, home) => payments.beginAgain(c, visit, home)),
  );
  app.post('/v/:token/payments/:id/reference', (c) =>
    inProvedVisit(c, (visit, home) => payments.takeReference(c, visit, home)),
  );
  app.get('/v/:token/voucher', (c) => inVisit(c, (visit, home) => vouchers.askVoucher(c, visit, home)));
  app.post('/v/:token/voucher', (c) => inVisit(c, (visit, home) => vouchers.redeem(c, visit, home)));
  app.get('/v/:token/account', (c) =>
    inProvedVisit(c, (visit, home) => vouchers.showAccount(c, visit, home)),
  );
  app.get('/c/:code', (c) => vouchers.openByCode(c));
  app.get('/p/:link', (c) => byLink.showByLink(c));
  app.post('/p/:link', (c) => byLink.comeBack(c));
  app.post('/p/:link/go', (c) => byLink.goByLink(c));
  app.get('/v/:token/go', (c) => inProvedVisit(c, (visit, home) => after.handOver(c, visit, home)));
  app.get('/v/:token/devices', (c) => inProvedVisit(c, (visit, home) => after.ownPage(c, visit, home)));
  app.get('/v/:token/devices/add', (c) => inProvedVisit(c, (visit, home) => own.askNew(c, visit, home)));
  app.post('/v/:token/devices/add', (c) => inProvedVisit(c, (visit, home) => own.addNew(c, visit, home)));
  app.get('/v/:token/devices/:id', (c) => inProvedVisit(c, (visit, home) => own.showDevice(c, visit, home)));
  app.post('/v/:token/devices/:id/rename', (c) =>
    inProvedVisit(c, (visit, home) => own.rename(c, visit, home)),
  );
  app.post('/v/:token/devices/:id/remove', (c) =>
    inProvedVisit(c, (visit, home) => own.remove(c, visit, home)),
  );
  app.post('/v/:token/devices/:id/restore', (c) =>
    inProvedVisit(c, (visit, home) => own.restore(c, visit, home)),
  );
  app.post('/v/:token/devices/:id/continue', (c) =>
    inProvedVisit(c, (visit, home) => after.continueOwnDevice(c, visit, home)),
  );
  app.post('/v/:token/sign-out', (c) => inProvedVisit(c, (visit) => after.signOut(c, visit)));
  app.get('/logos/:zone/:hash', (c) => answerLogo(c, parts.db));
  app.get('/r/:token', (c) => returning.afterGateway(c));
  app.post('/r/:token/again', (c) => returning.beginAgain(c));

  app.notFound((c) => show(c, sentencePage(textsFor(c), 'unknownGatewayTitle', 'unknownGatewayLead'), 404));
  app.onError((error, c) => {
    if (error instanceof UnreadableInput)
      return show(c, sentencePage(textsFor(c), 'badInputTitle', 'badInputLead'), 400);
    parts.log.error({ err: error }, 'the portal could not answer');
    return show(c, sentencePage(textsFor(c), 'faultTitle', 'faultLead'), 500);
  });
  return app;
}
