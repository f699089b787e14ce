import { Alert, Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { SideSheet } from '../SideSheet.tsx';
import classes from './FormDrawer.module.css';
import { SaveKeys } from './SaveKeys.tsx';
import { UnsavedQuestion } from './UnsavedQuestion.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { say } from '../texts.ts';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly saving: boolean;
  readonly dirty: boolean;
  /** Why it was not saved, where no field is at fault. */
  readonly fault?: ReactNode;
  readonly saveLabel?: string;
  readonly saveDisabled?: boolean;
  readonly children: ReactNode;
};

/** A form at the right-hand side; the whole screen on a phone. Opened anew each time, so it starts clean. */
export function FormDrawer(props: Props) {
  const { title, onClose, onSubmit, saving, dirty, fault, saveLabel = say('save'), children } = props;
  const form = useRef<HTMLFormElement>(null);
  const guard = useLeaveGuard({ dirty: dirty && !saving, onClose });
  useHotkeys([['mod+Enter', (event) => isAbove(event, form.current) || form.current?.requestSubmit()]], []);
  return (
    <SideSheet title={title} onClose={guard.close} padded={false}>
      <form ref={form} className={classes['form']} onSubmit={onSubmit} noValidate>
        <div className={classes['fields']}>
          {fault !== undefined && fault !== null && (
            <Alert
              color="red"
              variant="light"
              icon={<IconAlertTriangle size={18} aria-hidden />}
              role="alert"
            >
              {fault}
            </Alert>
          )}
          {children}
        </div>
        <footer className={classes['footer']}>
          {guard.asking ? (
            <UnsavedQuestion onKeep={guard.keep} onDiscard={guard.discard} />
          ) : (
            <>
              <Button type="submit" loading={saving} disabled={props.saveDisabled ?? false}>
                {saveLabel}
              </Button>
              <Button variant="default" onClick={guard.close}>
                {say('cancel')}
              </Button>
              <span className={classes['hint']}>
                <SaveKeys />
              </span>
            </>
          )}
        </footer>
      </form>
    </SideSheet>
  );
}

/** Whether a key was pressed in a dialog that lies over the form's own. */
function isAbove({ target }: KeyboardEvent, form: HTMLFormElement | null): boolean {
  const dialog = target instanceof Element ? target.closest('[role="dialog"]') : null;
  return dialog !== null && !dialog.contains(form);
}
