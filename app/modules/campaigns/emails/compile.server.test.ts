import { expect, test } from 'vitest';
import payloads from '../../../../tests/attack/script-payloads.json';
import type { EmailBlock } from '../blocks/schema.ts';
import { makeTagValues, type TagValues } from '../merge-tags/values.ts';
import { type CompileInput, compileEmail } from './compile.server.ts';
import { readCompiled } from './compiled.ts';
import { composeEmail } from './compose.ts';
import { type EmailDraft, explainReason } from './draft.ts';

const draft: EmailDraft = {
  subject: 'Houses for {{first_name|you}}',
  previewText: 'Three of them',
  blocks: [
    { id: 'a', type: 'heading', level: 2, text: 'Hello {{first_name|there}}' },
    {
      id: 'b',
      type: 'text',
      text: 'See **[our site](https://harbor.test/?n={{first_name|a b}})**, {{name|you_and_me_}}.',
    },
    { id: 'c', type: 'button', label: 'Look', url: 'https://harbor.test/new' },
    {
      id: 'd',
      type: 'image',
      url: `/i/${'a'.repeat(32)}`,
      alt: 'For {{name|you}}',
      isDecorative: false,
      width: 300,
      link: 'https://harbor.test/new',
    },
    { id: 'e', type: 'listing', listingId: 'l', price: '$1', image: '', link: 'https://harbor.test/l', note: '' },
    { id: 'f', type: 'text', text: '[Leave]({{unsubscribe_url}}) or [write](mailto:a@harbor.test)' },
  ],
  organization: 'Harbor & Sons',
  postalAddress: '1 Lake Street\nChicago, IL 60601',
  reason: explainReason('Harbor & Sons'),
  listings: [{ id: 'l', address: '12 Lake Street', city: 'Chicago', state: 'IL', zipCode: '60601' }],
};
const input: CompileInput = {
  draft,
  second: null,
  isTracked: true,
  campaign: null,
  origin: 'https://lotline.test',
  samples: [],
};
const ada = makeTagValues({
  contact: { name: 'Ada Lovelace', email: 'ada@people.test' },
  organization: 'Harbor & Sons',
  viewUrl: 'https://lotline.test/v/one',
  unsubscribeUrl: 'https://lotline.test/u/two',
});
const addresses = {
  link: (number: number) => `https://lotline.test/l/${number}?a&b`,
  pixel: 'https://lotline.test/o/x',
};
const compose = (given: Partial<CompileInput> = {}, values: TagValues = ada) =>
  composeEmail(compileEmail({ ...input, ...given }).compiled.variants.A, values, addresses);

