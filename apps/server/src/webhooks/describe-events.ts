import { EVENT_TYPES, type EventType, eventTypes } from '@gatehouse/domain/events/event-types';
import { z } from 'zod';
import { payloadShape } from './event-shapes.ts';
import { SIGNATURE_HEADER } from './sign-delivery.ts';

const HEADERS = [
  ['Gatehouse-Event', 'The type of the event'],
  ['Gatehouse-Event-Id', 'The same at every try'],
  [
    SIGNATURE_HEADER,
    '`t=<seconds since the epoch>,v1=<hex>`: HMAC-SHA256 under the webhook’s secret over `<t>.<body>`. Make the same of the body octet for octet as it came, compare in constant time, and refuse what is older than five minutes.',
  ],
] as const;

/** The `webhooks` of OpenAPI 3.1: what is sent to whoever listens. */
export function describeEvents() {
  const parameters = HEADERS.map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  }));
  const responses = {
    '2XX': {
      description: 'Taken. Anything else, or nothing within eight seconds, is tried again over a day.',
    },
  };
  const operation = (type: EventType) => ({
    post: {
      summary: EVENT_TYPES[type],
      operationId: type,
      parameters,
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(type) } } },
      responses,
    },
  });
  return Object.fromEntries(eventTypes.map((type) => [type, operation(type)]));
}

function schemaOf(type: EventType) {
  const { $schema: _, ...schema } = z.toJSONSchema(payloadShape(type), { io: 'output' });
  return schema;
}
