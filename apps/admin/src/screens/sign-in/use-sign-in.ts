import { useState } from 'react';
import { ApiError, changeJson } from '../../api/call-api.ts';
import type { Me } from '../../api/types.ts';

type Typed = { readonly username: string; readonly password: string; readonly code: string };

/** Signs in by password, and asks for a code as well where the operator has a second factor. */
export function useSignIn() {
  const [asksCode, setAsksCode] = useState(false);
  /** `null`: the password is right, and the code is wanted now. */
  const signIn = async ({ username, password, code }: Typed): Promise<Me | null> => {
    try {
      const typed = { username, password, ...(asksCode && { code }) };
      return (await changeJson<Me>('POST', '/sign-in', typed)).value;
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'second-factor-needed')) throw error;
      setAsksCode(true);
      return null;
    }
  };
  return { signIn, asksCode, askPassword: () => setAsksCode(false) };
}
