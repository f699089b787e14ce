import { html } from 'hono/html';
import { type CustomerOverview, type OwnDevice, partOfMac } from '../customer-overview.ts';
import type { TextKey, Texts } from '../texts/translate.ts';
import { type Html, linkButton, note, type Page } from './frame.ts';
import { leftList, nextPackage, type Renewal, renewalLinks, voucherLink } from './pages.ts';

// What a customer sees of the own devices. `home` is the visit's own address: everything a page leads to begins with it.

/** What was just done, said on the page that it leads back to. */
export type OwnNotice =
  | { readonly kind: 'added' | 'removed'; readonly id: number; readonly name: string }
  | { readonly kind: 'paid'; readonly name: string }
  | { readonly kind: 'fault'; readonly sentence: string };

export type ShownDevices = {
  readonly overview: CustomerOverview;
  readonly devices: readonly OwnDevice[];
  readonly macHint: string | null;
  readonly limitReached: number | null;
  /** Which of them this one may be, with a new address. */
  readonly maybeThis: readonly OwnDevice[];
  /** This visit's phone got in and is still registered. */
  readonly online: boolean;
  readonly mayAdd: boolean;
  /** Suspended or gone: the notice says so, and nothing is offered that cannot work. */
  readonly isShut?: boolean;
  /** What may be bought for the time after; with another one than the present package or without. */
  readonly renewal: Renewal;
  /** There are some that could be redeemed. */
  readonly vouchers?: boolean;
  /** Nobody told them with what to log in on another device. */
  readonly isGuest?: boolean;
  readonly notice: OwnNotice | null;
  readonly now: number;
};

/** The customer's own page, or, where a place must be made first, the same list with that said. */
export function devicesPage(texts: Texts, home: string, shown: ShownDevices): Page {
  const { overview, devices, limitReached, maybeThis, online, mayAdd, renewal, notice, now } = shown;
  const { vouchers = false, isGuest = false, isShut = false } = shown;
  const items = devices.map((device) => {
    const end = !device.mayChange
      ? ''
      : limitReached === null
        ? changeLink(texts, home, device)
        : removeForm(texts, home, device, '?then=go');
    return html`<li><div><strong><bdi>${device.name}</bdi></strong><br>${deviceMarks(texts, device, shown)}</div>${end}</li>`;
  });
  const list =
    items.length === 0 ? html`<p class="soft">${texts.say('devicesNone')}</p>` : html`<ul>${items}</ul>`;
  const said = notice === null ? '' : noticeNote(texts, home, notice);
  if (limitReached !== null) {
    const questions = maybeThis.map(
      (device) => html`<form class="note" method="post" action="${home}/devices/${device.id}/continue">
<p>${texts.say('isItThis', { name: device.name, seen: lastSeen(texts, device, now) })}</p><button class="button">${texts.say('yesItIs')}</button></form>`,
    );
    return {
      texts,
      title: texts.say('limitTitle'),
      here: `${home}/devices`,
      body: html`${said}${questions}<p>${texts.say('limitLead', { count: limitReached })}</p>${list}${linkButton(`${home}/go`, texts.say('tryAgain'), 'second')}`,
    };
  }
  return {
    texts,
    title: texts.say('helloTitle', { name: overview.name }),
    here: `${home}/devices`,
    body: html`${said}${online || isShut ? '' : linkButton(`${home}/go`, texts.say('goOnline'))}${overview.left === null ? '' : leftList(texts, overview.left)}${nextPackage(texts, overview.next)}${renewalLinks(texts, home, renewal)}${vouchers ? voucherLink(texts, home) : ''}
<h2>${texts.say('devicesTitle')}</h2>${list}${mayAdd ? linkButton(`${home}/devices/add`, texts.say('addDevice'), 'second') : ''}${isGuest ? linkButton(`${home}/account`, texts.say('guestAccount'), 'second') : ''}
<form method="post" action="${home}/sign-out"><button class="button second">${texts.say('signOut')}</button></form>`,
  };
}

/** One of the own devices: its name to change, and the way to be rid of it. */
export function devicePage(
  texts: Texts,
  home: string,
  shown: { device: OwnDevice; macHint: string | null; fault: string | null; now: number },
): Page {
  const { device, fault } = shown;
  const url = `${home}/devices/${device.id}`;
  return {
    texts,
    title: device.name,
    here: url,
    body: html`${fault === null ? '' : note(fault)}<p>${deviceMarks(texts, device, shown)}</p>
<form method="post" action="${url}/rename"><label for="name">${texts.say('deviceName')}</label>
<input id="name" name="name" value="${device.label ?? ''}" autocomplete="off" maxlength="${NAME_LENGTH_MAX}" aria-describedby="help">
<p class="soft" id="help">${texts.say('deviceNameHelp')}</p>
<button class="button">${texts.say('save')}</button></form>
<p class="soft">${texts.say('removeLead')}</p>${removeForm(texts, home, device, '', false)}${linkButton(`${home}/devices`, texts.say('back'), 'second')}`,
  };
}

export const NAME_LENGTH_MAX = 40;

/** A device that waits in the zone, as a stranger may see it: what it is made by and where it was heard, never whose. */
export type WaitingHere = { readonly mac: string; readonly vendor: string | null; readonly lastAt: Date };

