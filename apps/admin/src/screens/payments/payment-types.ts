/** As the API tells them. */
export type { PaymentDetail, PaymentItem as Payment } from '@gatehouse/server/payments/payments.schemas';
