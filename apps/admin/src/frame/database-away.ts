import { say } from './texts.ts';

/** The web server cannot see them while the database is away: what they told of themselves stands in it. */
export const LOGINS_MEANWHILE = say('loginsMeanwhile');
