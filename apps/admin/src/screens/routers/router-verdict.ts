import type { NasHealth } from '../../api/types.ts';
import type { Meaning } from '../../parts/StateMark.tsx';

export type RouterVerdict = {
  readonly meaning: Meaning;
  readonly label: string;
  /** What it means and the way out. */
  readonly advice: string;
};

const VERDICTS: Readonly<Record<string, RouterVerdict>> = {
  'nothing-heard': {
    meaning: 'amber',
    label: 'Nothing heard',
    advice:
      'No request has arrived from this address. Check that the router’s RADIUS points to this server, at ports 1812 and 1813, and that no firewall stands between.',
  },
  'wrong-secret': {
    meaning: 'red',
    label: 'Probably a wrong secret',
    advice:
      'What it sends cannot be verified with the secret stored here. Set the same secret on the router and here, without blanks around it.',
  },
  'no-message-authenticator': {
    meaning: 'amber',
    label: 'No Message-Authenticator',
    advice:
      'Its requests can be forged (CVE-2024-3596). Update the router and turn on “Require Message-Authenticator” there; then set it to required here.',
  },
  'accepts-without-accounting': {
    meaning: 'amber',
    label: 'Accepts without accounting',
    advice:
      'It logs customers in but reports no sessions, so limits and volumes cannot count. Turn on RADIUS accounting with an interim update of 5 minutes.',
  },
};

const WELL: RouterVerdict = {
  meaning: 'green',
  label: 'Well',
  advice: 'Requests are verified and answered.',
};

/** What is wrong with a router, in words and with the way out; one entry that says so when nothing is. */
export function routerVerdicts(health: NasHealth | null | undefined): readonly RouterVerdict[] {
  const verdicts = (health?.verdicts ?? []).map(({ code, message }): RouterVerdict => {
    const known = VERDICTS[code];
    return known ?? { meaning: 'amber', label: message ?? code, advice: message ?? '' };
  });
  return verdicts.length === 0 ? [WELL] : verdicts;
}
