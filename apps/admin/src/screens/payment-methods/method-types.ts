import type { PaymentProviderItem } from '@gatehouse/server/payments/payment-methods.schemas';

/** As the API tells them. */
export type {
  PaymentMethodItem as PaymentMethod,
  PaymentMethodTested as MethodTested,
  PaymentProviderItem as Provider,
} from '@gatehouse/server/payments/payment-methods.schemas';
export type ProviderField = PaymentProviderItem['fields'][number];
