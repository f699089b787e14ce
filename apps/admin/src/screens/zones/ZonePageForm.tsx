import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { EntryForm } from '../../parts/form/EntryForm.tsx';
import { SaveKeys } from '../../parts/form/SaveKeys.tsx';
import { UnsavedQuestion } from '../../parts/form/UnsavedQuestion.tsx';
import { useLeaveGuard } from '../../parts/form/use-leave-guard.ts';
import classes from './ZoneScreen.module.css';
import { say } from './texts.ts';

type Props = {
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly fault: string | null;
  readonly saving: boolean;
  readonly dirty: boolean;
  readonly saveLabel: string;
  readonly onDiscard: () => void;
  readonly mayChange: boolean;
  readonly children: ReactNode;
};

/** A long form with its buttons always in sight; nothing typed is lost by going elsewhere. */
export function ZonePageForm({ saving, dirty, saveLabel, onDiscard, mayChange, children, ...form }: Props) {
  const guard = useLeaveGuard({ dirty, onClose: onDiscard });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      box.current?.querySelector('form')?.requestSubmit();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div ref={box}>
      <EntryForm className={classes['form']} {...form}>
        <fieldset disabled={!mayChange} style={{ display: 'contents' }}>
          {children}
        </fieldset>
        {!mayChange && <p className={classes['quiet']}>{say('managersMay')}</p>}
        {mayChange && (
          <footer className={classes['footer']}>
            {guard.asking ? (
              <UnsavedQuestion onKeep={guard.keep} onDiscard={guard.discard} />
            ) : (
              <>
                <Button type="submit" loading={saving} disabled={!dirty}>
                  {saveLabel}
                </Button>
                {dirty && (
                  <Button variant="default" onClick={guard.close}>
                    {say('discard')}
                  </Button>
                )}
                <span className={classes['hint']}>
                  <SaveKeys />
                </span>
              </>
            )}
          </footer>
        )}
      </EntryForm>
    </div>
  );
}
