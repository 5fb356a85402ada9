import { writeTag } from '../merge-tags/tags.ts';
import { makeTagValues } from '../merge-tags/values.ts';
import { type CompileResult, compileEmail } from './compile.server.ts';
import type { Part } from './compiled.ts';
import { escapeHtml } from './compose.ts';
import { explainReason } from './draft.ts';
import type { EditedEmail } from './edited.ts';
import type { EmailListing } from './listings.ts';
import type { FoundEmail } from './queries.server.ts';

/** What an email is made of beside what people write. */
export interface Material {
  row: Pick<FoundEmail, 'postalAddress' | 'tracksEmails' | 'campaignSlug'>;
  /** Its name. */
  organization: string;
  listings: readonly EmailListing[];
  /** People to measure by. */
  samples?: readonly { name: string; email: string }[];
  /** The origin of this site. */
  origin: string;
}

/** Ids of the listings that an email shows. */
export const listListingIds = (email: Pick<EditedEmail, 'blocks'>) =>
  email.blocks.flatMap((block) => (block.type === 'listing' && block.listingId !== '' ? [block.listingId] : []));

/** Compiles an email as it is written now. */
export function compileEdited(
  email: EditedEmail,
  { row, organization, listings, samples = [], origin }: Material,
): CompileResult {
  const own = (path: string) => `${origin}/${path}/${'a'.repeat(32)}`;
  return compileEmail({
    draft: {
      subject: email.subject,
      previewText: email.previewText,
      blocks: email.blocks,
      organization,
      postalAddress: row.postalAddress ?? '',
      reason: explainReason(organization),
      listings,
    },
    second: email.isAbTest && email.abTest ? email.abTest : null,
    isTracked: email.isTracked && row.tracksEmails,
    campaign: row.campaignSlug,
    origin,
    samples: samples.map((contact) =>
      makeTagValues({ contact, organization, viewUrl: own('v'), unsubscribeUrl: own('u') }),
    ),
  });
}

/** The mail as it goes out, with its tags as they are typed and its links as they lead: for whoever reads the table. */
export function writeBodies({ compiled, links }: Pick<CompileResult, 'compiled' | 'links'>): {
  html: string;
  text: string;
} {
  const write = (parts: readonly Part[], quote: (text: string) => string) =>
    parts
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('tag' in part) return quote(writeTag(part));
        return 'link' in part ? quote(links[part.link - 1]?.url ?? '') : '';
      })
      .join('');
  const { html, text } = compiled.variants.A;
  return { html: write(html, escapeHtml), text: write(text, (plain) => plain) };
}
