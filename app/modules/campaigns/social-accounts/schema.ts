import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, staleButton } from '~/services/form-values.ts';
import { platforms } from '../posts/platforms.ts';
import type { AccountKind } from './kinds.ts';

const common = {
  intent: z.enum(['connect', 'try'], staleButton),
  id: z.guid(incompletePage),
  name: lineOfText('a name', 100),
};

/**
 * The forms that connect an account; `intent` says whether it is only tried. The credentials are in a field named `password`, which no
 * answer sends back.
 */
export const connectSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('BLUESKY'),
    server: optionalLine(300).optional(),
    handle: lineOfText('the handle, like name.bsky.social', 253).transform((text) => text.replace(/^@/, '')),
    password: lineOfText('the app password', 200),
  }),
  z.object({
    ...common,
    kind: z.literal('MASTODON'),
    server: lineOfText('the server, like mastodon.social', 300),
    password: lineOfText('the access token', 500),
  }),
  z.object({
    ...common,
    kind: z.literal('WEBHOOK'),
    server: lineOfText('the address of the webhook', 2_000),
    platform: z.enum(platforms, 'Choose a platform from the list.').optional(),
  }),
]);
/** An account as it was typed. */
export type TypedAccount = z.output<typeof connectSchema>;

/** What the buttons of a connected account do. */
export const accountCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('test'), id: z.guid(staleButton) }),
  z.object({ intent: z.literal('disconnect'), id: z.guid(staleButton) }),
]);

/** The server that Bluesky itself runs. */
const blueskyServer = 'https://bsky.social';

/** A server as people write it, as an address: "mastodon.social" is https://mastodon.social. */
export function writeServer(kind: AccountKind, typed: string | undefined): string {
  if (typed === undefined) return kind === 'BLUESKY' ? blueskyServer : '';
  return /^[a-z][a-z\d+.-]*:\/\//i.test(typed) || kind === 'WEBHOOK' ? typed : `https://${typed}`;
}
