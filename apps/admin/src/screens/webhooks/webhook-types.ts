export type {
  Webhook,
  WebhookDelivery,
  WebhookWithSecret,
} from '@gatehouse/server/webhooks/webhooks.schemas';
