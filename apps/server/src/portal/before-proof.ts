import { usernameKey } from '@gatehouse/domain/username';
import { areVouchersOut } from '../vouchers/are-vouchers-out.ts';
import { accountCheck } from './check-account.ts';
import { listOfferedPackages } from './offered-packages.ts';
import { packageOverOf } from './package-over.ts';
import type { Page } from './pages/frame.ts';
import { accountPage, termsPage, welcomePage } from './pages/pages.ts';
import { addressOf, type PortalContext, readForm, show } from './portal-context.ts';
import { findPendingCode } from './portal-codes.ts';
import { noteGuess } from './portal-guesses.ts';
import type { PortalLimits } from './portal-limits.ts';
import type { PortalParts } from './portal-parts.ts';
import { proveVisit, type Visit } from './portal-visits.ts';
import { readRegistration } from './registration.ts';
import { textsIn } from './texts/translate.ts';
import { wayFromProof } from './way-onward.ts';

type Typed = { readonly username: string; readonly fault: string | null };
const NOTHING_TYPED: Typed = { username: '', fault: null };

/** What a visitor sees who has not proved to be anybody. */
export function openBeforeProof({ db, secretBox, randomBytes, now }: PortalParts, limits: PortalLimits) {
  const checkAccount = accountCheck(db, secretBox, randomBytes);

  /** Whoever closed the window to read a message comes back to the code. */
  async function welcome(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    if (visit.redirect.outcome === 'online') return c.redirect(`${home}/status`, 303);
    if ((await findPendingCode(db, visit)) !== null) return c.redirect(`${home}/code`, 303);
    const offered = await listOfferedPackages({ db, secretBox }, visit.zoneId);
    const packageOver = await packageOverOf(db, visit, now());
    const mayRegister = (await readRegistration(db, visit.zoneId)).registration !== 'off';
    const { look, language } = visit;
    const vouchers = await areVouchersOut(db);
    const shown = { look, offered, packageOver, mayRegister, vouchers };
    return show(c, welcomePage(textsIn(language), home, shown));
  }

  async function logIn(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    const texts = textsIn(visit.language);
    const form = await readForm(c);
    const [username, password] = [(form.get('username') ?? '').slice(0, 253), form.get('password') ?? ''];
    const sourceAddress = addressOf(c);
    const guesser = [usernameKey(username.trim()), sourceAddress, visit.id] as const;
    const waitSeconds = await limits.takeGuess(...guesser);
    if (waitSeconds !== null) {
      await noteGuess(db, { zoneId: visit.zoneId, sourceAddress, refused: true });
      const fault = texts.say('tooManyTries', { count: Math.ceil(waitSeconds / 60) });
      return show(c, await askAgain(visit, home, { username, fault }), 429);
    }
    const customerId = await checkAccount(username, password);
    if (customerId === null) {
      await noteGuess(db, { zoneId: visit.zoneId, sourceAddress, refused: false });
      return show(c, await askAgain(visit, home, { username, fault: texts.say('wrongAccount') }), 422);
    }
    await limits.giveBackGuess(...guesser);
    await proveVisit(db, visit.id, customerId);
    return c.redirect(await wayFromProof(db, now(), visit, customerId, home), 303);
  }

  async function askAccount(c: PortalContext, visit: Visit, home: string): Promise<Response> {
    return show(c, await askAgain(visit, home, NOTHING_TYPED));
  }

  /** Who registered by a number has no password that they know: a code leads to the same account. */
  async function askAgain(visit: Visit, home: string, typed: Typed): Promise<Page> {
    const byNumber = (await readRegistration(db, visit.zoneId)).registration === 'code';
    return accountPage(textsIn(visit.language), home, { ...typed, byNumber });
  }

  /** Without terms there is nothing to read, so the way back. */
  async function terms(c: PortalContext, { look, language }: Visit, home: string): Promise<Response> {
    const page = termsPage(textsIn(language), home, look);
    return page === null ? c.redirect(home, 303) : show(c, page);
  }

  return { welcome, askAccount, logIn, terms };
}
