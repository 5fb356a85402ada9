import { expect, test } from 'vitest';
import { contentPageSchema, slugBase } from './schema.ts';

const typed = {
  intent: 'save',
  id: '00000000-0000-4000-8000-000000000001',
  version: '3',
  title: 'Open house on Lake Street',
  kind: 'ARTICLE',
  author: 'Ada',
};

test('an empty text may be saved, and gets its address from its title', () => {
  const parsed = contentPageSchema.parse(typed);
  expect(parsed).toMatchObject({ body: '', slug: null, version: 3 });
  expect(slugBase(typed)).toBe('open-house-on-lake-street');
});

test.each([
  [{ slug: 'Not A Slug' }, 'slug'],
  [{ kind: 'POEM' }, 'kind'],
  [{ publishAt: '2026-03-04' }, 'publishAt'],
  [{ body: 'x'.repeat(20_001) }, 'body'],
  [{ body: '['.repeat(1_000) }, 'body'],
  [{ title: 'a\nb' }, 'title'],
])('%j is refused', (wrong, field) => {
  const { error } = contentPageSchema.safeParse({ ...typed, ...wrong });
  expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('a button that takes something back needs nothing else', () => {
  for (const intent of ['unpublish', 'archive', 'delete'])
    expect(contentPageSchema.parse({ intent })).toEqual({ intent });
});
