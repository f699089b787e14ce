import type { CustomerKind, CustomerStatus, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { InheritedFrom } from '@gatehouse/domain/access/granted-service';
import type { Meaning } from '../../parts/StateMark.tsx';

/** How the screens call what the API names by a word. */
export const KIND_LABELS: Readonly<Record<CustomerKind, string>> = { pppoe: 'PPPoE', hotspot: 'Hotspot' };

export const STATUS_LABELS: Readonly<Record<CustomerStatus, { label: string; meaning: Meaning }>> = {
  active: { label: 'Active', meaning: 'green' },
  suspended: { label: 'Suspended', meaning: 'red' },
  ended: { label: 'Ended', meaning: 'quiet' },
};

export const BINDING_LABELS: Readonly<Record<MacBindingMode, { label: string; explanation: string }>> = {
  off: { label: 'Off', explanation: 'Any device may log in with the right password.' },
  observe: {
    label: 'Observe',
    explanation: 'Any device may log in. What strict would have refused is marked in the access log.',
  },
  learn: {
    label: 'Learn',
    explanation:
      'The first devices register themselves, up to the device limit. After that only they may log in.',
  },
  strict: {
    label: 'Strict',
    explanation: 'Only registered devices may log in, even with the right password.',
  },
};

export const FROM_LABELS: Readonly<Record<InheritedFrom, string>> = {
  customer: 'set for this customer',
  package: 'from the package',
  default: 'the default',
};
