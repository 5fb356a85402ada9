import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, staleButton } from '~/services/form-values.ts';
import { platforms } from '../posts/platforms.ts';
import type { AccountKind } from './kinds.ts';

const server = optionalLine(300, 'Enter the server.').transform((text) => (text === '' ? undefined : text));
const id = z.guid(incompletePage);

// The credentials are in a field named `password`, which no answer sends back.
const forms = {
  BLUESKY: z.object({
    kind: z.literal('BLUESKY'),
    id,
    name: lineOfText('a name', 100),
    server,
    handle: lineOfText('the handle, like name.bsky.social', 253).transform((text) => text.replace(/^@/, '')),
    password: lineOfText('the app password', 200),
  }),
  MASTODON: z.object({
    kind: z.literal('MASTODON'),
    id,
    name: lineOfText('a name', 100),
    server: lineOfText('the server, like mastodon.social', 300),
    password: lineOfText('the access token', 500),
  }),
  WEBHOOK: z.object({
    kind: z.literal('WEBHOOK'),
    id,
    name: lineOfText('a name', 100),
    server: lineOfText('the address of the webhook', 2_000),
    platform: z
      .enum([...platforms, ''], 'Choose a platform from the list.')
      .default('')
      .transform((platform) => (platform === '' ? null : platform)),
  }),
} satisfies Record<AccountKind, z.ZodType>;

/** The forms that connect an account; `intent` says whether it is only tried. */
export const connectSchema = z.intersection(
  z.object({ intent: z.enum(['connect', 'try'], staleButton) }),
  z.discriminatedUnion('kind', [forms.BLUESKY, forms.MASTODON, forms.WEBHOOK], staleButton),
);
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
