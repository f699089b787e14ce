import { z } from 'zod';
import { timeShape } from '../shapes.ts';
import { mayAsk } from './senders/http-sender.ts';

export const smsGatewayShape = z
  .object({
    kind: z
      .enum(['log', 'http'])
      .meta({ description: '`log`: messages are written to the log and not sent' }),
    host: z.string().nullable(),
    changedAt: timeShape.nullable(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'SmsGateway' });
export type SmsGateway = z.infer<typeof smsGatewayShape>;

const urlInput = z
  .string()
  .max(1000)
  .refine((text) => URL.canParse(text) && mayAsk(new URL(text)), 'must be http:// or https:// with a host');

export const putSmsGatewayInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('log') }),
  z.strictObject({
    kind: z.literal('http'),
    url: urlInput.meta({ description: '`{{phone}}` and `{{text}}` stand for the message' }),
    body: z.string().max(4000).nullable().default(null).meta({ description: '`null`: a GET' }),
    contentType: z
      .enum(['application/json', 'application/x-www-form-urlencoded'])
      .default('application/json'),
    authorization: z.string().max(1000).nullable().default(null),
  }),
]);
export type PutSmsGatewayInput = z.output<typeof putSmsGatewayInput>;
