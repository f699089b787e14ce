import { getCookie } from 'hono/cookie';
import { readPortalLook } from '../hotspot-zones/portal-look.ts';
import { findPayment, type Payment } from '../payments/find-payment.ts';
import { followPayment } from '../payments/follow-payment.ts';
import { paymentLink, readPaymentLink } from '../payments/payment-link.ts';
import { openHandOver } from './hand-over.ts';
import { endOf, isUnfinished, readRefund } from './own-payments.ts';
import { sentencePage } from './pages/pages.ts';
import {
  askingPage,
  type LinkedPayment,
  paidByLinkPage,
  payByLinkPage,
  paymentUrl,
} from './pages/pay-pages.ts';
import { linkOverPage } from './pages/payment-over-pages.ts';
import { addressOf, isProved, type PortalContext, show, textsFor, VISIT_COOKIE } from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { findVisit, findVisitById, openVisit, proveVisit } from './portal-visits.ts';
import { chooseLanguage } from './texts/languages.ts';
import { textsIn, type Texts } from './texts/translate.ts';
import { ASK_EVERY_MS, askNow, waitForPayment } from './wait-for-payment.ts';

type Linked = { readonly payment: Payment; readonly texts: Texts; readonly here: string };

/** A payment by its link: in the normal browser, on another telephone, and where a provider sends the browser back to. */
export function openPayByLink(parts: PortalParts, limits: PortalLimits) {
  const { db, secretBox, randomBytes } = parts;
  const takeToGateway = openHandOver(parts);

  async function showByLink(c: PortalContext): Promise<Response> {
    const found = await findLinked(c);
    if (found === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    const isBack = c.req.query('back') !== undefined;
    const own = isBack ? await ownAddress(c, found.payment) : null;
    if (own !== null) return c.redirect(`${own}?back=1`, 303);
    const payment = await followPayment(db, await lookedAt(c, found.payment, isBack));
    return showLinked(c, { ...found, payment }, isBack);
  }

  async function lookedAt(c: PortalContext, payment: Payment, isBack: boolean): Promise<Payment> {
    if (!isUnfinished(payment) || !isBack) return payment;
    return c.req.query('again') === undefined
      ? askNow(parts, payment, ASK_EVERY_MS.arriving)
      : waitForPayment(parts, payment, { askEveryMs: ASK_EVERY_MS.back, now: parts.now() });
  }

  async function showLinked(
    c: PortalContext,
    { payment, texts, here }: Linked,
    isBack: boolean,
  ): Promise<Response> {
    const linked = linkedPayment(payment);
    if (payment.state === 'paid' && payment.subscription_id !== null) {
      const goUrl = (await findWaitingVisit(payment)) === null ? null : `${here}/go`;
      return show(c, paidByLinkPage(texts, here, linked, goUrl));
    }
    const end = endOf(payment);
    if (end !== null) {
      const refund = end === 'refunded' ? await readRefund(db, payment) : null;
      return show(c, linkOverPage(texts, here, linked, { end, refund }));
    }
    const payUrl = payment.state === 'open' ? payment.pay_url : null;
    if (isBack && payment.state === 'open') return show(c, askingPage(texts, here, linked, payUrl));
    return show(c, payByLinkPage(texts, here, linked, payUrl));
  }

  /** Some providers send the browser back by a form of theirs. */
  function comeBack(c: PortalContext): Response | Promise<Response> {
    const id = readPaymentLink(secretBox, c.req.param('link') ?? '');
    if (id === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    return c.redirect(`/p/${paymentLink(secretBox, id)}?back=1`, 303);
  }

  /**
   * A window that keeps no cookies has come back from the provider and is nobody. It gets a ticket all the same: good only
   * from the telephone that the payment was begun on, at that place, and leading to nothing else of the customer's.
   */
  async function goByLink(c: PortalContext): Promise<Response> {
    const found = await findLinked(c);
    if (found === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    const { here } = found;
    const payment = await followPayment(db, found.payment);
    const isPaid = payment.state === 'paid' && payment.subscription_id !== null;
    const visit = isPaid ? await findWaitingVisit(payment) : null;
    if (visit === null) return c.redirect(here, 303);
    const sourceAddress = addressOf(c);
    if ((await limits.takeVisit(sourceAddress)) !== null)
      return show(c, sentencePage(found.texts, 'busyTitle', 'busyLead'), 429);
    const { zoneId, redirect, language, customerId } = visit;
    // A visit whose address nobody is told: only what its router says of it comes back.
    const { token } = await openVisit(db, randomBytes, { zoneId, redirect, language, sourceAddress });
    const opened = await findVisit(db, token);
    if (opened === null) throw new Error('A visit is gone that was just opened.');
    await proveVisit(db, opened.id, customerId);
    return takeToGateway(c, { ...opened, customerId }, { token, back: null });
  }

  async function findLinked(c: PortalContext): Promise<Linked | null> {
    const id = readPaymentLink(secretBox, c.req.param('link') ?? '');
    const payment = id === null ? null : await findPayment(db, id);
    if (payment === null) return null;
    const look = payment.zone_id === null ? null : await readPortalLook(db, payment.zone_id);
    if (look !== null) c.set('look', look);
    const chosen = look?.languages.find((each) => each === c.req.query('lang'));
    const asked = c.req.header('Accept-Language');
    const language = chosen ?? chooseLanguage(asked, look?.languages ?? null, look?.defaultLanguage);
    return { payment, texts: textsIn(language), here: `/p/${paymentLink(secretBox, payment.id)}` };
  }

  /** The visit in which it was begun, while that is somebody's; then its telephone may still wait to get online. */
  async function findWaitingVisit(payment: Payment) {
    const visit = payment.visit_id === null ? null : await findVisitById(db, payment.visit_id);
    return visit !== null && isProved(visit) && visit.customerId === payment.customer_id ? visit : null;
  }

  /** The payment's page in this browser's own visit, where the browser keeps one. */
  async function ownAddress(c: PortalContext, payment: Payment): Promise<string | null> {
    const token = getCookie(c, VISIT_COOKIE) ?? '';
    const visit = token === '' ? null : await findVisit(db, token);
    return visit?.customerId === payment.customer_id ? paymentUrl(`/v/${token}`, payment) : null;
  }

  return { showByLink, comeBack, goByLink };
}

function linkedPayment(payment: Payment): LinkedPayment {
  return {
    packageName: payment.package_name,
    amountMinor: payment.amount_minor,
    currency: payment.currency,
    methodName: payment.method_name,
    place: payment.place_name,
  };
}
