import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeOrder } from './reordering.ts';

test('a tool is added at the end, once', () => {
  expect(changeOrder(['a'], { kind: 'add', toolId: 'b' })).toEqual(['a', 'b']);
  expect(changeOrder(['a', 'b'], { kind: 'add', toolId: 'a' })).toEqual(['a', 'b']);
});

test('moving up and down changes places with a neighbor, and stops at both ends', () => {
  expect(changeOrder(['a', 'b', 'c'], { kind: 'up', toolId: 'c' })).toEqual(['a', 'c', 'b']);
  expect(changeOrder(['a', 'b', 'c'], { kind: 'down', toolId: 'a' })).toEqual(['b', 'a', 'c']);
  expect(changeOrder(['a', 'b', 'c'], { kind: 'up', toolId: 'a' })).toEqual(['a', 'b', 'c']);
  expect(changeOrder(['a', 'b', 'c'], { kind: 'down', toolId: 'c' })).toEqual(['a', 'b', 'c']);
});

test('removing takes out that tool only, and an unknown one changes nothing', () => {
  expect(changeOrder(['a', 'b'], { kind: 'remove', toolId: 'a' })).toEqual(['b']);
  expect(changeOrder(['a', 'b'], { kind: 'remove', toolId: 'x' })).toEqual(['a', 'b']);
  expect(changeOrder(['a', 'b'], { kind: 'move', toolId: 'x', to: 0 })).toEqual(['a', 'b']);
});

test('moving keeps every tool and the order of the others', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), fc.nat(), fc.nat(), (ids, one, to) => {
      const toolId = ids[one % ids.length] ?? '';
      const place = to % ids.length;
      const moved = changeOrder(ids, { kind: 'move', toolId, to: place });
      expect(moved.indexOf(toolId)).toBe(place);
      expect(moved.filter((id) => id !== toolId)).toEqual(ids.filter((id) => id !== toolId));
    }),
  );
});
