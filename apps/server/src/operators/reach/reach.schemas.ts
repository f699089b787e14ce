import { z } from 'zod';
import { idInput, idShape } from '../../shapes.ts';

/** More are no limit that anybody keeps in mind. */
const PLACES_MAX = 200;

const placeShape = z.object({ id: idShape, name: z.string() });

export const reachShape = z
  .object({
    limited: z
      .boolean()
      .meta({ description: 'False: to nothing. True without any zone or router: to nothing at all' }),
    zones: z.array(placeShape),
    routers: z.array(placeShape).meta({ description: 'Those named' }),
    routersOfZones: z
      .array(placeShape)
      .meta({ description: 'Those that come with the zones: all their zones are among them' }),
  })
  .meta({ id: 'OperatorReach' });
export type OperatorReach = z.infer<typeof reachShape>;

export const changeReachInput = z.strictObject({
  limited: z.boolean(),
  zoneIds: z.array(idInput).max(PLACES_MAX).default([]),
  routerIds: z.array(idInput).max(PLACES_MAX).default([]),
});
export type ChangeReachInput = z.infer<typeof changeReachInput>;
