import { expect, test } from 'vitest';
import { importCommandSchema } from './schema.ts';

const typed = {
  intent: 'start',
  headerLine: '1',
  email: '2',
  consentSource: 'Sign-up sheets',
  consentDate: '2026-03-04',
  attested: 'on',
};

test('what is chosen is read with what is left out', () => {
  expect(importCommandSchema.parse({ ...typed, firstName: '0', lastName: '1', tags: 'spring, spring' })).toEqual({
    intent: 'start',
    choices: {
      mapping: {
        headerLine: 1,
        email: 2,
        name: null,
        firstName: 0,
        lastName: 1,
        phone: null,
        tags: null,
        timeZone: null,
      },
      listId: null,
      tags: ['spring'],
      consent: { source: 'Sign-up sheets', date: '2026-03-04', wording: null },
    },
  });
});

test.each([
  ['attested', { attested: undefined }],
  ['consentSource', { consentSource: undefined }],
  ['consentDate', { consentDate: undefined }],
  ['consentDate', { consentDate: '2999-01-01' }],
  ['email', { email: undefined }],
  ['email', { email: '60' }],
  ['headerLine', { headerLine: '-1' }],
  ['headerLine', { headerLine: '1.5' }],
  ['fullName', { fullName: '0', lastName: '1' }],
  ['listId', { listId: 'News' }],
  ['tags', { tags: Array.from({ length: 21 }, (_, place) => `tag ${place}`).join() }],
  ['intent', { intent: 'read' }],
])('without a right %s nothing is imported: %o', (field, values) => {
  const parsed = importCommandSchema.safeParse({ ...typed, ...values });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
