import { z } from 'zod';
import { countInput, idInput, idShape, macShape, timeShape } from '../../shapes.ts';

export const replaceDeviceInput = z.strictObject({
  mac: z
    .string()
    .max(100)
    .meta({ description: 'Of the device that takes the place, in any format', examples: ['c4e9.841f.220a'] }),
  overHolder: z
    .boolean()
    .optional()
    .meta({ description: 'Take it from whoever has it: that record goes, and undoing brings it back' }),
});

export const undoReplaceQuery = z.object({
  mac: z.string().max(100).optional().meta({
    description: 'Only while the device has this MAC: what somebody else replaced it by since is left',
  }),
});

export const swapWindowQuery = z.object({
  windowId: idInput
    .optional()
    .meta({ description: 'Only this one: what somebody else opened since is left' }),
});

export const undoOpenInput = z.strictObject({ windowId: idInput });

const MINUTES_MAX = 1440;

export const openSwapWindowInput = z.strictObject({
  minutes: countInput(1, MINUTES_MAX).optional().meta({ description: 'From now on; 10 unless told' }),
  deviceId: idInput.optional().meta({
    description:
      'Whose place is taken. Without it: that of the only device, else a free one, else that of the one unseen longest',
  }),
});

export const swapWindowShape = z
  .object({
    id: idShape,
    deviceId: idShape.nullable().meta({ description: 'Whose place is taken; `null`: none was named' }),
    deviceName: z.string().nullable(),
    openedBy: z.string(),
    openedAt: timeShape,
    endsAt: timeShape,
    open: z.boolean().meta({ description: 'Neither used nor closed nor over' }),
    usedAt: timeShape.nullable(),
    usedMac: macShape.nullable().meta({ description: 'The device that took the place' }),
    usedDeviceId: idShape.nullable(),
    closedAt: timeShape.nullable(),
  })
  .meta({ id: 'SwapWindow' });
export type SwapWindow = z.infer<typeof swapWindowShape>;

export const lastSwapWindowShape = z.object({
  swapWindow: swapWindowShape.nullable().meta({ description: 'The last one, whatever became of it' }),
});
