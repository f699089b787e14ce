import {
  requestKinds,
  requestReasons,
  requestStates,
} from '@gatehouse/domain/dynamic-authorization/request-words';
import type { ListFilter } from '../../parts/data-list/list-types.ts';
import { say } from './texts.ts';

export const requestFilters: readonly ListFilter[] = [
  {
    name: 'state',
    label: say('result'),
    options: requestStates.map((state) => ({ value: state, label: say(`state_${state}`) })),
  },
  {
    name: 'reason',
    label: say('why'),
    options: requestReasons.map((reason) => ({ value: reason, label: say(`reason_${reason}`) })),
  },
  {
    name: 'kind',
    label: say('what'),
    options: requestKinds.map((kind) => ({ value: kind, label: say(`kind_${kind}`) })),
  },
];
