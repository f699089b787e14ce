/** What was heard from a router by all radius processes together. Times are milliseconds since the epoch. */
export type NasHeard = {
  readonly createdAt: number;
  readonly lastRequestAt: number | null;
  readonly lastAcceptAt: number | null;
  readonly lastAccountingAt: number | null;
  /** Something proved the shared secret, or disproved it: a signature that is wrong. */
  readonly lastVerifiedAt: number | null;
  readonly lastUnverifiedAt: number | null;
  readonly unverifiedSinceVerified: number;
  /** PAP passwords of known customers that came out wrong, none right between them. */
  readonly wrongPasswordsSinceVerified: number;
  readonly acceptsSinceAccounting: number;
  readonly lastWithoutMessageAuthAt: number | null;
  readonly messageAuthenticator: 'required' | 'learn' | 'off';
};

export const nasVerdictCodes = [
  'nothing-heard',
  'silent',
  'probably-wrong-secret',
  'accepts-without-accounting',
  'no-message-authenticator',
] as const;
export type NasVerdictCode = (typeof nasVerdictCodes)[number];

/** What is wrong with a router: what was seen, and the way out. */
export type NasVerdict = {
  readonly code: NasVerdictCode;
  /** `broken`: logins or accounting do not work. `look`: they do, and something should be mended. */
  readonly level: 'broken' | 'look';
  readonly message: string;
  readonly remedy: string;
};

const MINUTE = 60_000;
/** A router just added is given this long before anything is said of it. */
const NEW_MS = 10 * MINUTE;
const SILENT_MS = 24 * 60 * MINUTE;
const RECENT_MS = 60 * MINUTE;
/** One packet can be forged by anyone who knows two addresses. */
const WRONG_SIGNATURES_MIN = 2;
/** Wrong passwords in a row that customers' typing does not explain. */
const WRONG_PASSWORDS_MIN = 10;
/** Accounting of a session begins within seconds of its Accept; some routers restart it in between. */
const ACCEPTS_MIN = 10;
const ACCOUNTING_DUE_MS = 10 * MINUTE;

/** The verdicts that apply, the worst first; none when all is well. */
export function judgeNas(heard: NasHeard, now: number): NasVerdict[] {
  const silence = judgeSilence(heard, now);
  if (silence !== null) return [silence];
  const verdicts = [
    judgeSecret(heard, now),
    judgeAccounting(heard, now),
    judgeMessageAuthenticator(heard, now),
  ];
  return verdicts.filter((verdict) => verdict !== null);
}

function judgeSilence(
  { lastRequestAt, lastAccountingAt, lastUnverifiedAt, createdAt }: NasHeard,
  now: number,
) {
  const lastAt = Math.max(lastRequestAt ?? 0, lastAccountingAt ?? 0, lastUnverifiedAt ?? 0);
  if (lastAt === 0) return now - createdAt < NEW_MS ? null : NOTHING_HEARD;
  return now - lastAt < SILENT_MS ? null : SILENT;
}

/**
 * Wrong signatures, and no right one among them, are a proof; a single one may be anybody's. Without signatures,
 * passwords that never come out right are as good as one.
 */
function judgeSecret(heard: NasHeard, now: number): NasVerdict | null {
  const { lastVerifiedAt, lastUnverifiedAt, unverifiedSinceVerified, wrongPasswordsSinceVerified } = heard;
  const disproved =
    unverifiedSinceVerified >= WRONG_SIGNATURES_MIN &&
    lastUnverifiedAt !== null &&
    now - lastUnverifiedAt < RECENT_MS &&
    lastUnverifiedAt - (lastVerifiedAt ?? 0) >= MINUTE;
  if (disproved) return WRONG_SIGNATURES;
  return wrongPasswordsSinceVerified >= WRONG_PASSWORDS_MIN ? WRONG_PASSWORDS : null;
}

function judgeAccounting({ acceptsSinceAccounting, lastAcceptAt, lastAccountingAt }: NasHeard, now: number) {
  if (acceptsSinceAccounting < ACCEPTS_MIN || lastAcceptAt === null) return null;
  if (now - (lastAccountingAt ?? 0) < ACCOUNTING_DUE_MS) return null;
  return lastAccountingAt === null ? NEVER_ACCOUNTING : NO_LONGER_ACCOUNTING;
}

function judgeMessageAuthenticator(heard: NasHeard, now: number): NasVerdict | null {
  const { lastWithoutMessageAuthAt, messageAuthenticator } = heard;
  if (lastWithoutMessageAuthAt === null || now - lastWithoutMessageAuthAt > RECENT_MS) return null;
  return messageAuthenticator === 'off' ? UNSIGNED_ALLOWED : UNSIGNED;
}

const NOTHING_HEARD: NasVerdict = {
  code: 'nothing-heard',
  level: 'look',
  message: 'Nothing was ever heard from this router.',
  remedy:
    'Check that its RADIUS client points at this server, that UDP 1812 and 1813 are let through, and that the address here is the one its requests come from.',
};

const SILENT: NasVerdict = {
  code: 'silent',
  level: 'look',
  message: 'Nothing was heard from this router for a day.',
  remedy: 'Check whether it is running and can reach this server. If it was taken away, remove it here.',
};

const WRONG_SIGNATURES: NasVerdict = {
  code: 'probably-wrong-secret',
  level: 'broken',
  message: 'Its requests are signed with another secret, so they get no answer.',
  remedy: 'Enter the same secret on the router and here.',
};

const WRONG_PASSWORDS: NasVerdict = {
  code: 'probably-wrong-secret',
  level: 'broken',
  message: 'Passwords from this router never come out right: probably its secret is another one.',
  remedy: 'Enter the same secret on the router and here.',
};

const NEVER_ACCOUNTING: NasVerdict = {
  code: 'accepts-without-accounting',
  level: 'broken',
  message: 'Logins are accepted, but no accounting ever followed.',
  remedy:
    'Turn accounting on in its RADIUS settings and let UDP 1813 through. If it is on, the secret is probably another one: then the router throws our answers away.',
};

const NO_LONGER_ACCOUNTING: NasVerdict = {
  ...NEVER_ACCOUNTING,
  message: 'Logins are accepted, but accounting no longer follows.',
};

const UNSIGNED: NasVerdict = {
  code: 'no-message-authenticator',
  level: 'look',
  message: 'It sends logins without Message-Authenticator, which could be forged on their way.',
  remedy:
    'Update the router and switch Message-Authenticator on (MikroTik: require-message-auth, since 7.15).',
};

const UNSIGNED_ALLOWED: NasVerdict = {
  ...UNSIGNED,
  remedy: `${UNSIGNED.remedy} Then choose "learn" or "required" here.`,
};
