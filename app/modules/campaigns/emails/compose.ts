import type { TagValues } from '../merge-tags/values.ts';
import type { Part, Variant } from './compiled.ts';

/** Where the links of one message lead. */
export interface MessageAddresses {
  /** The address of the link of this number. */
  link: (number: number) => string;
  /** The address of the picture that tells of opening; empty for a message without one. */
  pixel: string;
}

/** A message for one recipient. */
export interface ComposedEmail {
  subject: string;
  html: string;
  text: string;
}

/**
 * Fills a compiled email for one recipient. Each value is escaped for where it stands and never read again for tags; one that is blank gives
 * way to the fallback of its tag.
 */
export function composeEmail(variant: Variant, values: TagValues, addresses: MessageAddresses): ComposedEmail {
  const fill = (parts: readonly Part[], isHtml: boolean) => {
    let written = '';
    for (const part of parts) written += typeof part === 'string' ? part : fillPart(part, values, addresses, isHtml);
    return written;
  };
  return {
    // A line break would begin another header.
    subject: fill(variant.subject, false)
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim(),
    html: fill(variant.html, true),
    text: fill(variant.text, false),
  };
}

function fillPart(
  part: Exclude<Part, string>,
  values: TagValues,
  { link, pixel }: MessageAddresses,
  isHtml: boolean,
): string {
  if ('link' in part) return isHtml ? escapeHtml(link(part.link)) : link(part.link);
  if ('pixel' in part)
    return pixel === '' ? '' : `<img src="${escapeHtml(pixel)}" width="1" height="1" alt="" style="display:block"/>`;
  const value = values[part.tag];
  return escapeFor(part.as, value.trim() === '' ? part.fallback : value);
}

function escapeFor(as: Extract<Part, { tag: string }>['as'], value: string): string {
  switch (as) {
    case 'html':
    case 'attribute':
      return escapeHtml(value);
    case 'url':
      // Half of a pair is no character, and cannot be encoded.
      return encodeURIComponent(value.replaceAll(/\p{Surrogate}/gu, '\uFFFD'));
    case 'header':
      return value.replaceAll(/\p{Cc}+/gu, ' ').trim();
    case 'text':
      return value;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** A text as it may stand in HTML, within an attribute too. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
