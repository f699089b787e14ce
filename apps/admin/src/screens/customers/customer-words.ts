import type { CustomerKind, CustomerStatus, MacBindingMode } from '@gatehouse/domain/access/access-facts';
import type { InheritedFrom } from '@gatehouse/domain/access/granted-service';
import type { Meaning } from '../../parts/StateMark.tsx';
import { say } from './texts.ts';

/** How the screens call what the API names by a word. */
export const KIND_LABELS: Readonly<Record<CustomerKind, string>> = {
  pppoe: say('kindPppoe'),
  hotspot: say('kindHotspot'),
};

export const STATUS_LABELS: Readonly<Record<CustomerStatus, { label: string; meaning: Meaning }>> = {
  active: { label: say('active'), meaning: 'green' },
  suspended: { label: say('suspended'), meaning: 'red' },
  ended: { label: say('left'), meaning: 'quiet' },
};

export const BINDING_LABELS: Readonly<Record<MacBindingMode, { label: string; explanation: string }>> = {
  off: { label: say('off'), explanation: say('offMeans') },
  observe: { label: say('observe'), explanation: say('observeMeans') },
  learn: { label: say('learn'), explanation: say('learnMeans') },
  strict: { label: say('strict'), explanation: say('strictMeans') },
};

export const FROM_LABELS: Readonly<Record<InheritedFrom, string>> = {
  customer: say('fromCustomer'),
  package: say('fromPackage'),
  default: say('fromDefault'),
};
