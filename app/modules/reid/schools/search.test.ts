import { expect, test } from 'vitest';
import { nameLocale, readNear, readSchoolSearch, writeSchoolSearch } from './search.ts';

const id = '0b0f4a2e-7c55-4d0a-9f0e-2f8f6a1f0c11';

test.each([
  [id, { school: id }],
  ['41.885,-87.622', { place: { latitude: 41.885, longitude: -87.622 } }],
  ['41.885, -87.622', { place: { latitude: 41.885, longitude: -87.622 } }],
  ['91,0', undefined],
  ['0,181', undefined],
  ['Chicago', undefined],
  ['', undefined],
])('near "%s" is %j', (text, near) => {
  expect(readNear(text)).toEqual(near);
});

test('an address is written as it was read, and wrong parts are as usual', () => {
  const read = (search: string) => writeSchoolSearch(readSchoolSearch(new URLSearchParams(search)));
  const address = '/reid/schools?state=IL&city=Chicago&zip=60601&grades=-1&near=41%2C-87&miles=12.5&page=2';
  expect(read(address.split('?')[1] ?? '')).toBe(address);
  expect(read('state=XX&zip=6060&grades=13&miles=51&near=&page=0')).toBe('/reid/schools');
  expect(read('near=a&miles=-1')).toBe('/reid/schools?near=a&miles=5');
});

test('the twelve codes of locales have words, and nothing else has', () => {
  expect(['11', '23', '32', '43'].map(nameLocale)).toEqual([
    'City, large',
    'Suburb, small',
    'Town, distant',
    'Rural, remote',
  ]);
  expect([null, '', '44', '51', '1', 'x'].map(nameLocale)).toEqual([null, null, null, null, null, null]);
});
