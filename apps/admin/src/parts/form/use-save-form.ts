import type { UseFormReturnType } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { flushSync } from 'react-dom';
import { ApiError } from '../../api/call-api.ts';
import { faultsOf, type ServerNames } from './faults-of.ts';

const NO_NAMES: ServerNames = {};

/**
 * Sends a form: the first field at fault gets the focus, whether the browser or the server found it.
 * A refusal that names no field of this form is the form's own `fault`.
 */
export function useSaveForm<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  save: (values: Values) => Promise<void>,
  names: ServerNames = NO_NAMES,
) {
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);

  const fail = (error: unknown, formElement: HTMLFormElement | null) => {
    const { fields, rest } = faultsOf(error, form.getValues(), names);
    flushSync(() => {
      form.setErrors(fields);
      setCode(error instanceof ApiError ? error.code : null);
      setFault(rest);
    });
    focusFirst(formElement);
  };
  /** Runs the saving, or another way to end the form, and shows what came of it. */
  const attempt = async (action: () => Promise<void>, formElement: HTMLFormElement | null = null) => {
    setSaving(true);
    setFault(null);
    setCode(null);
    try {
      await action();
    } catch (error) {
      fail(error, formElement);
    } finally {
      setSaving(false);
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const formElement = event.currentTarget;
    form.onSubmit(
      (values) => void attempt(() => save(values), formElement),
      // Once the fields show it.
      () => setTimeout(() => focusFirst(formElement)),
    )(event);
  };
  return { onSubmit, attempt, saving, fault, code };
}

/** The topmost field at fault, wherever it stands in the list of errors; a folded section opens for it. */
function focusFirst(formElement: HTMLFormElement | null) {
  const first = formElement?.querySelector<HTMLElement>('[aria-invalid="true"]:not([type="hidden"])');
  first?.closest('details')?.setAttribute('open', '');
  first?.focus();
}
