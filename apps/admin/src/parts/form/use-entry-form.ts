import { type FormRulesRecord, useForm } from '@mantine/form';

type Options<Values> = {
  readonly initialValues: Values;
  readonly validate?: FormRulesRecord<Values>;
};

/**
 * A form whose fields are judged when they are left, if something was typed into them. That a field
 * is empty is said on saving only: a complaint that pops up under the pointer makes a click miss.
 */
export function useEntryForm<Values extends Record<string, unknown>>(options: Options<Values>) {
  return useForm<Values>({
    initialValues: options.initialValues,
    ...(options.validate && { validate: options.validate }),
    enhanceGetInputProps: ({ form, field }) => ({
      onBlur: () => {
        const filled = form.getValues()[field as keyof Values] !== '';
        if (filled && form.isDirty(field)) void form.validateField(field);
      },
    }),
  });
}
