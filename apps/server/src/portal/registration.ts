import { setTimeout as sleep } from 'node:timers/promises';
import { sayInEnglish } from '@gatehouse/domain/said/say-in-english';
import { parsePhoneNumber, plainDigits } from '@gatehouse/domain/customers/phone-number';
import type { Actor } from '../actor.ts';
import type { Db } from '../db/open-database.ts';
import { isRefused } from '../outcome.ts';
import { openSmsSender } from '../sms/sms-gateway.ts';
import { codePage, numberPage } from './pages/pages.ts';
import {
  checkCode,
  codeWasNotSent,
  codeWasSent,
  findPendingCode,
  makeCode,
  wasCodeJustUsed,
} from './portal-codes.ts';
import { addressOf, isProved, type PortalContext, readForm, show } from './portal-context.ts';
import { noteGuess } from './portal-guesses.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { findVisit, proveVisit, type Visit } from './portal-visits.ts';
import { isProvedNumber, registerVisitor } from './register-visitor.ts';
import { textsIn } from './texts/translate.ts';
import { wayFromProof, wayOnward } from './way-onward.ts';

export type ZoneRegistration = {
  readonly registration: 'off' | 'code' | 'open';
  readonly phoneCountryCode: string | null;
};

export async function readRegistration(db: Db, zoneId: number): Promise<ZoneRegistration> {
  const { registration, phone_country_code } = await db
    .selectFrom('hotspot_zones')
    .select(['registration', 'phone_country_code'])
    .where('id', '=', zoneId)
    .executeTakeFirstOrThrow();
  return { registration, phoneCountryCode: phone_country_code };
}

