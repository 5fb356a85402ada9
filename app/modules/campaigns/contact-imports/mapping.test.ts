import { expect, test } from 'vitest';
import type { DetectedFile } from './detection.ts';
import { describeColumns, suggestMapping } from './mapping.ts';

const detected = (headerLine: number, ...lines: string[][]): DetectedFile => ({
  encoding: 'utf-8',
  markLength: 0,
  delimiter: ',',
  headerLine,
  sample: lines.map((cells, place) => ({ line: place + 1, cells })),
});
const nothing = { name: null, firstName: null, lastName: null, phone: null, tags: null, timeZone: null };

test.each([
  [['Email', 'Name'], { email: 0, name: 1 }],
  [['First Name', 'Last Name', 'E-mail Address'], { firstName: 0, lastName: 1, email: 2 }],
  [['Vorname', 'Nachname', 'E-Mail', 'Telefon'], { firstName: 0, lastName: 1, email: 2, phone: 3 }],
  // Where there is the whole name, its parts are not asked for.
  [['name', 'first_name', 'email', 'tags', 'time zone'], { name: 0, email: 2, tags: 3, timeZone: 4 }],
  [['Given Name', 'E-mail 1 - Value', 'Phone 1 - Value', 'Labels'], { firstName: 0, email: 1, phone: 2, tags: 3 }],
])('%j is understood by its names', (names, mapping) => {
  expect(
    suggestMapping(
      detected(
        1,
        names,
        names.map(() => 'x'),
      ),
    ),
  ).toEqual({ headerLine: 1, ...nothing, ...mapping });
});

test('a column with addresses is found without a name', () => {
  expect(suggestMapping(detected(0, ['Ann', 'ann@example.com'], ['x@y', 'bob@example.com']))).toEqual({
    headerLine: 0,
    email: 1,
    ...nothing,
  });
  expect(suggestMapping(detected(1, ['Who', 'Where'], ['Ann', 'here'])).email).toBeNull();
});

test('columns are told by name, or by place, and by what stands in them', () => {
  expect(describeColumns(detected(1, ['Email', ''], ['ann@example.com', 'Ann', '1']))).toEqual([
    'Email (ann@example.com)',
    'Column 2 (Ann)',
    'Column 3 (1)',
  ]);
});
