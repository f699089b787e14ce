import {
  requestKinds,
  requestReasons,
  requestStates,
} from '@gatehouse/domain/dynamic-authorization/request-words';
import { z } from 'zod';
import { nasNameShape } from '../access-log/attempts.schemas.ts';
import { idInput, idShape, macShape, saidShape, pageShape, pendingShape, timeShape } from '../shapes.ts';

export const routerRequestShape = z
  .object({
    id: idShape,
    kind: z.enum(requestKinds).meta({ description: 'RFC 5176: Disconnect-Request or CoA-Request' }),
    reason: z.enum(requestReasons),
    state: z.enum(requestStates).meta({
      description: '`waiting` and `sending` are under way; `already-gone`: the router knows no such session',
    }),
    result: z
      .enum(['ack', 'nak', 'timeout'])
      .nullable()
      .meta({ description: 'What came back; `null`: nothing was sent, or it is under way' }),
    errorCause: z
      .object({ code: z.int(), name: z.string().nullable() })
      .nullable()
      .meta({ description: 'RFC 5176 §3.5, of a NAK' }),
    explanation: z.string().meta({ description: 'One plain sentence' }),
    explanationSaid: saidShape,
    wayOut: z.string().nullable().meta({ description: 'What helps; `null`: nothing needs to be done' }),
    wayOutSaid: saidShape.nullable(),
    tries: z.int().meta({ description: 'Datagrams sent, all with the same Identifier' }),
    sessionId: idShape,
    acctSessionId: z.string(),
    customerId: idShape.nullable(),
    customerName: z.string().nullable(),
    username: z.string(),
    mac: macShape.nullable(),
    callingStationId: z.string(),
    nas: nasNameShape,
    lastsUntil: timeShape
      .nullable()
      .meta({ description: 'Of a CoA-Request: when the session shall end; `null`: it need not' }),
    keepsEnd: z.boolean().meta({ description: 'Of a CoA-Request: the session is told no end' }),
    servicePackageName: z.string().nullable().meta({
      description:
        'Of a package that has begun: a CoA-Request tells its speed, a Disconnect-Request has the next login begin it',
    }),
    requestedBy: z.string(),
    requestedAt: timeShape,
    finishedAt: timeShape.nullable(),
  })
  .meta({ id: 'RouterRequest' });
export type RouterRequest = z.infer<typeof routerRequestShape>;

export const routerRequestsShape = pageShape(routerRequestShape);

/** A removal with what the routers said; several sessions may use one device. */
export const removedAndDisconnectedShape = z
  .object({ disconnects: z.array(routerRequestShape).meta({ description: 'Empty: it was not online' }) })
  .meta({ id: 'RemovedAndDisconnected' });
export type RemovedAndDisconnected = z.infer<typeof removedAndDisconnectedShape>;

/** 200: the router has answered, or will not. 202: it is still being asked. */
export const disconnectAnswers = { 200: routerRequestShape, 202: routerRequestShape } as const;
export const removeAndDisconnectAnswers = {
  200: removedAndDisconnectedShape,
  202: z.intersection(removedAndDisconnectedShape, pendingShape),
} as const;

export const routerRequestSorts = ['requestedAt'] as const;

export const routerRequestFilters = {
  kind: z.enum(requestKinds).optional(),
  reason: z.enum(requestReasons).optional(),
  state: z.enum(requestStates).optional(),
  customerId: idInput.optional(),
  nasId: idInput.optional(),
  sessionId: idInput.optional(),
};
export type RouterRequestFilters = z.infer<z.ZodObject<typeof routerRequestFilters>>;
