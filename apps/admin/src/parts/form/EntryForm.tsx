import { Alert } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';

type Props = {
  readonly className: string | undefined;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  /** Why it was refused, where no field is at fault. */
  readonly fault: string | null;
  /** Whose password is typed, where that is not asked: for what remembers passwords. */
  readonly username?: string;
  readonly children: ReactNode;
};

/** A form that stands on a page of its own or within one; `FormDrawer` is the one that opens beside a list. */
export function EntryForm({ className, onSubmit, fault, username, children }: Props) {
  return (
    <form className={className} onSubmit={onSubmit} noValidate>
      {fault !== null && (
        <Alert color="red" variant="light" role="alert">
          {fault}
        </Alert>
      )}
      {username !== undefined && (
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      )}
      {children}
    </form>
  );
}
