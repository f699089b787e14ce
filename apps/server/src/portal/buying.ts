import type { ErrorCode } from '@gatehouse/domain/error-codes';
import type { Money } from '@gatehouse/domain/money';
import { isRefused } from '../outcome.ts';
import { beginPayment } from '../payments/begin-payment.ts';
import type { Payment } from '../payments/find-payment.ts';
import { listPaymentMethods } from '../payments/list-payment-methods.ts';
import { readOverview } from './customer-overview.ts';
import {
  findOfferedPackage,
  listOfferedPackages,
  type Offered,
  type OfferedPackage,
} from './offered-packages.ts';
import { readPlannedStart } from './own-payments.ts';
import { morePackagesPage, otherPackagesPage } from './pages/package-list.ts';
import { sentencePage } from './pages/pages.ts';
import { paymentNumberPage } from './pages/payment-number-page.ts';
import { packageFault } from './package-fault.ts';
import { beforeBuyingPage, buyPage, paymentUrl } from './pages/pay-pages.ts';
import {
  addressOf,
  isProved,
  type PageStatus,
  type PortalContext,
  type ProvedVisit,
  readForm,
  readId,
  show,
} from './portal-context.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { setWantedPackage, type Visit } from './portal-visits.ts';
import { readPaymentNumber } from './payment-number.ts';
import { publicOrigin } from './public-origin.ts';
import { readRegistration } from './registration.ts';
import { mayTakePackage, readFreePackages, withFree, withoutUsedTrials } from './take-free-package.ts';
import { textsIn, type TextKey } from './texts/translate.ts';

type OwnPage = (
  c: PortalContext,
  visit: ProvedVisit,
  home: string,
  fault?: string | null,
) => Promise<Response>;

