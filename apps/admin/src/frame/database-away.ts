/** The web server cannot see them while the database is away: what they told of themselves stands in it. */
export const LOGINS_MEANWHILE = 'RADIUS processes that are running go on answering logins from memory.';
