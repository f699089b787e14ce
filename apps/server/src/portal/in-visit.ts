import { setCookie } from 'hono/cookie';
import type { Db } from '../db/open-database.ts';
import { sentencePage } from './pages/pages.ts';
import {
  isProved,
  type PortalContext,
  type ProvedVisit,
  show,
  textsFor,
  VISIT_COOKIE,
} from './portal-context.ts';
import { findVisit, setVisitLanguage, type Visit } from './portal-visits.ts';

const COOKIE_SECONDS = 12 * 3600;

type Answer<V> = (visit: V, home: string) => Response | Promise<Response>;

/** Finds the visit whose token stands in the address; `home` is that address. Without one, a page says so. */
export function visitFinder(db: Db) {
  async function inVisit(c: PortalContext, answer: Answer<Visit>): Promise<Response> {
    const token = c.req.param('token') ?? '';
    const found = await findVisit(db, token);
    if (found === null) return show(c, sentencePage(textsFor(c), 'expiredTitle', 'expiredLead'), 404);
    const chosen = c.req.query('lang');
    c.set('look', found.look);
    const language = found.look.languages.find((each) => each === chosen) ?? found.language;
    const visit = { ...found, language };
    if (visit.language !== found.language) await setVisitLanguage(db, visit.id, visit.language);
    // Where cookies are allowed, the address typed by hand leads back here.
    const secure = new URL(c.req.url).protocol === 'https:';
    const kept = { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: COOKIE_SECONDS, secure } as const;
    setCookie(c, VISIT_COOKIE, token, kept);
    return answer(visit, `/v/${token}`);
  }

  function inProvedVisit(c: PortalContext, answer: Answer<ProvedVisit>): Promise<Response> {
    return inVisit(c, (visit, home) => (isProved(visit) ? answer(visit, home) : c.redirect(home, 303)));
  }

  return { inVisit, inProvedVisit };
}
