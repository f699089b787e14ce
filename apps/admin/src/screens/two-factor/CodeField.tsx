import { Anchor, TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { say } from './texts.ts';

type Props = Pick<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'error'> & {
  /** Without the choice of a recovery code: the first code of a new key. */
  readonly appOnly?: boolean;
};

/** The second factor: six digits of the authenticator app, or a recovery code. */
export function CodeField({ appOnly = false, ...field }: Props) {
  const [isRecovery, setIsRecovery] = useState(false);
  return (
    <div>
      <TextInput
        // Another keyboard, and what was typed for the other one is of no use.
        key={String(isRecovery)}
        label={isRecovery ? say('recoveryCode') : say('appCode')}
        name="code"
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        maxLength={isRecovery ? 40 : 10}
        classNames={{ input: 'mono' }}
        data-autofocus
        autoFocus
        {...field}
      />
      {!appOnly && (
        <Anchor component="button" type="button" size="sm" mt={6} onClick={() => setIsRecovery(!isRecovery)}>
          {isRecovery ? say('takeAppCode') : say('takeRecoveryCode')}
        </Anchor>
      )}
    </div>
  );
}

export function codeFault(code: string): string | null {
  return code.trim() === '' ? say('typeCode') : null;
}