/** The steps of a visitor who has no account: a number, the code that was sent to it. */
export function openRegistration(parts: PortalParts, limits: PortalLimits) {
  const { db, secretBox, log, now } = parts;
  const codes = { db, key: secretBox.fileKey('portal-codes') };

  async function askNumber(
    c: PortalContext,
    visit: Visit,
    home: string,
    fault: string | null = null,
    number = '',
  ): Promise<Response> {
    const { registration, phoneCountryCode } = await readRegistration(db, visit.zoneId);
    if (registration === 'off' || isProved(visit)) return c.redirect(home, 303);
    const shown = {
      number,
      example: numberExample(phoneCountryCode),
      byCode: registration === 'code',
      fault,
    };
    return show(c, numberPage(textsIn(visit.language), home, shown), fault === null ? 200 : 422);
  }

  async function takeNumber(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const { registration, phoneCountryCode } = await readRegistration(db, visit.zoneId);
    if (registration === 'off' || isProved(visit)) return c.redirect(home, 303);
    const typed = ((await readForm(c)).get('number') ?? '').slice(0, 40);
    const phone = parsePhoneNumber(typed, phoneCountryCode);
    const again = (fault: string) => askNumber(c, visit, home, fault, typed);
    if (phone === null) return again(texts.say('badNumber', { example: numberExample(phoneCountryCode) }));
    if (registration === 'open') return takeUnproved(c, visit, home, phone, again);
    const made = await makeCode(codes, visit, phone, addressOf(c));
    if (made === 'limited') return again(texts.say('tooManyCodes'));
    if (made === 'waiting') return c.redirect(`${home}/code`, 303);
    const sender = await openSmsSender(db, secretBox, log, parts.ownPorts());
    const text = texts.say('smsText', { code: made.code, zone: visit.zoneName });
    const sent = await sender.send({ phone, text });
    if (sent.sent) {
      await codeWasSent(db, made);
      return c.redirect(`${home}/code`, 303);
    }
    await codeWasNotSent(db, made);
    log.warn({ why: sayInEnglish(sent.why) }, 'a text message could not be sent');
    return again(texts.say('notSent'));
  }

  /** The zone takes a visitor's word: that makes a new customer, or goes on with a registration of a moment ago. */
  async function takeUnproved(
    c: PortalContext,
    visit: Visit,
    home: string,
    phone: string,
    again: (fault: string) => Promise<Response>,
  ): Promise<Response> {
    const texts = textsIn(visit.language);
    if (await isProvedNumber(db, phone)) return again(texts.say('knownNumber'));
    if ((await limits.takeRegistration(addressOf(c))) !== null) return again(texts.say('tooManyCodes'));
    const { zoneId, macHint } = visit;
    const made = await registerVisitor(parts, { phone, zoneId, macHint }, false, visitorActor(c));
    if (made === 'taken') return again(texts.say('numberTaken'));
    if (isRefused(made)) return again(texts.say('faultLead'));
    await proveVisit(db, visit.id, made.customerId);
    return c.redirect(await wayFromProof(db, now(), visit, made.customerId, home), 303);
  }

  async function askCode(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    if (isProved(visit)) return c.redirect(home, 303);
    const pending = await findPendingCode(db, visit);
    if (pending === null) return c.redirect(`${home}/number`, 303);
    return show(c, codePage(textsIn(visit.language), home, pending));
  }

  async function takeCode(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    if (isProved(visit)) return c.redirect(await wayOnward(db, now(), visit, visit.customerId, home), 303);
    const typed = plainDigits((await readForm(c)).get('code') ?? '').replace(/\D/g, '');
    const sourceAddress = addressOf(c);
    const note = (refused: boolean) => noteGuess(db, { zoneId: visit.zoneId, sourceAddress, refused });
    const pending = await findPendingCode(db, visit);
    const waitSeconds = pending === null ? null : await limits.takeCodeTry(sourceAddress, visit.id);
    if (waitSeconds !== null) {
      await note(true);
      const fault = texts.say('tooManyTries', { count: Math.ceil(waitSeconds / 60) });
      return show(c, codePage(texts, home, pending, fault), 429);
    }
    // Where nobody waits for a code there is nothing to guess: it counts against nobody.
    const verdict = pending === null ? 'over' : await checkCode(codes, visit, typed);
    if (verdict === 'over' && (await isBeingProved(visit, home))) return c.redirect(home, 303);
    if (typeof verdict === 'string') await note(verdict === 'over');
    if (verdict === 'over') return askNumber(c, visit, home, texts.say('codeOver'));
    if (verdict === 'wrong')
      return show(c, codePage(texts, home, await findPendingCode(db, visit), texts.say('wrongCode')), 422);
    await limits.giveBackCodeTry(sourceAddress, visit.id);
    const visitor = { phone: verdict.phone, zoneId: visit.zoneId, macHint: visit.macHint };
    const made = await registerVisitor(parts, visitor, true, visitorActor(c));
    if (made === 'taken' || isRefused(made)) return askNumber(c, visit, home, texts.say('faultLead'));
    await proveVisit(db, visit.id, made.customerId);
    return c.redirect(await wayFromProof(db, now(), visit, made.customerId, home), 303);
  }

  /** Tapped twice, the second form finds the code used up while the first still proves the visit. */
  async function isBeingProved(visit: Visit, home: string): Promise<boolean> {
    if (!(await wasCodeJustUsed(db, visit))) return false;
    for (let look = 0; look < 20; look += 1) {
      const found = await findVisit(db, home.slice('/v/'.length));
      if (found !== null && isProved(found)) return true;
      await sleep(100);
    }
    return false;
  }

  return { askNumber, takeNumber, askCode, takeCode };
}

function visitorActor(c: PortalContext): Actor {
  return { kind: 'customer', id: null, name: 'Portal', role: null, sourceAddress: addressOf(c) };
}

/** How a number is written in full: in one piece, from left to right among Arabic words too. */
export function numberExample(countryCode: string | null): string {
  return `\u2066+${countryCode ?? '880'}\u00a01712\u00a0345678\u2069`;
}
