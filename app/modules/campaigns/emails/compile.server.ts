import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { isLinkAddress, uploadedPicture } from '../blocks/addresses.ts';
import { addCampaignParameters } from '../links/utm.ts';
import { createMarks, type Marks, withoutMarks } from '../merge-tags/marks.ts';
import { addressTags, parseTags, writeTag } from '../merge-tags/tags.ts';
import type { TagValues } from '../merge-tags/values.ts';
import type { CompiledEmail, Variant } from './compiled.ts';
import { composeEmail } from './compose.ts';
import type { EmailDraft, Writing } from './draft.ts';
import { EmailDocument } from './email-html.tsx';
import { writeEmailText } from './email-text.ts';

/** What is compiled. */
export interface CompileInput {
  draft: EmailDraft;
  /** Subject and preview text of the second group; null where there is none. */
  second: { subject: string; previewText: string } | null;
  /** Whether links are counted. Without, they are as they were typed, and nothing tells of opening. */
  isTracked: boolean;
  /** The slug of the campaign, for the parameters that sites count visits by; null for an email whose links stay as they are. */
  campaign: string | null;
  /** The origin of this site, for pictures that lie here. */
  origin: string;
  /** Values of some recipients, to measure by. */
  samples: readonly TagValues[];
}

/** A link of an email; its number is its place in the list, from 1. */
export interface EmailLink {
  url: string;
  label: string;
}

export interface CompileResult {
  compiled: CompiledEmail;
  /** Empty for an email that is not tracked. */
  links: EmailLink[];
  /** UTF-8 bytes of the HTML for the sample that has most; for nobody in particular where there are none. */
  sampleBytes: number;
}

const longestLabel = 200;
/** As many as the number of a link can count. */
const mostLinks = 32_000;

/** As long as an address that counts a click, or a picture that tells of opening. */
const trackedPath = `/l/${'a'.repeat(80)}`;

/** Nobody: every tag shows its fallback. */
const nobody: TagValues = {
  first_name: '',
  last_name: '',
  name: '',
  email: 'somebody@example.com',
  organization: '',
  view_url: `https://example.com/v/${'a'.repeat(32)}`,
  unsubscribe_url: `https://example.com/u/${'a'.repeat(32)}`,
};

/**
 * Makes an email ready to be filled for each recipient: what is the same for all is written and escaped once, between it stand tags and
 * links. Equal input gives equal output.
 */
export function compileEmail(input: CompileInput): CompileResult {
  const links: EmailLink[] = [];
  const numbers = new Map<string, number>();
  const count = (url: string, label: string) => {
    const known = numbers.get(url);
    if (known !== undefined || links.length >= mostLinks) return known;
    links.push({
      url,
      label: Array.from(label.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
        .slice(0, longestLabel)
        .join(''),
    });
    numbers.set(url, links.length);
    return links.length;
  };
  const { draft, second } = input;
  const first = compileVariant(draft, input, count);
  const compiled: CompiledEmail = {
    version: 1,
    variants: second ? { A: first, B: compileVariant({ ...draft, ...second }, input, count) } : { A: first },
  };
  const addresses = {
    link: () => input.origin + trackedPath,
    pixel: input.isTracked ? input.origin + trackedPath : '',
  };
  const encoder = new TextEncoder();
  const { A, B } = compiled.variants;
  const sizes = [A, ...(B ? [B] : [])].flatMap((variant) =>
    (input.samples.length > 0 ? input.samples : [nobody]).map(
      (values) => encoder.encode(composeEmail(variant, values, addresses).html).byteLength,
    ),
  );
  return { compiled, links, sampleBytes: Math.max(...sizes) };
}

type Count = (url: string, label: string) => number | undefined;

function compileVariant(draft: EmailDraft, input: CompileInput, count: Count): Variant {
  const marks = createMarks();
  const forHtml = write(marks, input, count, 'attribute');
  const forText = write(marks, input, count, undefined);
  const html = `<!doctype html>${renderToStaticMarkup(createElement(EmailDocument, { draft, writing: forHtml }))}`;
  return {
    subject: marks.split(marks.mark(draft.subject), 'header'),
    html: marks.split(html, 'html'),
    text: marks.split(writeEmailText(draft, forText), 'text'),
  };
}

/** @param as  where an address of ours stands: in an attribute, or in the text itself */
function write(
  marks: Marks,
  { isTracked, campaign, origin }: CompileInput,
  count: Count,
  as: 'attribute' | undefined,
): Writing {
  return {
    write: (text) => marks.mark(text),
    plain: withoutMarks,
    attribute: (text) => marks.mark(text, as),
    isLink: (url) => isLinkAddress(marks.restore(url)),
    href(marked, label) {
      const url = marks.restore(marked);
      const { parts } = parseTags(url);
      const [only] = parts;
      if (parts.length === 1 && typeof only === 'object' && addressTags.includes(only.tag))
        return marks.place({ ...only, as });
      if (!isLinkAddress(url)) return '';
      const target = addParameters(url, campaign);
      // What is filled in for each recipient has no one target to count.
      const number =
        isTracked && parts.length === 1 && /^https?:/i.test(target) ? count(target, marks.restore(label)) : undefined;
      return number === undefined ? marks.mark(target, 'url') : marks.place({ link: number });
    },
    picture: (url) => (uploadedPicture.test(url) ? origin + url : url),
    ownAddress: (tag) => marks.place({ tag, fallback: '', as }),
    pixel: isTracked ? marks.place({ pixel: true }) : '',
  };
}

/** Adds the parameters of the campaign. Tags stand behind the host, and stay as they are: their signs would be encoded. */
function addParameters(url: string, campaign: string | null): string {
  if (campaign === null) return url;
  let sign = 'tag';
  while (url.includes(sign)) sign += 'q';
  const tags: string[] = [];
  const held = parseTags(url)
    .parts.map((part) => {
      if (typeof part === 'string') return part;
      tags.push(writeTag(part));
      return `${sign}${tags.length - 1}${sign}`;
    })
    .join('');
  const target = addCampaignParameters(held, { source: 'newsletter', medium: 'email', campaign });
  return tags.reduce((text, tag, index) => text.replaceAll(`${sign}${index}${sign}`, () => tag), target);
}
