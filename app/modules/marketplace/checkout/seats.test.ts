import { expect, test } from 'vitest';
import { describeSeats, suggestSeatHolders } from './seats.ts';

const person = (id: string) => ({ id, name: id, email: `${id}@x.test` });
const people = [person('buyer'), person('requester'), person('other')];
const seats = (...free: number[]) => ({
  tools: free.map((count, at) => ({ name: `Tool ${at}`, free: count })),
  people,
});

test('the buyer gets a seat, and with a request who sent it gets theirs first', () => {
  expect(suggestSeatHolders(seats(5), 'buyer', null)).toEqual(['buyer']);
  expect(suggestSeatHolders(seats(5), 'buyer', 'requester')).toEqual(['requester', 'buyer']);
  expect(suggestSeatHolders(seats(1), 'buyer', 'requester')).toEqual(['requester']);
});

test('nobody is ticked twice, nobody who left, and nobody where no seat is left', () => {
  expect(suggestSeatHolders(seats(5), 'buyer', 'buyer')).toEqual(['buyer']);
  expect(suggestSeatHolders(seats(5), 'buyer', 'gone')).toEqual(['buyer']);
  expect(suggestSeatHolders(seats(0), 'buyer', 'requester')).toEqual([]);
  expect(suggestSeatHolders(seats(), 'buyer', null)).toEqual([]);
});

test('a few tools are named, many are counted', () => {
  expect(describeSeats([{ name: 'Campaigns', free: 1 }])).toBe('Campaigns has 1 free seat.');
  expect(describeSeats(seats(1, 2).tools)).toBe('Tool 0 has 1 free seat and Tool 1 has 2 free seats.');
  expect(describeSeats(seats(1, 2, 3, 4, 5).tools)).toBe('5 of these tools have seats, 1 to 5 free ones each.');
  expect(describeSeats(seats(2, 2, 2, 2, 2).tools)).toBe('5 of these tools have seats, 2 free ones each.');
});
