import type { Nas } from '../../api/types.ts';
import { say } from './texts.ts';

/** How a router's Message-Authenticator is dealt with, in the form and on its sheet. */
export const SIGNING_POLICIES: readonly {
  readonly value: Nas['messageAuthenticator'];
  readonly label: string;
}[] = [
  { value: 'learn', label: say('learn') },
  { value: 'required', label: say('required') },
  { value: 'off', label: say('notRequired') },
];

export function signingPolicyLabel(policy: Nas['messageAuthenticator']): string {
  return SIGNING_POLICIES.find(({ value }) => value === policy)?.label ?? policy;
}
