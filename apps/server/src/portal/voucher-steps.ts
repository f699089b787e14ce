import { groupVoucherCode, readVoucherCode } from '@gatehouse/domain/vouchers/voucher-code';
import type { VoucherRefusal } from '@gatehouse/domain/vouchers/voucher-words';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Actor } from '../actor.ts';
import { findRedeemedBefore } from '../vouchers/redeemed-before.ts';
import { redeemVoucher } from '../vouchers/redeem-voucher.ts';
import { customerActor } from './customer-actor.ts';
import { readGuestAccount } from './guest-account.ts';
import { sentencePage } from './pages/pages.ts';
import { guestAccountPage, voucherElsewherePage, voucherPage } from './pages/voucher-page.ts';
import {
  addressOf,
  isProved,
  type PortalContext,
  type ProvedVisit,
  readForm,
  show,
  textsFor,
  VISIT_COOKIE,
} from './portal-context.ts';
import { noteGuess } from './portal-guesses.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { findVisit, proveVisit, type Visit } from './portal-visits.ts';
import { type TextKey, textsIn } from './texts/translate.ts';
import { wayOnward } from './way-onward.ts';

/** A code that was scanned before the gateway led here, where cookies are allowed. */
const CODE_COOKIE = 'gatehouse_voucher';
const CODE_COOKIE_SECONDS = 3600;

const REFUSALS: Readonly<Record<VoucherRefusal, TextKey>> = {
  unknown: 'voucherUnknown',
  used: 'voucherUsed',
  revoked: 'voucherRevoked',
  expired: 'voucherExpired',
  'other-zone': 'voucherOtherZone',
  'other-kind': 'voucherOtherKind',
  'already-without-end': 'voucherWithoutEnd',
  suspended: 'refused_suspended',
};

/** The steps of whoever holds a voucher, proved or not. */
export function openVoucherSteps(parts: PortalParts, limits: PortalLimits) {
  const { db, secretBox, now } = parts;

  async function askVoucher(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const brought = readVoucherCode(c.req.query('code') ?? getCookie(c, CODE_COOKIE) ?? '');
    const code = brought === null ? '' : groupVoucherCode(brought);
    return show(c, voucherPage(textsIn(visit.language), home, { code, fault: null }));
  }

  async function redeem(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const typed = ((await readForm(c)).get('code') ?? '').slice(0, 60);
    const again = (fault: string, status: 422 | 429 = 422) =>
      show(c, voucherPage(texts, home, { code: typed, fault }), status);
    // What can be no code tells nobody anything, and is no guess.
    if (readVoucherCode(typed) === null) return again(texts.say('voucherMisread'));
    const sourceAddress = addressOf(c);
    const note = (refused: boolean) => noteGuess(db, { zoneId: visit.zoneId, sourceAddress, refused });
    // Whoever is known here is not held up by strangers who guess in the same zone, or from the same address.
    const { customerId, zoneId } = visit;
    const guesser = [
      visit.id,
      customerId === null ? { customerId, address: sourceAddress, zoneId } : { customerId },
    ] as const;
    const waitSeconds = await limits.takeVoucherTry(...guesser);
    if (waitSeconds !== null) {
      await note(true);
      return again(texts.say('tooManyTries', { count: Math.ceil(waitSeconds / 60) }), 429);
    }
    const outcome = await redeemVoucher(parts, {
      code: typed,
      customerId: visit.customerId,
      zoneId: visit.zoneId,
      visitId: visit.id,
      actor: isProved(visit) ? await customerActor(db, c, visit.customerId) : visitorActor(c),
    });
    if (!outcome.redeemed) {
      if (outcome.why === 'unknown') await note(false);
      const before = outcome.why === 'used' ? await findRedeemedBefore(db, secretBox, typed, visit) : null;
      if (before === null) return again(texts.say(REFUSALS[outcome.why]));
      await proveVisit(db, visit.id, before.customerId);
    }
    await limits.giveBackVoucherTry(...guesser);
    deleteCookie(c, CODE_COOKIE, { path: '/' });
    return goOn(c, visit, home);
  }

  /** To the gateway, or, for whoever is online, to the page that shows what came to what they had. */
  async function goOn(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const proved = await findVisit(db, home.slice('/v/'.length));
    if (proved === null || !isProved(proved)) return c.redirect(home, 303);
    return c.redirect(await wayOnward(db, now(), visit, proved.customerId, home), 303);
  }

  /** What a QR code leads to. It says the same whether there is such a voucher or not. */
  async function openByCode(c: PortalContext): Promise<Response> {
    const code = readVoucherCode(c.req.param('code') ?? '');
    if (code === null) return show(c, sentencePage(textsFor(c), 'voucherTitle', 'voucherMisread'), 404);
    const token = getCookie(c, VISIT_COOKIE) ?? '';
    if (token !== '' && (await findVisit(db, token)) !== null) {
      return c.redirect(`/v/${token}/voucher?code=${groupVoucherCode(code)}`, 303);
    }
    const secure = new URL(c.req.url).protocol === 'https:';
    const kept = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: CODE_COOKIE_SECONDS, secure } as const;
    setCookie(c, CODE_COOKIE, code, kept);
    return show(c, voucherElsewherePage(textsFor(c), code));
  }

  async function showAccount(c: PortalContext, visit: ProvedVisit, home: string): Promise<Response> {
    const account = await readGuestAccount(db, secretBox, visit);
    return account === null
      ? c.redirect(`${home}/devices`, 303)
      : show(c, guestAccountPage(textsIn(visit.language), home, account));
  }

  return { askVoucher, redeem, openByCode, showAccount };
}

function visitorActor(c: PortalContext): Actor {
  return { kind: 'customer', id: null, name: 'Portal', role: null, sourceAddress: addressOf(c) };
}
