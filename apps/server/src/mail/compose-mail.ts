import { LANGUAGE_FACTS, type Language } from '@gatehouse/domain/languages';
import ar from './texts/ar.json' with { type: 'json' };
import bn from './texts/bn.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import es from './texts/es.json' with { type: 'json' };
import type { MailText } from './send-mail.ts';

const TEXTS = { en, bn, es, ar } as const;

/** What each kind of mail says, line by line; `button` leads to its `url`. */
const KINDS = {
  test: { subject: 'testSubject', lines: ['testLead'], button: 'testButton', after: [] },
  password: {
    subject: 'passwordSubject',
    lines: ['passwordHello', 'passwordLead'],
    button: 'passwordButton',
    after: ['passwordGoodFor', 'passwordNotYou'],
  },
} as const;
export type MailKind = keyof typeof KINDS;
type TextName = keyof typeof en;

export type MailValues = { readonly url: string } & Readonly<Record<string, string>>;

/** A mail in somebody's language, as plain text and as HTML that loads nothing. */
export function composeMail(language: Language, kind: MailKind, values: MailValues): MailText {
  const { subject, lines, button, after } = KINDS[kind];
  const said = (name: TextName) =>
    TEXTS[language][name].replaceAll(/\{\{(\w+)\}\}/g, (_, value: string) => values[value] ?? '');
  const { direction } = LANGUAGE_FACTS[language];
  const paragraph = (name: TextName) => `<p>${escapeHtml(said(name))}</p>`;
  const url = escapeHtml(values.url);
  const html = [
    '<!doctype html>',
    `<html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escapeHtml(said(subject))}</title></head>`,
    `<body style="font: 16px/1.5 sans-serif; max-width: 34em">`,
    ...lines.map(paragraph),
    `<p><a href="${url}">${escapeHtml(said(button))}</a></p>`,
    `<p dir="ltr" style="font-size: 13px; word-break: break-all">${url}</p>`,
    ...after.map(paragraph),
    '</body></html>',
  ].join('\n');
  // Alone on its line, so that no sentence's end becomes part of it.
  const text = [...lines.map(said), `${said(button)}:\n${values.url}`, ...after.map(said)].join('\n\n');
  return { subject: said(subject), text: `${text}\n`, html };
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
