import { expect, test } from 'vitest';
import { createTextResolver, readText } from './resolver.server.ts';

test.each([
  ['"v=spf1 -all"', 'v=spf1 -all'],
  ['"v=DKIM1; p=MIIB" "IjAN"', 'v=DKIM1; p=MIIBIjAN'],
  ['"a \\"quoted\\" \\\\ word"', 'a "quoted" \\ word'],
  ['"\\195\\164"', '\u00c3\u00a4'],
  ['v=DMARC1; p=none', 'v=DMARC1; p=none'],
  ['""', ''],
])('%s is the text %j', (data, text) => {
  expect(readText(data)).toBe(text);
});

const resolve = (answer: object, status = 200) =>
  createTextResolver(async () => new Response(JSON.stringify(answer), { status }))(
    'a.test',
    AbortSignal.timeout(1_000),
  );

test('texts are found behind other names, and none where there is no such name', async () => {
  const alias = { type: 5, data: 'b.test.' };
  expect(await resolve({ Status: 0, TC: false, Answer: [alias, { type: 16, data: '"x"' }] })).toEqual(['x']);
  expect(await resolve({ Status: 0, TC: false })).toEqual([]);
  expect(await resolve({ Status: 3, TC: false })).toEqual([]);
});

test.each([
  ['refused', { Status: 5, TC: false }, 200],
  ['cut off', { Status: 0, TC: true }, 200],
  ['away', {}, 502],
  ['of another shape', { answer: [] }, 200],
])('an answer that is %s says nothing', async (_, answer, status) => {
  await expect(resolve(answer, status)).rejects.toThrow();
});
