import type { CompiledEmail } from '~/modules/campaigns/emails/compiled.ts';
import { composeEmail } from '~/modules/campaigns/emails/compose.ts';
import { makeTagValues } from '~/modules/campaigns/merge-tags/values.ts';
import { type DeliveryTokens, makeDeliveryTokens } from '~/modules/campaigns/tokens/tokens.server.ts';
import { makeTrackingCode } from '~/modules/campaigns/tokens/tracking-codes.server.ts';
import type { DkimKey } from '~/services/dkim.server.ts';
import type { DecidedSender } from './sender.ts';
import type { CampaignMessage } from './transport.ts';

/** What all messages of an email have in common. */
export interface LaneContent {
  emailId: string;
  campaignId: string;
  organizationId: string;
  organizationSlug: string;
  compiled: CompiledEmail;
  sender: DecidedSender;
  dkim: DkimKey | undefined;
  /** Origin of the site. */
  publicUrl: string;
  /** Mail to it comes back to us. */
  bounceDomain: string;
  /** Ours, for the name of the list. */
  fromDomain: string;
}

/** A row of the ledger that was handed over. */
export interface HandedOver {
  id: string;
  place: number;
  email: string;
  variant: 'A' | 'B';
  values: { name: string; email: string; organization: string };
}

/**
 * Writes the message of one recipient. The same row of the same claim makes the same message, but for its date.
 * @param secret  that its tokens are made with
 */
export function writeMessage(content: LaneContent, row: HandedOver, claimId: string, secret: string): CampaignMessage {
  const { compiled, sender, dkim, publicUrl, bounceDomain } = content;
  const tokens = makeDeliveryTokens(secret, claimId, row.place);
  const variant = compiled.variants[row.variant] ?? compiled.variants.A;
  const { name, email, organization } = row.values;
  const composed = composeEmail(
    variant,
    makeTagValues({
      contact: { name, email },
      organization,
      viewUrl: `${publicUrl}/v/${tokens.view}`,
      unsubscribeUrl: `${publicUrl}/u/${tokens.unsubscribe}`,
    }),
    {
      link: (link) => `${publicUrl}/l/${makeTrackingCode(secret, { deliveryId: row.id, purpose: 'LINK', link })}`,
      pixel: `${publicUrl}/o/${makeTrackingCode(secret, { deliveryId: row.id, purpose: 'OPEN', link: 0 })}`,
    },
  );
  return {
    ...composed,
    id: row.id,
    to: row.email,
    from: sender.from,
    ...(sender.replyTo !== undefined && { replyTo: sender.replyTo }),
    headers: writeHeaders(content, tokens),
    returnPath: `b+${tokens.bounce}@${bounceDomain}`,
    ...(dkim && { dkim }),
  };
}

/**
 * The headers of one message: how to get no more of it (RFC 2369, and by one click RFC 8058), what list it is of (RFC 2919), and by what
 * mail providers tell senders of complaints apart. Made anew for each message, because they hold its tokens.
 */
function writeHeaders(content: LaneContent, { unsubscribe }: DeliveryTokens): Record<string, string> {
  const { emailId, campaignId, organizationId, organizationSlug, publicUrl, bounceDomain, fromDomain } = content;
  return {
    'List-Unsubscribe': `<${publicUrl}/u/${unsubscribe}>, <mailto:u+${unsubscribe}@${bounceDomain}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': `<${organizationSlug}.${fromDomain}>`,
    'Feedback-ID': `${emailId}:${campaignId}:${organizationId}:lotline`,
  };
}