/** Which device shall be added: one that the zone has just heard, or one by its address. */
export function addDevicePage(
  texts: Texts,
  home: string,
  shown: { waiting: readonly WaitingHere[]; typed: string; fault: string | null; now: number },
): Page {
  const { waiting, typed, fault, now } = shown;
  const url = `${home}/devices/add`;
  const items = waiting.map(({ mac, vendor, lastAt }) => {
    const heard = texts.say('heardHere', { when: texts.ago(now - lastAt.getTime()) });
    return html`<li><div><strong><bdi>${vendor ?? texts.say('unknownMaker')}</bdi></strong><br><span class="soft">${heard}<br><bdi dir="ltr">${mac}</bdi></span></div>
<a class="button second small" href="${url}?mac=${mac}" aria-label="${texts.say('chooseNamed', { name: mac })}">${texts.say('choose')}</a></li>`;
  });
  const list = html`<h2>${texts.say('waitingHereTitle')}</h2>${
    items.length === 0 ? html`<p class="soft">${texts.say('waitingHereNone')}</p>` : html`<ul>${items}</ul>`
  }${linkButton(url, texts.say('lookAgain'), 'second')}`;
  const byAddress = html`${fault === null ? html`<h2>${texts.say('notInList')}</h2>` : ''}
<form method="get" action="${url}"><label for="mac">${texts.say('macAddress')}</label>
<input id="mac" name="mac" value="${typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr" required maxlength="60" aria-describedby="help">
<p class="soft" id="help">${texts.say('macAddressHelp')}</p>
<button class="button">${texts.say('goOn')}</button></form>`;
  return {
    texts,
    title: texts.say('addDeviceTitle'),
    here: url,
    // What was typed wrong stands first, to be mended.
    body: html`${fault === null ? html`<p>${texts.say('addDeviceLead')}</p>${list}${byAddress}` : html`${note(fault)}${byAddress}${list}`}${linkButton(`${home}/devices`, texts.say('back'), 'second')}`,
  };
}

/** What was understood, before it is done. */
export function confirmDevicePage(
  texts: Texts,
  home: string,
  shown: { mac: string; vendor: string | null; isPrivate: boolean; name: string; fault: string | null },
): Page {
  const { mac, vendor, isPrivate, name, fault } = shown;
  const facts: readonly (readonly [TextKey, string, Html | string])[] = [
    ['macAddress', 'ltr', mac],
    ['maker', 'auto', vendor ?? texts.say(isPrivate ? 'privateAddress' : 'unknownMaker')],
  ];
  return {
    texts,
    title: texts.say('confirmDeviceTitle'),
    body: html`${fault === null ? '' : note(fault)}<dl>${facts.map(([key, direction, value]) => html`<dt>${texts.say(key)}</dt><dd><bdi dir="${direction}">${value}</bdi></dd>`)}</dl>
${isPrivate ? note(texts.say('privateDeviceLead'), 'good') : ''}<form method="post" action="${home}/devices/add"><input type="hidden" name="mac" value="${mac}"><label for="name">${texts.say('deviceName')}</label>
<input id="name" name="name" value="${name}" autocomplete="off" maxlength="${NAME_LENGTH_MAX}" aria-describedby="help">
<p class="soft" id="help">${texts.say('deviceNameHelp')}</p>
<button class="button">${texts.say('addThisDevice')}</button></form>${linkButton(`${home}/devices/add`, texts.say('back'), 'second')}`,
  };
}

function noticeNote(texts: Texts, home: string, notice: OwnNotice): Html {
  if (notice.kind === 'fault') return note(notice.sentence);
  if (notice.kind === 'paid') return note(texts.say('paidNotice', { name: notice.name }), 'good');
  if (notice.kind === 'added') return note(texts.say('deviceAdded', { name: notice.name }), 'good');
  return html`<form class="note" method="post" action="${home}/devices/${notice.id}/restore">
<p role="status">${texts.say('deviceRemoved', { name: notice.name })}</p><button class="button second small">${texts.say('undo')}</button></form>`;
}

function changeLink(texts: Texts, home: string, { id, name }: OwnDevice): Html {
  return html`<a class="button second small" href="${home}/devices/${id}" aria-label="${texts.say('changeNamed', { name })}">${texts.say('change')}</a>`;
}

function removeForm(texts: Texts, home: string, { id, name }: OwnDevice, query: string, small = true): Html {
  return html`<form method="post" action="${home}/devices/${id}/remove${query}"><button class="button second${small ? ' small' : ''}" aria-label="${texts.say('removeDevice', { name })}">${texts.say('remove')}</button></form>`;
}

function deviceMarks(
  texts: Texts,
  device: OwnDevice,
  { macHint, now }: { readonly macHint: string | null; readonly now: number },
): Html {
  const isThis = device.mac.toUpperCase() === macHint?.toUpperCase();
  const shownMac = isThis ? device.mac.toUpperCase() : partOfMac(device.mac);
  const marks = [
    isThis ? texts.say('thisDevice') : null,
    device.isPrivate ? texts.say('privateAddress') : null,
    lastSeen(texts, device, now),
    device.mayChange ? null : texts.say('deviceOfProvider'),
  ].filter((mark) => mark !== null);
  return html`<span class="soft">${marks.join(' · ')}<br><bdi dir="ltr">${shownMac}</bdi></span>`;
}

function lastSeen(texts: Texts, { lastSeenAt }: OwnDevice, now: number): string {
  return lastSeenAt === null
    ? texts.say('neverSeen')
    : texts.say('lastSeen', { when: texts.ago(now - lastSeenAt.getTime()) });
}
