import type { EmailBlock } from '../blocks/schema.ts';
import type { EmailListing } from './listings.ts';

/** Everything that a message is made of, for all its recipients alike. */
export interface EmailDraft {
  subject: string;
  /** Stands behind the subject in lists of mail; empty for none. */
  previewText: string;
  blocks: readonly EmailBlock[];
  organization: string;
  /** May have several lines. Empty while it is not known: nothing goes out without. */
  postalAddress: string;
  /** Why somebody gets this, in a sentence. */
  reason: string;
  /** Those that its blocks name. */
  listings: readonly EmailListing[];
}

/** Why somebody gets mail of an organization, in a sentence. */
export const explainReason = (organization: string) =>
  `You get this because you agreed to get email from ${organization}.`;

/** How parts of an email are written: with marks in place of what is filled in later. */
export interface Writing {
  /** A text that people typed, with its tags. */
  write: (text: string) => string;
  /** A text that is no template: what looks like a tag in it is none. */
  plain: (text: string) => string;
  /** A typed text within an attribute. */
  attribute: (text: string) => string;
  /** Whether the address of a marked text may be a link. */
  isLink: (url: string) => boolean;
  /** Where a link leads. */
  href: (url: string, label: string) => string;
  /** The whole address of a picture. */
  picture: (url: string) => string;
  /** A page of ours for this recipient. */
  ownAddress: (tag: 'view_url' | 'unsubscribe_url') => string;
  /** What tells of opening; empty for nothing. */
  pixel: string;
}
