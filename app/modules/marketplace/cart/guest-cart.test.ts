import { expect, test } from 'vitest';
import { acceptPrices, addItem, guestCartCapacity, isFull, removeItem } from './guest-cart.ts';

const empty = { tools: [], bundles: [] };
const scoring = { kind: 'TOOL', id: '6f9619ff-8b86-4011-b42d-00c04fc964ff' } as const;
const suite = { kind: 'BUNDLE', id: '7f9619ff-8b86-4011-b42d-00c04fc964ff' } as const;

test('an item is held once, at the price it was first seen at', () => {
  const cart = addItem(addItem(empty, scoring, 10_000), scoring, 12_000);
  expect(cart).toEqual({ tools: [{ id: scoring.id, price: 10_000 }], bundles: [] });
});

test('tools and bundles are kept apart', () => {
  const cart = addItem(addItem(empty, scoring, 10_000), suite, 50_000);
  expect(removeItem(cart, { ...suite, kind: 'TOOL' })).toEqual(cart);
  expect(removeItem(cart, suite)).toEqual({ tools: [{ id: scoring.id, price: 10_000 }], bundles: [] });
});

test('the cart is full at its capacity', () => {
  const line = { id: scoring.id, price: 1 };
  expect(isFull({ tools: Array(guestCartCapacity - 1).fill(line), bundles: [] })).toBe(false);
  expect(isFull({ tools: Array(guestCartCapacity - 1).fill(line), bundles: [line] })).toBe(true);
});

test('accepting prices leaves what has no price now as it was', () => {
  const cart = addItem(addItem(empty, scoring, 10_000), suite, 50_000);
  expect(acceptPrices(cart, new Map([[scoring.id, 11_000]]))).toEqual({
    tools: [{ id: scoring.id, price: 11_000 }],
    bundles: [{ id: suite.id, price: 50_000 }],
  });
});
