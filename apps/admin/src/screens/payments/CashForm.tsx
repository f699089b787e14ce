import { Alert, Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { getJson } from '../../api/call-api.ts';
import type { Customer } from '../../api/types.ts';
import { formatMoney } from '../../parts/format/money.ts';
import { FormDrawer } from '../../parts/form/FormDrawer.tsx';
import { useEntryForm } from '../../parts/form/use-entry-form.ts';
import { useSaveForm } from '../../parts/form/use-save-form.ts';
import { CustomerPicker } from '../customers/CustomerPicker.tsx';
import { PackageSelect } from '../packages/PackageSelect.tsx';
import { RenewalPreview } from '../packages/RenewalPreview.tsx';
import { usePackages } from '../packages/use-packages.ts';
import { useMethods } from '../payment-methods/use-methods.ts';
import { useZones } from '../zones/use-zones.ts';
import type { PaymentDetail } from './payment-types.ts';
import { useTakeCash } from './use-payments.ts';
import { say, show } from './texts.ts';

type Props = {
  /** Who pays; `null`: to be chosen in the form. */
  readonly customer: Pick<Customer, 'id' | 'name'> | null;
  readonly servicePackageId?: string | undefined;
  readonly onClose: () => void;
  readonly onTaken: (payment: PaymentDetail) => void;
};

/** Money that a customer hands over, for a package that they have from then on. */
export function CashForm({ customer, servicePackageId = '', onClose, onTaken }: Props) {
  const take = useTakeCash();
  const { data: methods } = useMethods();
  const counters = (methods ?? []).filter(({ kind, enabled }) => kind === 'counter' && enabled);
  const packages = usePackages();
  // Sent twice, it counts once.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const zones = useZones();
  const [place, rememberPlace] = useLocalStorage({ key: 'gatehouse-cash-zone', defaultValue: '' });
  const form = useEntryForm({
    initialValues: { customerId: customer?.id ?? '', servicePackageId, paymentMethodId: '' },
    validate: {
      customerId: (id) => (id === '' ? say('choosePayer') : null),
      servicePackageId: (id) => (id === '' ? say('choosePaidFor') : null),
    },
  });
  const values = form.getValues();
  const chosen = useChosen(values.customerId);
  const sold = packages.find(({ id }) => id === values.servicePackageId);
  const fitting = counters.filter(
    ({ currencies }) => currencies.length === 0 || !sold?.currency || currencies.includes(sold.currency),
  );
  const method = fitting.find(({ id }) => id === values.paymentMethodId) ?? fitting[0];
  // Where there is only one, it is that one.
  const zone = zones.find(({ id }) => id === place) ?? (zones.length === 1 ? zones[0] : undefined);
  const price = sold?.priceMinor && sold.currency ? formatMoney(sold.priceMinor, sold.currency) : null;
  const { onSubmit, saving, fault } = useSaveForm(form, async (entry) => {
    const { value } = await take.mutateAsync({
      ...entry,
      paymentMethodId: method?.id,
      idempotencyKey,
      zoneId: zone?.id ?? null,
    });
    const { customerName } = value;
    notifications.show({
      color: 'green',
      message:
        price === null
          ? say('moneyTaken', { customer: customerName })
          : say('amountTaken', { amount: price, customer: customerName }),
    });
    onTaken(value);
  });
  const noWay = methods !== undefined && counters.length === 0;
  return (
    <FormDrawer
      title={customer ? say('takeCashFrom', { customer: customer.name }) : say('takeCash')}
      onClose={onClose}
      onSubmit={onSubmit}
      saving={saving}
      dirty={form.isDirty()}
      fault={fault}
      saveLabel={price === null ? say('takeCash') : say('takeAmount', { amount: price })}
      saveDisabled={noWay || (sold !== undefined && method === undefined)}
    >
      {noWay && <NoCounter />}
      {!customer && (
        <CustomerPicker
          {...form.getInputProps('customerId')}
          onChange={(customerId) => form.setValues({ customerId, servicePackageId: '' })}
        />
      )}
      {chosen && (
        <PackageSelect
          kind={chosen.kind}
          priced
          label={say('package')}
          name="servicePackageId"
          {...form.getInputProps('servicePackageId')}
        />
      )}
      {chosen && <RenewalPreview customerId={chosen.id} servicePackageId={values.servicePackageId} />}
      {sold !== undefined && !noWay && method === undefined && (
        <Alert color="red" variant="light">
          {show('noCounterTakes', { currency: sold.currency, link: toMethods })}
        </Alert>
      )}
      {zones.length > 1 && (
        <Select
          label={say('where')}
          name="zoneId"
          description={say('whereHelp')}
          placeholder={say('atNoHotspot')}
          clearable
          searchable
          nothingFoundMessage={say('noSuchZone')}
          data={zones.map(({ id, name }) => ({ value: id, label: name }))}
          value={zone?.id ?? null}
          onChange={(id) => rememberPlace(id ?? '')}
        />
      )}
      {fitting.length > 1 && (
        <Select
          label={say('takenBy')}
          name="paymentMethodId"
          data={fitting.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('paymentMethodId')}
          value={method?.id ?? null}
        />
      )}
    </FormDrawer>
  );
}

const toMethods = (words: ReactNode) => <Link to="/settings/payment-methods">{words}</Link>;

function NoCounter() {
  return (
    <Alert color="yellow" variant="light">
      {show('noCounter', { link: toMethods })}
    </Alert>
  );
}

/** Which packages there are to choose from depends on whether it is a line or a hotspot customer. */
function useChosen(customerId: string): Customer | undefined {
  const { data } = useQuery({
    queryKey: ['customers', 'one', customerId],
    queryFn: ({ signal }) => getJson<Customer>(`/customers/${customerId}`, {}, signal),
    enabled: customerId !== '',
  });
  return customerId === '' ? undefined : data;
}
