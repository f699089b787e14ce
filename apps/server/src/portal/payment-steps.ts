import type { Language } from '@gatehouse/domain/hotspot-zones/portal-languages';
import { isRefused } from '../outcome.ts';
import { beginPayment } from '../payments/begin-payment.ts';
import { enterReference } from '../payments/enter-reference.ts';
import { wasRefusedAtBegin } from '../payments/payment-events.ts';
import { findPayment, type Payment } from '../payments/find-payment.ts';
import { followPayment } from '../payments/follow-payment.ts';
import { intentOf } from '../payments/payment-intent.ts';
import { paymentLink } from '../payments/payment-link.ts';
import { openMethod } from '../payments/payment-methods.ts';
import type { PaymentProvider } from '../payments/providers/provider.ts';
import { customerActor } from './customer-actor.ts';
import { endOf, isUnfinished, readRefund } from './own-payments.ts';
import type { Page } from './pages/frame.ts';
import {
  cannotBeginPage,
  counterPage,
  lookedAtPage,
  otherMoneyPage,
  paymentUrl,
  payHostedPage,
  payOnPhonePage,
  referencePage,
  type ShownPayment,
} from './pages/pay-pages.ts';
import { paymentOverPage, refundedPage } from './pages/payment-over-pages.ts';
import { addressOf, type PortalContext, type ProvedVisit, readForm, readId, show } from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { lastTicket } from './portal-tickets.ts';
import { publicOrigin } from './public-origin.ts';
import { textsIn } from './texts/translate.ts';
import { isOnlineAlready, wayOnward } from './way-onward.ts';
import { ASK_EVERY_MS, askNow, waitForPayment } from './wait-for-payment.ts';

const REFERENCE_LENGTH_MAX = 64;

