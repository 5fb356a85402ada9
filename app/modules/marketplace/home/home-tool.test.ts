import { expect, test } from 'vitest';
import { sortByUse } from './home-tool.ts';

test('tools that were opened lately come first, the others follow as they were', () => {
  const tools = [{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }];
  const used = [
    { slug: 'c', opens: [0, 2] },
    { slug: 'sold-before', opens: [1, 0] },
    { slug: 'a', opens: [1, 0] },
  ];
  expect(sortByUse(tools, used)).toEqual([
    { tool: { slug: 'c' }, opens: [0, 2] },
    { tool: { slug: 'a' }, opens: [1, 0] },
    { tool: { slug: 'b' }, opens: null },
  ]);
});
