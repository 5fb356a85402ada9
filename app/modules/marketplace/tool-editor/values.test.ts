import { expect, test } from 'vitest';
import { type PageList, tellToolFields } from '~/modules/marketplace/catalog/tool-fields.ts';
import { decideToolPrice, newToolSchema } from './schema.ts';
import { describeToolChanges, newToolValues, toToolValues } from './values.ts';

const before = { name: 'Planner', tier: 'T1', price: '', tags: 'a\nb', seatsIncluded: '', status: 'ACTIVE' };

test('nothing changed, nothing is said', () => {
  expect(describeToolChanges(before, { ...before }, { name: 'Typed' })).toEqual([]);
});

test('every change is told in words, beside what was typed', () => {
  const now = { ...before, tier: 'T2', price: '125.00', tags: 'a', seatsIncluded: '5', status: 'BETA' };
  const typed = { ...before, tags: 'a\r\nc', publishAs: 'ACTIVE' };
  expect(describeToolChanges(before, now, typed)).toEqual([
    { label: 'Tags', before: 'a\nb', now: 'a', typed: 'a\nc' },
    { label: 'Price tier', before: 'T1 ($100 tools)', now: 'T2 ($200 tools)', typed: 'T1 ($100 tools)' },
    { label: 'Price', before: 'That of its tier', now: '$125.00', typed: 'That of its tier' },
    { label: 'Seats included', before: 'Everyone', now: '5', typed: 'Everyone' },
    { label: 'Status', before: 'Available', now: 'Beta', typed: 'Available' },
  ]);
});

test('a tool that was withdrawn meanwhile stays so whatever the form says of publishing', () => {
  expect(describeToolChanges(before, { ...before, status: 'DISABLED' }, { publishAs: 'BETA' })).toEqual([
    { label: 'Status', before: 'Available', now: 'Not available', typed: undefined },
  ]);
});

test('a made-up snapshot is shown as text', () => {
  expect(describeToolChanges({ category: 'constructor' }, { category: 'GROWTH' }, {})).toEqual([
    { label: 'Category', before: 'constructor', now: 'Growth', typed: '' },
  ]);
});

/** A tool that this form made. */
function readTool(form: Record<string, unknown>) {
  const typed = newToolSchema.parse({
    ...newToolValues,
    name: 'Planner',
    description: 'Plans.',
    category: 'GROWTH',
    area: 'CRM',
    publishAs: 'ACTIVE',
    intent: 'save',
    id: 'a9a1c1de-0000-4000-8000-000000000000',
    ...form,
  });
  return { ...typed, slug: 'planner', price: decideToolPrice(typed) };
}

test('a tool is written into its form as it was typed', () => {
  const typed = { tags: 'mls\nalerts', seatsIncluded: '5', version: '1.0', price: '125.50', capabilities: 'Plan' };
  expect(toToolValues(readTool({ ...typed, isFeatured: true }))).toMatchObject({ ...typed, isFeatured: 'on' });
  expect(toToolValues(readTool({}))).toMatchObject({ tags: '', seatsIncluded: '', version: '', isFeatured: '' });
});

test('a price is written where it is not the one of the tier', () => {
  const tool = readTool({ tier: 'T2' });
  expect(toToolValues(tool).price).toBe('');
  expect(toToolValues({ ...tool, tier: 'T1' }).price).toBe('200.00');
  expect(toToolValues({ ...tool, price: 0, priceModel: 'FREE' }).price).toBe('');
});

test('the page lists what there is to say, each list in the order of the fields', () => {
  const tool = readTool({ capabilities: 'Plan\nCheck', documentationUrl: 'https://example.com/docs' });
  const told = (list: PageList) => tellToolFields(list, tool).map(({ title, texts }) => [title, ...texts]);
  expect(told('terms')).toEqual([
    ['Paid', 'Monthly'],
    ['Plan needed', 'Any'],
    ['Seats', 'Everyone'],
  ]);
  expect(told('origin')).toEqual([['Made by', 'Lotline']]);
  expect(told('abilities')).toEqual([['What it can do', 'Plan', 'Check']]);
  expect(told('links')).toEqual([['Documentation', 'https://example.com/docs']]);
});
