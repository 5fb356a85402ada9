import { expect, test } from 'vitest';
import { cleanName, isVisible } from './clean-names.ts';
import { isolateName } from './names.ts';

test.each([
  ['  Ada  ', 'Ada'],
  ['Ada\u00A0\u2003Lovelace', 'Ada Lovelace'],
  ['Zoe\u0308', 'Zoë'],
  ['Har\u00ADbor\u200B Realty', 'Harbor Realty'],
  ['\u202EytlaeR robraH\u202C', 'ytlaeR robraH'],
  ['\u2066Harbor\u2069 \u061CRealty\uFEFF', 'Harbor Realty'],
  ['Harbor\u200DRealty', 'HarborRealty'],
  ['A\u{E0041}da', 'Ada'],
  ['山田\u3000太郎', '山田 太郎'],
])('%j is kept as %j', (typed, kept) => {
  expect(cleanName(typed)).toBe(kept);
});

test.each([
  'میلاد نیک\u200Cپور',
  'ශ්\u200Dරී',
  'Zoë 👩\u200D💼',
  '❤\uFE0F Homes',
  'O’Brien-Núñez, Jr.',
  'Владимир',
  'אורי',
])('%j is kept as it is', (name) => {
  expect(cleanName(name)).toBe(name.normalize('NFC'));
  expect(isVisible(name)).toBe(true);
});

test.each([
  '',
  ' ',
  '\u200B',
  '\u3164',
  '\u2800',
  '\u00AD',
  '\uFE0F',
  '\u{E0041}',
  '\u202E',
  '\u0301\u0302',
  '\u200D',
  '\u115F\u1160',
  '\uFFA0',
])('%j shows nothing', (typed) => {
  expect(isVisible(cleanName(typed))).toBe(false);
});

test('cleaning twice changes nothing more', () => {
  for (const typed of ['e\u200B\u0301', ' \u200B A \u200D', '\u2800\u200DA\u00AD\u0308']) {
    expect(cleanName(cleanName(typed))).toBe(cleanName(typed));
  }
});

test('only a name that is read from right to left needs isolates', () => {
  expect(isolateName('Harbor Realty')).toBe('Harbor Realty');
  expect(isolateName('אורי 1')).toBe('\u2068אורי 1\u2069');
});
