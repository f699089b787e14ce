import type { Permission } from '../operators/permissions.ts';

/**
 * What a screen may follow without asking again and again: that something of it has changed is signalled, and the screen
 * asks for it as ever. The permission is the one for reading it.
 */
export const LIVE_TOPICS = {
  /** Somebody came online, went, or was heard of. */
  sessions: 'sessions.read',
  /** A login was let in or refused. */
  attempts: 'access-log.read',
  /** Something was heard, asked or decided about a payment. */
  payments: 'payments.read',
  /** *Review* found or lost something, or somebody decided. */
  review: 'devices.read',
  /** Anything that is on the record: what operators, visitors, jobs and logins change. */
  changes: 'customers.read',
} as const satisfies Record<string, Permission>;

export type LiveTopic = keyof typeof LIVE_TOPICS;

export const liveTopics = Object.keys(LIVE_TOPICS) as LiveTopic[];

export function isLiveTopic(word: string): word is LiveTopic {
  return Object.hasOwn(LIVE_TOPICS, word);
}
