import { expect, test } from 'vitest';
import { toolChangesSchema, writeThing } from './schema.ts';
import { toolActs } from './tool-acts.ts';

const id = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const parse = (form: object) => toolChangesSchema.safeParse(form).data;

test('a tool is read as it was written', () => {
  expect(parse({ act: 'reprice', tool: [writeThing(id, 3, 11_000)] })?.tool).toEqual([
    { id, revision: 3, price: 11_000 },
  ]);
  for (const act of Object.keys(toolActs).filter((name) => name !== 'reprice'))
    expect(parse({ act, tool: [writeThing(id, 3)] })?.tool).toEqual([{ id, revision: 3, price: undefined }]);
});

test.each([
  ['a price where none changes', { act: 'publish', tool: [writeThing(id, 3, 100)] }],
  ['no price where prices change', { act: 'reprice', tool: [writeThing(id, 3)] }],
  ['a price above the highest', { act: 'reprice', tool: [writeThing(id, 3, 100_000_001)] }],
  ['a price of nothing', { act: 'reprice', tool: [writeThing(id, 3, 0)] }],
  ['no tool', { act: 'publish', tool: [] }],
  ['a tool twice', { act: 'publish', tool: [writeThing(id, 3), writeThing(id, 4)] }],
  ['an unknown act', { act: 'delete', tool: [writeThing(id, 3)] }],
  ['no revision', { act: 'publish', tool: [id] }],
])('%s is refused', (_, form) => {
  expect(parse(form)).toBeUndefined();
});
