import { z } from 'zod';
import { idInput, pageShape } from '../../shapes.ts';
import { deviceShape } from '../devices.schemas.ts';

export const sameDevicePairShape = z
  .object({
    older: deviceShape.meta({ description: 'Silent since before the newer one came' }),
    newer: deviceShape.meta({ description: 'Registered by itself, under another private address' }),
  })
  .meta({ id: 'SameDevicePair' });
export type SameDevicePair = z.infer<typeof sameDevicePairShape>;

export const sameDevicePairsShape = pageShape(sameDevicePairShape);

export const sameDevicesQuery = z.object({
  customerId: idInput.optional().meta({ description: 'Without it those of the last 30 days, with it of 90' }),
});

export const newerDeviceInput = z.strictObject({
  newerId: idInput.meta({ description: 'The newer one of the pair' }),
});
