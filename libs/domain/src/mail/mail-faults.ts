/** Why a mail did not leave, one word each. The web app says what it means and what to do. */
export const mailFaults = [
  'unknown-host',
  'nothing-listens',
  'unreachable',
  'no-answer',
  'never-asked',
  'broken-off',
  'no-tls-here',
  'no-starttls',
  'certificate-over',
  'certificate-other-name',
  'certificate-unknown',
  'certificate-bad',
  'password-refused',
  'asks-no-password',
  'sender-refused',
  'recipient-refused',
  'mail-refused',
  'not-now',
  'failed',
] as const;
export type MailFault = (typeof mailFaults)[number];

export function isMailFault(word: string | null): word is MailFault {
  return (mailFaults as readonly (string | null)[]).includes(word);
}