test('values stand where their tags were, in subject, HTML, addresses and text', () => {
  const { subject, html, text } = compose();
  expect(subject).toBe('Houses for Ada');
  expect(html).toContain('>Hello Ada</h2>');
  expect(html).toContain('href="https://harbor.test/?n=Ada"');
  expect(html).toContain(', Ada Lovelace.');
  expect(html).toContain('alt="For Ada Lovelace"');
  expect(html).toContain(`src="https://lotline.test/i/${'a'.repeat(32)}"`);
  expect(text).toContain('See our site (https://harbor.test/?n=Ada), Ada Lovelace.');
  expect(text).toContain('Unsubscribe: https://lotline.test/u/two');
  expect(html + text).not.toMatch(/[\uE000-\uE00F]|\{\{/);
});

test('a blank value gives way to the fallback, each escaped for where it stands', () => {
  const { subject, html, text } = compose({}, { ...ada, first_name: ' ', name: '' });
  expect(subject).toBe('Houses for you');
  expect(html).toContain('href="https://harbor.test/?n=a%20b"');
  expect(html).toContain(', you_and_me_.');
  expect(text).toContain('(https://harbor.test/?n=a%20b), you_and_me_.');
});

test('links have one number for each target; tags, mailto and our own pages are not counted', () => {
  const { links } = compileEmail(input);
  expect(links).toEqual([
    { url: 'https://harbor.test/new', label: 'Look' },
    { url: 'https://harbor.test/l', label: '12 Lake Street, Chicago, IL 60601' },
  ]);
  const { html, text } = compose();
  expect(html.match(/href="https:\/\/lotline\.test\/l\/1\?a&amp;b"/g)).toHaveLength(2);
  expect(text).toContain('Look (https://lotline.test/l/1?a&b)');
  expect(html).toContain('href="mailto:a@harbor.test"');
  expect(html).toContain('<img src="https://lotline.test/o/x" width="1"');
});

test('without tracking nothing is rewritten and nothing tells of opening', () => {
  const { compiled, links } = compileEmail({ ...input, isTracked: false });
  expect(links).toEqual([]);
  const parts = [...compiled.variants.A.html, ...compiled.variants.A.text];
  expect(parts.filter((part) => typeof part !== 'string' && !('tag' in part))).toEqual([]);
  const { html } = compose({ isTracked: false });
  expect(html).toContain('href="https://harbor.test/new"');
  expect(html).not.toContain('/o/x');
});

test('the parameters of the campaign are added and tags in an address stay', () => {
  const { links } = compileEmail({ ...input, campaign: 'spring' });
  expect(links[0]?.url).toContain('utm_campaign=spring');
  const { html } = compose({ campaign: 'spring' });
  expect(html).toMatch(/href="https:\/\/harbor\.test\/\?n=Ada&amp;[^"]*utm_campaign=spring[^"]*"/);
  expect(html).toContain('href="mailto:a@harbor.test"');
  expect(html).toContain('href="https://lotline.test/u/two"');
});

test('the second group has its own subject and preview text, and the same links', () => {
  const second = { subject: 'Other', previewText: 'Else' };
  const { compiled, links } = compileEmail({ ...input, second });
  const other = compiled.variants.B;
  expect(other && composeEmail(other, ada, addresses)).toMatchObject({
    subject: 'Other',
    html: expect.stringContaining('Else'),
  });
  expect(links).toHaveLength(2);
  expect(readCompiled(JSON.parse(JSON.stringify(compiled)))).toEqual(compiled);
});

test('every email says who sends it, from where and why, and how to stop it', () => {
  const { html, text } = compose({ draft: { ...draft, blocks: [] } });
  for (const words of [
    'Harbor &amp; Sons',
    '1 Lake Street',
    'You get this because',
    '>Unsubscribe</a>',
    '>View in browser</a>',
  ])
    expect(html).toContain(words);
  expect(text).toContain('1 Lake Street\nChicago, IL 60601');
  expect(html).toContain('href="https://lotline.test/u/two"');
});

test('compiling twice gives the same', () => {
  expect(JSON.stringify(compileEmail(input))).toBe(JSON.stringify(compileEmail(input)));
});

test('the size is that of the largest sample, tracked addresses included', () => {
  const long = { ...ada, name: 'é'.repeat(100) };
  const { sampleBytes, compiled } = compileEmail({ ...input, samples: [ada, long] });
  const { html } = composeEmail(compiled.variants.A, long, addresses);
  expect(sampleBytes).toBeGreaterThan(new TextEncoder().encode(html).byteLength);
  expect(sampleBytes).toBeGreaterThan(compileEmail({ ...input, samples: [ada] }).sampleBytes);
});

/** What a browser would run, or lead to: any tag, attribute or address that the email does not have by itself. */
const tagsOf = (html: string) => [...html.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, name]) => name?.toLowerCase());
const attributesOf = (html: string) =>
  [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) => [...tag.matchAll(/\s([a-z-]+)="/gi)].map(([, name]) => name));

const hostile: string[] = [
  ...payloads,
  '{{email}}',
  '{{name|{{email}}}}',
  '\uE0000\uE00F',
  '\uE000999\uE00F',
  '$&',
  '"\r\nBcc: x@evil.test',
];

test.each(hostile)('%j as a value is inert everywhere', (payload) => {
  const values: TagValues = { ...ada, first_name: payload, last_name: payload, name: payload, email: payload };
  const clean = compose({}, { ...ada, first_name: 'x', name: 'x' });
  const { subject, html, text } = compose({}, values);
  expect(tagsOf(html)).toEqual(tagsOf(clean.html));
  expect(attributesOf(html)).toEqual(attributesOf(clean.html));
  expect(subject).not.toMatch(/\p{Cc}/u);
  // Text is text: it holds the value as it is, and nothing of it was filled in again.
  expect(text).toContain(payload.trim() === '' ? 'you' : payload);
});

test.each(hostile)('%j typed into every field makes no element and no address', (payload) => {
  const blocks: EmailBlock[] = [
    { id: 'a', type: 'heading', level: 2, text: payload },
    { id: 'b', type: 'text', text: payload },
    { id: 'c', type: 'button', label: payload, url: payload },
    {
      id: 'd',
      type: 'image',
      url: 'https://harbor.test/a.png',
      alt: payload,
      isDecorative: false,
      width: 300,
      link: payload,
    },
    { id: 'e', type: 'listing', listingId: 'l', price: payload, image: '', link: payload, note: payload },
  ];
  const listings = [{ id: 'l', address: payload, city: payload, state: 'IL', zipCode: '60601' }];
  const typed = {
    ...draft,
    subject: payload,
    previewText: payload,
    blocks,
    organization: payload,
    postalAddress: payload,
    listings,
  };
  const { subject, html } = compose({ draft: typed });
  const known = new Set(
    tagsOf(compose().html).concat('blockquote', 'code', 'pre', 'em', 'ul', 'ol', 'li', 'br', 'hr', 'h3'),
  );
  expect(tagsOf(html).filter((name) => !known.has(name))).toEqual([]);
  expect(attributesOf(html).filter((name) => name?.startsWith('on'))).toEqual([]);
  for (const [, url = ''] of html.matchAll(/(?:href|src)="([^"]*)"/g)) expect(url).toMatch(/^(https?:|mailto:|tel:|$)/);
  expect(subject).not.toMatch(/\p{Cc}/u);
});
