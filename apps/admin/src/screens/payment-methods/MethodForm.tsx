import { Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { Section } from '../../parts/form/Section.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { useSaveThing } from '../../parts/use-save-thing.ts';
import { CallbackAddress } from './CallbackAddress.tsx';
import classes from './PaymentMethods.module.css';
import { OpenPaymentsFault } from './OpenPaymentsFault.tsx';
import { ProviderFieldInput } from './ProviderFieldInput.tsx';
import { checksOf, entryOf, groupsOf, type MethodEntry, toMethod, withPreset } from './method-entry.ts';
import type { PaymentMethod, Provider } from './method-types.ts';
import { say } from './texts.ts';

type Props = {
  readonly provider: Provider;
  readonly method?: PaymentMethod;
  readonly onClose: () => void;
  readonly onSaved: (method: PaymentMethod) => void;
};

/** One way to pay: its fields are those that its provider declares. */
export function MethodForm({ provider, method, onClose, onSaved }: Props) {
  const isNew = method === undefined;
  const save = useSaveThing<PaymentMethod>('payment-methods', '/payment-methods', method?.id);
  const form = useEntryForm<MethodEntry>({
    initialValues: entryOf(provider, method),
    validate: checksOf(provider, method),
  });
  async function store(entry: MethodEntry, confirmed: object = {}): Promise<void> {
    const { value } = await save.mutateAsync({ ...toMethod(provider, entry, isNew), ...confirmed });
    const { name } = value;
    notifications.show({
      color: 'green',
      message: isNew ? say('added', { name }) : say('changed', { name }),
    });
    onSaved(value);
  }
  const { onSubmit, attempt, saving, fault, code } = useSaveForm(form, (entry) => store(entry));
  return (
    <FormDrawer
      title={
        isNew ? say('addProvider', { provider: provider.label }) : say('editMethod', { name: method.name })
      }
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={
        fault && (
          <OpenPaymentsFault
            fault={fault}
            code={code}
            onChangeAnyway={() => void attempt(() => store(form.getValues(), { openPaymentsToo: true }))}
          />
        )
      }
      saveLabel={isNew ? say('addMethod') : say('save')}
    >
      <p className={classes['use']}>
        <bdi>{provider.use}</bdi>
      </p>
      {provider.kind === 'hosted' && method && <CallbackAddress url={method.callbackUrl} />}
      {isNew && provider.presets.length > 0 && (
        <Select
          label={say('fillInFor')}
          description={say('fillInForHelp')}
          placeholder={say('chooseGateway')}
          data={provider.presets.map(({ label }) => label)}
          onChange={(label) => {
            const preset = provider.presets.find((each) => each.label === label);
            if (preset) form.setValues(withPreset(form.getValues(), preset.values));
          }}
        />
      )}
      <TextInput
        label={say('name')}
        name="name"
        withAsterisk
        description={say('nameHelp')}
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <TextInput
        label={say('currencies')}
        name="currencies"
        description={say('currenciesHelp')}
        placeholder="BDT"
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('currencies')}
      />
      {groupsOf(provider.fields).map(({ title, fields }, index) => {
        const inputs = fields.map((field) => (
          <ProviderFieldInput
            key={field.name}
            field={field}
            isCode={provider.kind === 'hosted'}
            kept={method?.secretsSet.includes(field.name) ?? false}
            input={form.getInputProps(`settings.${field.name}`)}
          />
        ));
        if (title === null) return inputs;
        return (
          <Section key={title} title={title} opened={index === 0 || fields.some(({ required }) => required)}>
            {/* Its fields are called alike in several groups: "Address", "Body". */}
            <div className={classes['group']} role="group" aria-label={title}>
              {inputs}
            </div>
          </Section>
        );
      })}
    </FormDrawer>
  );
}
