import type { FakeGateway } from '../../tools/fake-payment-gateway/fake-gateway.ts';
import { startFakeGateway } from '../../tools/fake-payment-gateway/start-fake-gateway.ts';
import type { ApiClient, Item } from '../api-client.ts';
import type { HotspotShop } from './hotspot-shop.ts';

/** A shop that sells: a gateway that is paid at, money by telephone, cash; and what there is to buy. */
export type Sale = {
  readonly gateway: FakeGateway;
  readonly methods: Readonly<Record<'online' | 'byPhone' | 'cash', string>>;
  readonly dayPackageId: string;
  /** The payment that was begun last, as operators see it. */
  lastPayment(): Promise<SoldPayment>;
  close(): Promise<void>;
};

export type SoldPayment = Item & {
  readonly state: string;
  readonly reviewReason: string | null;
  readonly customerId: string;
  readonly packageName: string;
  readonly amountMinor: number;
  readonly subscriptionId: string | null;
};

export const METHOD_NAMES = { online: 'Lake Pay', byPhone: 'bKash', cash: 'At the counter' } as const;

/** @param dayPackageId what there is to buy; left out: a day for 30 taka */
export async function openSale({ api }: HotspotShop, dayPackageId?: string): Promise<Sale> {
  const gateway = await startFakeGateway();
  const online = await api.post<Item>('/payment-methods', gateway.method(METHOD_NAMES.online));
  const byPhone = await api.post<Item>('/payment-methods', {
    provider: 'mobile-money',
    name: METHOD_NAMES.byPhone,
    settings: {
      account: '01712 345678',
      instructions: 'bKash › Send Money › 01712 345678: {{amount}} taka.',
      referenceLength: '10',
    },
  });
  const cash = await api.post<Item>('/payment-methods', {
    provider: 'cash',
    name: METHOD_NAMES.cash,
    settings: { instructions: 'Ask for Rahim at the tea counter.' },
  });
  const sold = dayPackageId ?? (await addDayPass(api));
  return {
    gateway,
    methods: { online: online.id, byPhone: byPhone.id, cash: cash.id },
    dayPackageId: sold,
    lastPayment: async () => {
      const { items } = await api.get<{ items: SoldPayment[] }>('/payments?limit=1');
      const [last] = items;
      if (last === undefined) throw new Error('No payment was begun.');
      return last;
    },
    close: () => gateway.close(),
  };
}

async function addDayPass(api: ApiClient): Promise<string> {
  const { id } = await api.post<Item>('/service-packages', {
    name: 'Day pass',
    kind: 'hotspot',
    validitySeconds: 86_400,
    quotaBytes: 2_000_000_000,
    rateDownKbps: 10_240,
    deviceLimit: 2,
    priceMinor: 3000,
    currency: 'BDT',
  });
  return id;
}
