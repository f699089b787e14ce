import { z } from 'zod';
import { nasNameShape } from '../access-log/attempts.schemas.ts';
import { idInput, idShape, macShape, pageShape, timeShape } from '../shapes.ts';

export const sessionShape = z
  .object({
    id: idShape,
    acctSessionId: z.string(),
    customerId: idShape
      .nullable()
      .meta({ description: 'To whom the Accept was given; `null`: nobody known' }),
    customerName: z.string().nullable(),
    username: z.string().meta({ description: 'As the router tells it; of a MAC login, the MAC' }),
    mac: macShape.nullable(),
    callingStationId: z.string(),
    calledStationId: z.string().nullable(),
    nas: nasNameShape,
    nasIdentifier: z.string(),
    nasPortId: z.string().nullable(),
    framedIpAddress: z.string().nullable(),
    startedAt: timeShape,
    lastHeardAt: timeShape,
    endedAt: timeShape.nullable().meta({ description: '`null`: it is open' }),
    terminateCause: z.string().nullable().meta({
      description:
        'RFC 2866 §5.10; `Stale`: nothing was heard for three interim intervals; `Accounting-On`, `Accounting-Off`: the router restarted; `Session-Context-Not-Found`: asked to end it, the router knew no such session',
    }),
    sessionSeconds: z.int(),
    inputBytes: z.int().meta({ description: 'As the router counts: from the customer' }),
    outputBytes: z.int().meta({ description: 'To the customer' }),
    inputPackets: z.int(),
    outputPackets: z.int(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionShape>;

export const sessionsShape = pageShape(sessionShape);

export const sessionSorts = ['startedAt'] as const;

export const sessionFilters = {
  customerId: idInput.optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: '`true`: online now' }),
  nasId: idInput.optional(),
  zoneId: z
    .union([idInput, z.literal('any')])
    .optional()
    .meta({ description: 'Of hotspot customers in this hotspot zone; `any`: in some hotspot' }),
  servicePackageId: idInput.optional().meta({ description: 'The package that it uses' }),
  mac: z.string().max(100).optional().meta({ description: 'A MAC or a part of one, in any format' }),
};
export type SessionFilters = z.infer<z.ZodObject<typeof sessionFilters>>;
