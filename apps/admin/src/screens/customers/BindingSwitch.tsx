import { Button, SegmentedControl } from '@mantine/core';
import { macBindingModes, type MacBindingMode } from '@gatehouse/domain/access/access-facts';
import { useState } from 'react';
import type { Customer } from '../../api/types.ts';
import { useMay } from '../../api/use-me.ts';
import { BindingHelp } from '../../frame/help/BindingHelp.tsx';
import { showError } from '../../parts/show-error.ts';
import { BindingCheckSheet, DAYS_DEFAULT } from '../binding-checks/BindingCheckSheet.tsx';
import { useIsReady } from '../binding-checks/use-binding-check.ts';
import classes from './BindingSwitch.module.css';
import { BINDING_LABELS, FROM_LABELS } from './customer-words.ts';
import { say } from './texts.ts';
import { useChangeBinding } from './use-change-binding.ts';

/** The customer's MAC binding: what is in force, where it comes from, and the switch. */
export function BindingSwitch({ customer }: { readonly customer: Customer }) {
  const [checking, setChecking] = useState(false);
  const isReady = useIsReady();
  const mayChange = useMay('customers.change');
  const changeBinding = useChangeBinding(customer);
  const { value, from } = customer.effective.macBinding;
  const choose = (mode: MacBindingMode) => {
    if (mode === 'strict') void chooseStrict();
    else changeBinding(mode);
  };
  /** At once where nothing was used that is not registered; else first the answer to who would have been refused. */
  const chooseStrict = async () => {
    try {
      if (await isReady(customer.id, DAYS_DEFAULT)) return changeBinding('strict');
      setChecking(true);
    } catch (error) {
      showError(error, say('bindingNotChanged'));
    }
  };
  return (
    <section className={classes['box']} aria-label={say('macBinding')}>
      <div className={classes['line']}>
        <h2>{say('macBinding')}</h2>
        <SegmentedControl
          size="sm"
          value={value}
          onChange={(mode) => choose(mode as MacBindingMode)}
          data={macBindingModes.map((mode) => ({ value: mode, label: BINDING_LABELS[mode].label }))}
          disabled={!mayChange}
          aria-label={say('macBinding')}
          className={classes['switch']}
        />
        <span className={classes['from']}>
          {FROM_LABELS[from]}
          {from === 'customer' && mayChange && (
            <Button size="compact-xs" variant="subtle" onClick={() => changeBinding(null)}>
              {say('usePackages')}
            </Button>
          )}
        </span>
      </div>
      <p className={classes['explanation']}>
        {BINDING_LABELS[value].explanation} <BindingHelp />
      </p>
      <Button size="compact-xs" variant="subtle" onClick={() => setChecking(true)}>
        {say('whoWouldStrictRefuse')}
      </Button>
      {checking && (
        <BindingCheckSheet target={{ customers: [customer] }} onClose={() => setChecking(false)} />
      )}
    </section>
  );
}
