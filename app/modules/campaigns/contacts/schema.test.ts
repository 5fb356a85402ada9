import { expect, test } from 'vitest';
import { contactPageSchema, newContactSchema } from './schema.ts';

const id = '0c8b6a1e-2b1e-4d53-9d7c-0d4b5f0f3c11';
const typed = { id, consentId: id, email: 'Ann@Example.com' };

test('a contact is read with what is left out', () => {
  expect(newContactSchema.parse(typed)).toEqual({
    id,
    version: null,
    name: '',
    email: 'ann@example.com',
    phone: null,
    tags: [],
    notes: null,
    timeZone: null,
    lists: [],
    consent: null,
  });
});

test('a consent is read where its box is ticked', () => {
  const consent = { consentSource: 'Open house', consentMonths: '24', consentSince: '2026-03-04' };
  expect(newContactSchema.parse({ ...typed, ...consent }).consent).toBeNull();
  expect(newContactSchema.parse({ ...typed, ...consent, agreed: 'on' }).consent).toEqual({
    id,
    source: 'Open house',
    wording: null,
    since: '2026-03-04',
    months: 24,
  });
});

test.each([
  ['email', { email: undefined }],
  ['email', { email: 'ann@' }],
  ['name', { name: 'a'.repeat(201) }],
  ['name', { name: 'a\u0007b' }],
  ['phone', { phone: '1'.repeat(51) }],
  ['tags', { tags: Array.from({ length: 51 }, (_, place) => `tag ${place}`).join() }],
  ['tags', { tags: 'a'.repeat(51) }],
  ['timeZone', { timeZone: 'Chicago' }],
  ['timeZone', { timeZone: '+05:00' }],
  ['consentSource', { agreed: 'on' }],
  ['consentMonths', { agreed: 'on', consentSource: 'Call', consentMonths: '12' }],
  ['consentSince', { agreed: 'on', consentSource: 'Call', consentSince: '2999-01-01' }],
  ['consentSince', { agreed: 'on', consentSource: 'Call', consentSince: '2026-02-30' }],
])('what is wrong is said beside %s: %o', (field, values) => {
  const parsed = newContactSchema.safeParse({ ...typed, ...values });
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test.each([
  ['consentSource', { intent: 'record-consent', consentId: id }],
  ['withdrawalSource', { intent: 'withdraw-consent', withdrawalId: id }],
  ['listId', { intent: 'add-to-list' }],
  ['intent', { intent: 'delete' }],
])('a button without %s does nothing', (field, values) => {
  const parsed = contactPageSchema.safeParse(values);
  expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
