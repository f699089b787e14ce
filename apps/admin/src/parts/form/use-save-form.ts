import type { FormErrors, UseFormReturnType } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../../api/call-api.ts';
import { errorSentence } from '../show-error.ts';

/**
 * Sends a form: the first field at fault gets the focus, whether the browser or the server found it.
 * A refusal that names no field of this form is the form's own `fault`.
 */
export function useSaveForm<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  save: (values: Values) => Promise<void>,
) {
  const [saving, setSaving] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [code, setCode] = useState<string | null>(null);

  const fail = (error: unknown, formElement: HTMLFormElement | null) => {
    const fields = error instanceof ApiError ? fieldsOf(error, form.getValues()) : {};
    form.setErrors(fields);
    setCode(error instanceof ApiError ? error.code : null);
    if (Object.keys(fields).length === 0) setFault(errorSentence(error));
    focusFirst(formElement, fields);
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
      (errors) => focusFirst(formElement, errors),
    )(event);
  };
  return { onSubmit, attempt, saving, fault, code };
}

function fieldsOf(error: ApiError, values: Record<string, unknown>): FormErrors {
  return Object.fromEntries(Object.entries(error.fields).filter(([name]) => name in values));
}

/** The topmost field at fault, wherever it stands in the list of errors. */
function focusFirst(formElement: HTMLFormElement | null, errors: FormErrors) {
  const names = new Set(Object.keys(errors));
  const first = [...(formElement?.elements ?? [])].find(
    (element) => element instanceof HTMLInputElement && names.has(element.name),
  );
  if (first instanceof HTMLElement) requestAnimationFrame(() => first.focus());
}
