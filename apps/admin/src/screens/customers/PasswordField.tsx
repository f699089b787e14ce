import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { passwordStrength } from '@gatehouse/domain/customers/network-password';
import { IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { getJson } from '../../api/call-api.ts';
import classes from './PasswordField.module.css';
import { say } from './texts.ts';

type Props = {
  readonly isNew: boolean;
  readonly username: string;
  readonly value?: string;
  readonly onChange: (password: string) => void;
  /** One was proposed: nobody typed it, so nothing is lost with it. */
  readonly onPropose: (password: string) => void;
  readonly onBlur?: () => void;
  readonly error?: ReactNode;
};

/** The network password: a strong one is proposed, a weak one is warned about and taken. */
export function PasswordField({ isNew, username, value = '', onChange, onPropose, onBlur, error }: Props) {
  const latest = useRef(onPropose);
  latest.current = onPropose;
  const propose = useCallback(() => {
    // Without a proposal the field is simply typed into.
    getJson<{ password: string }>('/password-proposal').then(
      ({ password }) => latest.current(password),
      () => {},
    );
  }, []);
  useEffect(() => {
    if (isNew) propose();
  }, [isNew, propose]);
  const strength = value === '' ? null : passwordStrength(value, username);
  return (
    <div>
      <TextInput
        label={say('networkPassword')}
        name="password"
        withAsterisk={isNew}
        description={say(isNew ? 'passwordHelp' : 'passwordKeepHelp')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        classNames={{ input: 'mono' }}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        error={error}
        rightSection={
          <Tooltip label={say('proposeStrong')}>
            <ActionIcon onClick={propose} aria-label={say('proposePassword')}>
              <IconRefresh size={16} stroke={1.7} aria-hidden />
            </ActionIcon>
          </Tooltip>
        }
      />
      {strength?.level === 'weak' && (
        <p className={classes['weak']} role="status">
          {say(`weak_${strength.because}`)}
        </p>
      )}
    </div>
  );
}
