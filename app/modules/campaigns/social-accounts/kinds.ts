/** The kinds of accounts that posts are published with. */
export const accountKindLabels = { BLUESKY: 'Bluesky', MASTODON: 'Mastodon', WEBHOOK: 'Webhook' } as const;
export type AccountKind = keyof typeof accountKindLabels;

/** The kind of an account's row. */
export function readAccountKind(kind: string): AccountKind {
  if (kind === 'BLUESKY' || kind === 'MASTODON') return kind;
  return 'WEBHOOK';
}
