import { IconActivity, IconDeviceDesktop, type IconHome, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Customer, Device, Page, Session } from '../../api/types.ts';
import { looksLikeIp } from './looks-like-ip.ts';
import { MENU } from '../menu-items.ts';

export type FoundItem = {
  readonly key: string;
  readonly to: string;
  readonly name: string;
  readonly detail: string;
  readonly mac?: string;
  readonly icon: typeof IconHome;
};

export type Found = { readonly items: readonly FoundItem[]; readonly searching: boolean };

const LIMIT = 6;

/** Pages by their name, customers and devices by the server's own search, who is online by the IP address. */
export function useFound(text: string): Found {
  const asked = { enabled: text !== '', staleTime: 10_000 };
  const customers = useQuery({
    ...asked,
    queryKey: ['customers', 'find', text],
    queryFn: ({ signal }) => getJson<Page<Customer>>('/customers', { search: text, limit: LIMIT }, signal),
  });
  const devices = useQuery({
    ...asked,
    queryKey: ['devices', 'find', text],
    queryFn: ({ signal }) => getJson<Page<Device>>('/devices', { search: text, limit: LIMIT }, signal),
  });
  const sessions = useQuery({
    ...asked,
    enabled: looksLikeIp(text),
    queryKey: ['sessions', 'find', text],
    queryFn: ({ signal }) =>
      getJson<Page<Session>>('/sessions', { search: text, open: true, limit: LIMIT }, signal),
  });
  const items = [
    ...(sessions.data?.items ?? []).map(foundSession),
    ...(customers.data?.items ?? []).map(foundCustomer),
    ...(devices.data?.items ?? []).map(foundDevice),
    ...foundPages(text),
  ];
  return { items, searching: customers.isFetching || devices.isFetching || sessions.isFetching };
}

function foundCustomer({ id, name, username }: Customer): FoundItem {
  return { key: `c${id}`, to: `/customers/${id}`, name, detail: username, icon: IconUser };
}

function foundDevice({ id, customerId, customerName, mac, label, type }: Device): FoundItem {
  return {
    key: `d${id}`,
    to: `/customers/${customerId}/devices`,
    name: label ?? type ?? 'Device',
    detail: customerName,
    mac,
    icon: IconDeviceDesktop,
  };
}

function foundSession({ id, customerId, customerName, username, framedIpAddress, mac }: Session): FoundItem {
  return {
    key: `s${id}`,
    to: customerId === null ? '/sessions' : `/customers/${customerId}/sessions`,
    name: customerName ?? username,
    detail: ` online at ${framedIpAddress ?? ''}`,
    ...(mac !== null && { mac }),
    icon: IconActivity,
  };
}

function foundPages(text: string): FoundItem[] {
  const pages = MENU.flatMap((group) => group.items);
  const matching = pages.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return matching.map(({ to, label, icon }) => ({ key: to, to, name: label, detail: 'Go to', icon }));
}
