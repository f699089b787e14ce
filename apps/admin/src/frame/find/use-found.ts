import {
  IconActivity,
  IconDeviceDesktop,
  type IconHome,
  IconListDetails,
  IconUser,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '../../api/call-api.ts';
import type { Found as FoundThings } from '../../api/types.ts';
import { useNow } from '../../parts/NowProvider.tsx';
import { MENU } from '../menu-items.ts';
import { describeTried } from './describe-tried.ts';
import { say } from '../texts.ts';

export type FoundItem = {
  readonly key: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly name: string;
  readonly detail: string;
  readonly mac?: string;
  readonly icon: typeof IconHome;
};

export type FoundGroup = { readonly label: string; readonly items: readonly FoundItem[] };

export type Found = {
  /** What is most likely meant first; groups without items are left out. */
  readonly groups: readonly FoundGroup[];
  /** All of them in their order, as the arrow keys go. */
  readonly items: readonly FoundItem[];
  readonly searching: boolean;
};

const NOTHING: FoundThings = { order: [], customers: [], devices: [], sessions: [], attempts: [] };

/** Pages by their name; people, devices, who is online and who tried by the server's one search. */
export function useFound(text: string): Found {
  const { data, isFetching } = useQuery({
    enabled: text !== '',
    staleTime: 5_000,
    queryKey: ['found', text],
    queryFn: ({ signal }) => getJson<FoundThings>('/search', { q: text }, signal),
    placeholderData: keepPreviousData,
  });
  const now = useNow();
  const things = text === '' ? NOTHING : (data ?? NOTHING);
  const ofThings = things.order.map((kind) => GROUPS[kind](things, now));
  const groups = [...ofThings, { label: say('pages'), items: foundPages(text) }].filter(
    ({ items }) => items.length > 0,
  );
  return { groups, items: groups.flatMap(({ items }) => items), searching: isFetching };
}

const GROUPS: Readonly<
  Record<FoundThings['order'][number], (found: FoundThings, now: number) => FoundGroup>
> = {
  customers: ({ customers }) => ({ label: say('customers'), items: customers.map(foundCustomer) }),
  devices: ({ devices }) => ({ label: say('registeredDevices'), items: devices.map(foundDevice) }),
  sessions: ({ sessions }) => ({ label: say('onlineNow'), items: sessions.map(foundSession) }),
  attempts: ({ attempts }, now) => ({
    label: say('whoTried'),
    items: attempts.map((attempt) => foundAttempt(attempt, now)),
  }),
};

function foundCustomer({ id, name, username, phone }: FoundThings['customers'][number]): FoundItem {
  const detail = phone === null ? username : `${username} · ${phone}`;
  return { key: `c${id}`, to: `/customers/${id}`, name, detail, icon: IconUser };
}

function foundDevice(device: FoundThings['devices'][number]): FoundItem {
  const { id, customerId, customerName, mac, label, type, vendor } = device;
  return {
    key: `d${id}`,
    to: `/customers/${customerId}/devices`,
    name: customerName,
    detail: label ?? type ?? vendor ?? say('device'),
    mac,
    icon: IconDeviceDesktop,
  };
}

function foundSession(session: FoundThings['sessions'][number]): FoundItem {
  const { id, customerId, customerName, username, framedIpAddress, mac } = session;
  const to = customerId === null ? '/sessions' : `/customers/${customerId}/sessions`;
  return {
    key: `s${id}`,
    to,
    ...(customerId === null && { search: { search: framedIpAddress ?? username } }),
    name: customerName ?? username,
    detail: framedIpAddress ?? '',
    ...(mac !== null && { mac }),
    icon: IconActivity,
  };
}

/** To the profile of whom it was about, which says what is wrong; a stranger's to the access log. */
function foundAttempt(attempt: FoundThings['attempts'][number], now: number): FoundItem {
  const { customerId, customerName, username, mac } = attempt;
  return {
    key: `a${customerId}${username}${mac}`,
    to: customerId === null ? '/access-log' : `/customers/${customerId}`,
    ...(customerId === null && { search: { search: mac ?? username } }),
    name: customerName ?? `“${username}”`,
    detail: describeTried(attempt, now),
    ...(mac !== null && { mac }),
    icon: IconListDetails,
  };
}

function foundPages(text: string): FoundItem[] {
  const pages = MENU.flatMap((group) => group.items);
  const matching = pages.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  return matching.map(({ to, label, icon }) => ({ key: to, to, name: label, detail: say('goTo'), icon }));
}