/** A payment that was begun, on the page of who begins it: what is to be done, until it is paid. */
export function openPaymentSteps(parts: PortalParts, limits: PortalLimits) {
  const { db, secretBox, now } = parts;

  async function showPayment(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const found = await findOwn(c, visit);
    if (found === null) return c.redirect(`${home}/devices`, 303);
    const payment = await followPayment(db, await lookedAt(c, found));
    if (payment.state === 'paid' && payment.subscription_id !== null)
      return c.redirect(await wayFromPayment(visit, home, payment.id), 303);
    return show(c, await pageOf(c, visit, home, payment));
  }

  /** Who comes back from the provider has it asked at once; who waits is answered when there is something new. */
  async function lookedAt(c: PortalContext, payment: Payment): Promise<Payment> {
    // Of one that was paid back more may come: its provider is asked where somebody says so.
    const mayCome = isUnfinished(payment) || (payment.state === 'refunded' && payment.ask_at !== null);
    if (mayCome && c.req.query('back') !== undefined) return askNow(parts, payment, ASK_EVERY_MS.arriving);
    if (!isUnfinished(payment)) return payment;
    if (c.req.query('again') !== undefined)
      return waitForPayment(parts, payment, { askEveryMs: ASK_EVERY_MS.waiting, now: now() });
    // Begun a while ago, the page is come back to: it may be paid by now.
    const isOld = now() - payment.created_at.getTime() > ASK_EVERY_MS.waiting;
    return isOld ? askNow(parts, payment, ASK_EVERY_MS.waiting) : payment;
  }

  /** On to the router; or, where one is online and the new package only waits its turn, to the own page. */
  async function wayFromPayment(visit: ProvedVisit, home: string, paymentId: number): Promise<string> {
    const { customerId } = visit;
    const ticket = await lastTicket(db, visit.id);
    const isOnline = (ticket !== null && ticket.usedMac !== null) || (await isOnlineAlready(db, visit));
    const onward = await wayOnward(db, now(), visit, customerId, home);
    return isOnline || onward.endsWith('/devices') ? `${home}/devices?paid=${paymentId}` : onward;
  }

  async function pageOf(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    payment: Payment,
    typed: { reference: string; fault: string } | null = null,
  ): Promise<Page> {
    const texts = textsIn(visit.language);
    const shown = shownPayment(payment);
    const end = endOf(payment);
    const way = await readWay(parts, payment, visit.language);
    const mends = typed !== null || c.req.query('mend') !== undefined;
    const isToEnter = payment.state === 'open' || payment.state === 'expired';
    if (way?.kind === 'reference' && (isToEnter || (mends && payment.review_reason === 'reference'))) {
      const { instructions } = way;
      const filled = {
        typed: typed?.reference ?? payment.entered_reference ?? '',
        fault: typed?.fault ?? null,
      };
      return referencePage(texts, home, shown, { instructions, ...filled });
    }
    if (end === 'refunded') return refundedPage(texts, home, shown, await readRefund(db, payment));
    if (end !== null) return paymentOverPage(texts, home, shown, end);
    if (payment.review_reason === 'reference')
      return lookedAtPage(texts, home, shown, payment.entered_reference ?? '');
    if (payment.state === 'to-approve')
      return payment.review_reason === 'cash'
        ? counterPage(texts, home, shown, way?.instructions ?? '')
        : otherMoneyPage(texts, home, shown, payment.review_reason);
    if (payment.begun_at === null)
      return cannotBeginPage(texts, home, shown, { wasRefused: await wasRefusedAtBegin(db, payment.id) });
    if (payment.pay_url === null) return payOnPhonePage(texts, home, shown, payment.asked_phone);
    const link = `${await publicOrigin(db, c)}/p/${paymentLink(secretBox, payment.id)}`;
    return payHostedPage(texts, home, shown, { payUrl: payment.pay_url, link });
  }

  /** The provider did not answer when it was begun: the same payment once more. */
  async function beginAgain(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const payment = await findOwn(c, visit);
    if (payment === null) return c.redirect(`${home}/devices`, 303);
    if (payment.state === 'open' && (await limits.takePayment(visit.customerId, addressOf(c))) === null)
      await beginPayment(parts, {
        customerId: visit.customerId,
        servicePackageId: payment.service_package_id,
        zoneId: payment.zone_id,
        visitId: payment.visit_id,
        paymentMethodId: payment.payment_method_id,
        idempotencyKey: payment.idempotency_key,
        phone: payment.asked_phone,
        portalOrigin: await publicOrigin(db, c),
        language: visit.language,
      });
    return c.redirect(paymentUrl(home, payment), 303);
  }

  async function takeReference(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const payment = await findOwn(c, visit);
    if (payment === null) return c.redirect(`${home}/devices`, 303);
    const texts = textsIn(visit.language);
    const reference = ((await readForm(c)).get('reference') ?? '').slice(0, REFERENCE_LENGTH_MAX);
    const again = async (fault: string, status: 422 | 429) =>
      show(c, await pageOf(c, visit, home, payment, { reference, fault }), status);
    if ((await limits.takePayment(visit.customerId, addressOf(c))) !== null)
      return again(texts.say('tooManyPayments'), 429);
    const actor = await customerActor(db, c, visit.customerId);
    const entered = await enterReference(parts, payment, reference, actor);
    if (!isRefused(entered)) return c.redirect(paymentUrl(home, payment), 303);
    if (entered.refused === 'payment-decided') return c.redirect(paymentUrl(home, payment), 303);
    return again(texts.say('badReference'), 422);
  }

  async function findOwn(c: PortalContext, { customerId }: ProvedVisit): Promise<Payment | null> {
    const id = readId(c.req.param('id'));
    const payment = id === null ? null : await findPayment(db, id);
    return payment?.customer_id === customerId ? payment : null;
  }

  return { showPayment, beginAgain, takeReference };
}

function shownPayment(payment: Payment): ShownPayment {
  return {
    id: payment.id,
    packageId: payment.service_package_id,
    packageName: payment.package_name,
    amountMinor: payment.amount_minor,
    currency: payment.currency,
    methodName: payment.method_name,
  };
}

type Way = { readonly kind: PaymentProvider['way']['kind']; readonly instructions: string };

/** `null`: how it was to be paid cannot be read any more. */
async function readWay(parts: PortalParts, payment: Payment, language: Language): Promise<Way | null> {
  const method = await openMethod(parts.db, parts.secretBox, payment.payment_method_id);
  if (method === null) return null;
  const { way } = method.provider;
  if (way.kind === 'hosted') return { kind: way.kind, instructions: '' };
  const intent = await intentOf(parts, payment, method, { portalOrigin: null, phone: null });
  return { kind: way.kind, instructions: way.instructions(method.settings, intent, language) };
}
