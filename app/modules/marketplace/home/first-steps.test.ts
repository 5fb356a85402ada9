import { expect, test } from 'vitest';
import { listFirstSteps, listOpenSteps } from './first-steps.ts';

const nothing = {
  isConfirmed: false,
  cartLines: 0,
  hasBought: false,
  hasInvited: false,
  lacksSeats: false,
  hasUsed: false,
};
const done = (facts: Partial<typeof nothing>) =>
  listFirstSteps({ ...nothing, ...facts })
    .filter(({ isDone }) => isDone)
    .map(({ title }) => title);

test('a new organization has done nothing, not even given out seats of tools it does not own', () => {
  expect(done({})).toEqual([]);
});

test('each step ends with what it asks for', () => {
  expect(done({ isConfirmed: true })).toEqual(['Confirm your email']);
  expect(done({ hasBought: true, lacksSeats: true })).toEqual(['Order your first tool']);
  expect(done({ hasBought: true })).toEqual(['Order your first tool', 'Give out seats']);
  expect(done({ hasInvited: true })).toEqual(['Invite your people']);
  expect(done({ hasUsed: true })).toEqual(['Open a tool']);
});

const seated = { seatsIncluded: 5, seatsUsed: 0 };
const { lacksSeats: _, ...atFirst } = nothing;
const progress = { ...atFirst, stepsEndedAt: null, tools: [] };

test('the list ends once all is done, or once somebody put it away', () => {
  expect(listOpenSteps(progress)).toHaveLength(5);
  expect(
    listOpenSteps({
      ...progress,
      isConfirmed: true,
      hasBought: true,
      hasInvited: true,
      hasUsed: true,
      tools: [seated],
    }),
  ).toEqual([]);
  expect(listOpenSteps({ ...progress, stepsEndedAt: new Date() })).toEqual([]);
});

test('seats are to be given out while tools that come with seats have none taken', () => {
  const isGiven = (seatsUsed: number) =>
    listOpenSteps({
      ...progress,
      hasBought: true,
      tools: [seated, { seatsIncluded: null, seatsUsed: 0 }, { ...seated, seatsUsed }],
    }).find(({ title }) => title === 'Give out seats')?.isDone;
  expect(isGiven(0)).toBe(false);
  expect(isGiven(1)).toBe(true);
});

test('with something in the cart, the way to a first tool is the cart', () => {
  const [, order] = listFirstSteps({ ...nothing, cartLines: 2 });
  expect(order).toMatchObject({ href: '/cart', text: '2 items in your cart.' });
});
