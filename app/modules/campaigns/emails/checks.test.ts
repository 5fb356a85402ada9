import { expect, test } from 'vitest';
import { type CheckedFacts, checkEmail, isStopped } from './checks.ts';
import type { EditedEmail } from './edited.ts';

const words = Array.from({ length: 25 }, () => 'house').join(' ');
const good: EditedEmail = {
  name: 'June',
  subject: 'Three houses by the lake',
  previewText: 'From $300,000',
  fromName: 'Harbor',
  fromEmail: 'news@harbor.test',
  replyTo: '',
  lists: ['list'],
  segments: [],
  excluded: [],
  isTracked: true,
  isAbTest: false,
  abTest: null,
  blocks: [{ id: 'a', type: 'text', text: words }],
};
const facts: CheckedFacts = {
  email: good,
  postalAddress: '1 Lake Street',
  verifiedDomains: ['harbor.test'],
  fallbackDomain: undefined,
  allowed: 10_000,
  mailable: 10,
  total: 12,
  reserved: 0,
  sampleBytes: 10_000,
  listings: ['listing'],
};
const check = (email: Partial<EditedEmail> = {}, other: Partial<CheckedFacts> = {}) =>
  checkEmail({ ...facts, ...other, email: { ...good, ...email } }).map(
    ({ level, field }) => `${level} ${field ?? '-'}`,
  );
const picture = {
  id: 'b',
  type: 'image',
  url: 'https://harbor.test/a.png',
  alt: 'House',
  isDecorative: false,
  width: 600,
  link: '',
} as const;
const text = { id: 'a', type: 'text', text: words } as const;

test('an email that is in order has no findings', () => {
  expect(check()).toEqual([]);
});

const errors: [string, Partial<EditedEmail>, Partial<CheckedFacts>, string][] = [
  ['no subject', { subject: '' }, {}, 'subject'],
  ['no block', { blocks: [] }, {}, 'addType'],
  ['dividers only', { blocks: [{ id: 'a', type: 'divider' }] }, {}, 'addType'],
  ['no list', { lists: [] }, {}, 'lists'],
  ['nobody to mail', {}, { mailable: 0 }, 'lists'],
  ['a sender that is not verified', { fromEmail: 'a@gmail.test' }, {}, 'fromEmail'],
  ['no postal address', {}, { postalAddress: null }, '-'],
  ['a blank postal address', {}, { postalAddress: ' ' }, '-'],
  ['a tag without fallback', { subject: 'For {{first_name}}' }, {}, 'subject'],
  ['a tag without fallback in a text', { blocks: [{ ...text, text: `${words} {{name}}` }] }, {}, 'blocks[0].text'],
  [
    'a button without address',
    { blocks: [text, { id: 'b', type: 'button', label: 'Go', url: '' }] },
    {},
    'blocks[1].url',
  ],
  [
    'a button without label',
    { blocks: [text, { id: 'b', type: 'button', label: '', url: 'https://harbor.test' }] },
    {},
    'blocks[1].label',
  ],
  ['an example', { blocks: [{ ...text, text: `${words} [a](https://www.example.com/x)` }] }, {}, 'blocks[0].text'],
  ['a picture without description', { blocks: [text, { ...picture, alt: '' }] }, {}, 'blocks[1].alt'],
  [
    'a listing that is gone',
    { blocks: [text, { id: 'b', type: 'listing', listingId: 'x', price: '', image: '', link: '', note: '' }] },
    {},
    'blocks[1].listingId',
  ],
  ['more than the plan allows', {}, { reserved: 9_991 }, '-'],
  ['more than 500 kB', {}, { sampleBytes: 500_001 }, '-'],
  [
    'the same subject twice',
    {
      isAbTest: true,
      abTest: { subject: good.subject, previewText: good.previewText, share: 20, waitHours: 4, by: 'CLICKS' },
    },
    {},
    'abSubject',
  ],
  [
    'no second subject',
    { isAbTest: true, abTest: { subject: '', previewText: '', share: 20, waitHours: 4, by: 'CLICKS' } },
    {},
    'abSubject',
  ],
];
test.each(errors)('%s stops it', (_, email, other, field) => {
  expect(check(email, other)).toEqual([`ERROR ${field}`]);
  expect(isStopped(checkEmail({ ...facts, ...other, email: { ...good, ...email } }))).toBe(true);
});

const warnings: [string, Partial<EditedEmail>, Partial<CheckedFacts>, string][] = [
  ['more than 102 kB', {}, { sampleBytes: 102_001 }, '-'],
  ['61 characters of subject', { subject: '👨‍👩‍👧'.repeat(61) }, {}, 'subject'],
  ['a subject in capitals', { subject: 'THREE HOUSES' }, {}, 'subject'],
  ['no preview text', { previewText: '' }, {}, 'previewText'],
  ['few words', { blocks: [{ ...text, text: 'A few words.' }] }, {}, '-'],
  ['nothing but pictures', { blocks: [picture] }, {}, '-'],
  ['a block that is empty', { blocks: [text, { id: 'b', type: 'heading', level: 2, text: '' }] }, {}, 'blocks[1].type'],
  [
    'a sender that is not verified, where there is another',
    { fromEmail: 'a@gmail.test' },
    { fallbackDomain: 'mail.lotline.test' },
    'fromEmail',
  ],
];
test.each(warnings)('%s is a warning', (_, email, other, field) => {
  expect(check(email, other)).toEqual([`WARNING ${field}`]);
  expect(isStopped(checkEmail({ ...facts, ...other, email: { ...good, ...email } }))).toBe(false);
});

test.each([
  ['60 characters, each of several', { subject: '👨‍👩‍👧'.repeat(60) }, {}],
  ['an abbreviation in the subject', { subject: 'NYC: three houses' }, {}],
  ['a decorative picture', { blocks: [text, { ...picture, alt: '', isDecorative: true }] }, {}],
  ['a plan without limit', {}, { allowed: null, reserved: 10_000_000 }],
  ['exactly what the plan allows', {}, { reserved: 9_990 }],
  ['a tag that everybody has', { subject: 'News for {{email}}' }, {}],
] satisfies [string, Partial<EditedEmail>, Partial<CheckedFacts>][])('%s is in order', (_, email, other) => {
  expect(check(email, other)).toEqual([]);
});

test('errors stand before warnings', () => {
  expect(check({ subject: '', previewText: '' })).toEqual(['ERROR subject', 'WARNING previewText']);
});
