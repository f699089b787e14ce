import type { Nas } from '../../api/types.ts';

/** How a router's Message-Authenticator is dealt with, in the form and on its sheet. */
export const SIGNING_POLICIES: readonly {
  readonly value: Nas['messageAuthenticator'];
  readonly label: string;
}[] = [
  { value: 'learn', label: 'Learn: required once it signs every login' },
  { value: 'required', label: 'Required: safest' },
  { value: 'off', label: 'Not required: old routers' },
];

export function signingPolicyLabel(policy: Nas['messageAuthenticator']): string {
  return SIGNING_POLICIES.find(({ value }) => value === policy)?.label ?? policy;
}
