import { z } from 'zod';
import { fillInstructions, instructionsFields, instructionsSettings } from './instructions.ts';
import type { PaymentProvider } from './provider.ts';

const settings = z.strictObject(instructionsSettings);

/** Money in the hand of a person, who confirms it. */
export const cash: PaymentProvider<z.output<typeof settings>> = {
  id: 'cash',
  label: 'Cash',
  use: 'Visitors pay a person, and an operator confirms it in Payments.',
  fields: instructionsFields('Pay at the counter and say your number.'),
  settings,
  way: {
    kind: 'counter',
    instructions: fillInstructions,
  },
};
