import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bringIntoBox, moveBox, zoomBox } from './zoom-box.ts';

const whole = { x: 0, y: 0, width: 800, height: 600 };

test('coming closer keeps the point where it is, going away ends at the whole', () => {
  const closer = zoomBox(whole, whole, 2, { x: 200, y: 150 });
  expect(closer).toEqual({ x: 100, y: 75, width: 400, height: 300 });
  expect(zoomBox(closer, whole, 0.5, { x: 200, y: 150 })).toEqual(whole);
  expect(zoomBox(whole, whole, 0.5, { x: 10, y: 10 })).toEqual(whole);
  expect(zoomBox(whole, whole, 1000, { x: 0, y: 0 })).toEqual({ x: 0, y: 0, width: 50, height: 37.5 });
});

test('a part moves no farther than the drawing goes, and to a point only where it is out of sight', () => {
  const part = { x: 100, y: 75, width: 400, height: 300 };
  expect(moveBox(part, whole, -1000, 1000)).toEqual({ ...part, x: 0, y: 300 });
  expect(bringIntoBox(part, whole, { x: 300, y: 225 })).toEqual(part);
  expect(bringIntoBox(part, whole, { x: 700, y: 225 })).toEqual({ ...part, x: 400, y: 75 });
});

test('whatever is done, the part lies in the drawing, has its shape, and holds the point it was brought to', () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) });
  const step = fc.oneof(
    fc.record({ by: fc.double({ min: 0.1, max: 10, noNaN: true }), point }),
    fc.record({ right: fc.integer({ min: -900, max: 900 }), down: fc.integer({ min: -900, max: 900 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), point, (steps, last) => {
      let box = whole;
      for (const one of steps)
        box = 'by' in one ? zoomBox(box, whole, one.by, one.point) : moveBox(box, whole, one.right, one.down);
      box = bringIntoBox(box, whole, last);
      expect(box.width / box.height).toBeCloseTo(4 / 3, 8);
      expect(box.x).toBeGreaterThanOrEqual(-1e-6);
      expect(box.y).toBeGreaterThanOrEqual(-1e-6);
      expect(box.x + box.width).toBeLessThanOrEqual(800 + 1e-6);
      expect(box.y + box.height).toBeLessThanOrEqual(600 + 1e-6);
      expect(last.x >= box.x - 1e-6 && last.x <= box.x + box.width + 1e-6).toBe(true);
      expect(last.y >= box.y - 1e-6 && last.y <= box.y + box.height + 1e-6).toBe(true);
    }),
  );
});
