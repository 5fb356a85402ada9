import { parseWithZod } from '@conform-to/zod/v4';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { emailAddress, lineOfText, readJson, severalLines, slugText, writtenText } from './form-values.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const json = z.string().transform(readJson('Reload the page.'));

test.each(['"\\u0000"', '"\\ud800"', '"\\udc00x"', '{"\\u0000":1}', '[{"name":"a\\u0000"}]', '"\0"', '{', ''])(
  'JSON that Postgres cannot keep, or that is none, is refused: %j',
  (text) => {
    expect(json.safeParse(text).error?.issues[0]?.message).toBe('Reload the page.');
  },
);

test('other JSON is read, characters beyond the first plane included', () => {
  expect(json.parse('[{"name":"Zoë \\ud83c\\udfe1","price":1}]')).toEqual([{ name: 'Zoë 🏡', price: 1 }]);
});

test('a line has something in it, no control character, and fits', () => {
  const line = lineOfText('your name', 5);
  expect(line.parse(' Ada ')).toBe('Ada');
  for (const text of ['', '  ', 'a\0b', 'a\nb', '123456', undefined, ['Ada']]) expect(accepts(line, text)).toBe(false);
  expect(line.safeParse('').error?.issues[0]?.message).toBe('Enter your name.');
});

test('line breaks of browsers are one character each', () => {
  const lines = severalLines(3);
  expect(lines.parse('a\r\nb')).toBe('a\nb');
  expect(accepts(lines, 'a\0')).toBe(false);
  expect(accepts(lines, 'abcd')).toBe(false);
});

test('a form that holds nothing but spaces is told what is missing, and an optional text is empty then', () => {
  const form = new FormData();
  form.set('reply', ' \n ');
  form.set('note', ' \n ');
  const schema = z.object({ reply: writtenText('Enter the reply.', 30), note: severalLines(30).default('') });
  expect(parseWithZod(form, { schema })).toMatchObject({ error: { reply: ['Enter the reply.'] } });
  form.set('reply', 'Yes.');
  expect(parseWithZod(form, { schema })).toMatchObject({ value: { reply: 'Yes.', note: '' } });
});

test('email addresses and slugs say by an example how they look', () => {
  expect(emailAddress().parse(' ada@example.com ')).toBe('ada@example.com');
  expect(emailAddress().safeParse('ada').error?.issues[0]?.message).toBe(
    'Enter an email address like name@example.com.',
  );
  expect(accepts(slugText('listing-planner'), 'Listing')).toBe(false);
  expect(slugText('listing-planner').parse('a-1')).toBe('a-1');
});

test('a text that is asked for has so many characters, and an emoji is one', () => {
  const text = writtenText('Enter the reply.', 30, 4);
  expect(text.parse(' a\r\nb🏡🏡 ')).toBe('a\nb🏡🏡');
  expect(text.safeParse(' \n ').error?.issues.map(({ message }) => message)).toEqual(['Enter the reply.']);
  expect(text.safeParse(undefined).error?.issues[0]?.message).toBe('Enter the reply.');
  expect(text.safeParse('🏡🏡').error?.issues[0]?.message).toBe('Write at least 4 characters.');
  expect(text.safeParse('x'.repeat(31)).error?.issues[0]?.message).toBe('Use at most 30 characters.');
});