/** What a visitor chooses to pay for, and how. `ownPage` is where what cannot be bought leads back to. */
export function openBuying(parts: PortalParts, limits: PortalLimits, ownPage: OwnPage) {
  const { db, randomBytes, now } = parts;

  async function chooseOther(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    if ((await mayTakePackage(db, visit.customerId)) !== 'yes') return c.redirect(`${home}/devices`, 303);
    const offered = await listOfferedPackages(parts, visit.zoneId, { soldOnly: true });
    return show(c, otherPackagesPage(textsIn(visit.language), home, offered));
  }

  /** The list goes on, on a page of its own; the first one is where the link to this stood. */
  async function showMore(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const page = readId(c.req.param('page')) ?? 1;
    if (page < 2) return c.redirect(home, 303);
    const shown = isProved(visit)
      ? await offeredTo(visit, page)
      : await listOfferedPackages(parts, visit.zoneId, { page });
    if (shown === null) return c.redirect(`${home}/devices`, 303);
    const more = { offered: shown, page, isProved: isProved(visit) };
    return show(c, morePackagesPage(textsIn(visit.language), home, more));
  }

  /** Who has a package that is good here is offered what comes after it, and nothing free. */
  async function offeredTo(visit: ProvedVisit, page: number): Promise<Offered | null> {
    const { customerId, zoneId } = visit;
    if ((await mayTakePackage(db, customerId)) !== 'yes') return null;
    const { left } = await readOverview(db, customerId, now());
    if (packageFault(left, zoneId) === null)
      return listOfferedPackages(parts, zoneId, { page, soldOnly: true });
    const inZone = await listOfferedPackages(parts, zoneId, { page });
    const packages = await withoutUsedTrials(db, visit, inZone.packages);
    const free = await readFreePackages(db, customerId, packages);
    return { ...inZone, packages: withFree(packages, free) };
  }

  async function askHow(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const offered = await findSold(c, visit);
    if (!isProved(visit))
      return offered === null ? gone(c, visit, home) : proveFirst(c, visit, home, offered);
    return offered === null ? notSold(c, visit, home) : showHow(c, visit, home, offered);
  }

  /** What was wanted is kept with the visit: the proof leads back to it. */
  async function proveFirst(c: PortalContext, visit: Visit, home: string, offered: OfferedPackage) {
    await setWantedPackage(db, visit.id, offered.id);
    if ((await readRegistration(db, visit.zoneId)).registration === 'off')
      return c.redirect(`${home}/login`, 303);
    return show(c, beforeBuyingPage(textsIn(visit.language), home, offered));
  }

  async function showHow(
    c: PortalContext,
    visit: ProvedVisit,
    home: string,
    offered: OfferedPackage,
    more: { key?: string; fault?: string; status?: PageStatus } = {},
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    if ((await mayTakePackage(db, visit.customerId)) !== 'yes') return c.redirect(`${home}/devices`, 303);
    const overview = await readOverview(db, visit.customerId, now());
    const start = await readPlannedStart(db, visit.customerId, offered, overview);
    if (start === null) {
      const words = { name: overview.left?.packageName ?? '' };
      return ownPage(c, visit, home, texts.say('packageWithoutEnd', words));
    }
    const methods = await listPaymentMethods(parts, priceOf(offered));
    if (methods.length === 0) return notSold(c, visit, home);
    const key = more.key ?? randomBytes(KEY_BYTES).toString('base64url');
    const shown = { offered, start, methods, key, fault: more.fault ?? null };
    return show(c, buyPage(texts, home, shown), more.status);
  }

  /** The second tap. */
  async function begin(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const offered = await findSold(c, visit);
    if (offered === null) return notSold(c, visit, home);
    const texts = textsIn(visit.language);
    const form = await readForm(c);
    const key = readKey(form.get('key'));
    const methods = await listPaymentMethods(parts, priceOf(offered));
    const method = methods.find(({ id }) => id === readId(form.get('method')));
    if (key === null || method === undefined) return showHow(c, visit, home, offered);
    if ((await mayTakePackage(db, visit.customerId)) !== 'yes') return c.redirect(`${home}/devices`, 303);
    const { customerId, zoneId } = visit;
    const wish = { customerId, zoneId, paymentMethodId: method.id };
    const number = await readPaymentNumber(parts, wish, form.get('number')?.slice(0, 40));
    if (number.asks) {
      const why = number.isBad ? 'bad' : null;
      return show(
        c,
        paymentNumberPage(texts, home, { offered, method, key, ...number, why }),
        why ? 422 : 200,
      );
    }
    const { phone } = number;
    if ((await limits.takePayment(customerId, addressOf(c))) !== null)
      return showHow(c, visit, home, offered, { key, fault: texts.say('tooManyPayments'), status: 429 });
    const begun = await beginPayment(parts, {
      ...wish,
      servicePackageId: offered.id,
      visitId: visit.id,
      // With whose it is, so that nobody finds another's by a key that they saw; and by which number it is paid.
      idempotencyKey: `portal-${customerId}-${offered.id}-${method.id}-${key}${phone ?? ''}`,
      phone,
      portalOrigin: await publicOrigin(db, c),
      language: visit.language,
    });
    if (!isRefused(begun)) return c.redirect(firstAddress(home, begun), 303);
    if (begun.refused === 'already-without-end') return showHow(c, visit, home, offered);
    if (begun.refused === 'payment-provider-refused' && number.asked !== null) {
      const shown = { offered, method, key, number: number.asked, example: number.example };
      return show(c, paymentNumberPage(texts, home, { ...shown, why: 'refused' }), 422);
    }
    const fault = texts.say(BEGIN_FAULTS.get(begun.refused) ?? 'cannotBuy', { method: method.name });
    return showHow(c, visit, home, offered, { key, fault, status: 422 });
  }

  async function findSold(c: PortalContext, visit: Visit): Promise<OfferedPackage | null> {
    const id = readId(c.req.param('id'));
    const offered = id === null ? null : await findOfferedPackage(parts, visit.zoneId, id);
    return offered?.mayBuy === true ? offered : null;
  }

  /** It was offered when the page before was made. */
  function gone(c: PortalContext, { language }: Visit, home: string): Promise<Response> {
    const texts = textsIn(language);
    const onward = { url: home, label: texts.say('back') };
    return show(c, sentencePage(texts, 'packageGoneTitle', 'packageGone', { onward }), 404);
  }

  function notSold(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    return ownPage(c, visit, home, textsIn(visit.language).say('cannotBuy'));
  }

  return { chooseOther, showMore, askHow, begin };
}

const KEY_BYTES = 16;

const BEGIN_FAULTS = new Map<ErrorCode, TextKey>([
  ['payment-provider-away', 'cannotBeginLead'],
  ['payment-provider-refused', 'providerRefusedLead'],
]);

function priceOf({ priceMinor, currency }: OfferedPackage): Money {
  return { minor: priceMinor, currency: currency ?? '' };
}

/** A page that waits asks for its own address with `again`. Where it begins at that, browsers keep it where one reads. */
function firstAddress(home: string, payment: Payment): string {
  const waits = payment.begun_at !== null && payment.asked_at === null;
  return `${paymentUrl(home, payment)}${waits ? '?again=1' : ''}`;
}

/** As the page was given it; anything else is no form of ours. */
function readKey(text: string | undefined): string | null {
  return text !== undefined && /^[\w-]{22}$/.test(text) ? text : null;
}
