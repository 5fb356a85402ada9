import { expect, test } from 'vitest';
import { settingsPageSchema } from './schema.ts';

const typed = { intent: 'save', version: '0', timeZone: 'America/Chicago', weekStart: '1' };

test('what is left empty is nothing, and a box that is not ticked says no', () => {
  expect(settingsPageSchema.parse(typed)).toEqual({
    intent: 'save',
    version: 0,
    postalAddress: null,
    fromName: null,
    replyTo: null,
    timeZone: 'America/Chicago',
    weekStart: 1,
    tracksEmails: false,
  });
});

test.each([
  [{ fromName: 'Harbor\r\nBcc: x@example.org' }, 'fromName'],
  [{ replyTo: 'nobody' }, 'replyTo'],
  [{ weekStart: '6' }, 'weekStart'],
  [{ postalAddress: 'x'.repeat(501) }, 'postalAddress'],
])('%j is refused', (wrong, field) => {
  const { error } = settingsPageSchema.safeParse({ ...typed, ...wrong });
  expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('a domain is kept in one spelling', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const add = (domain: string) => settingsPageSchema.safeParse({ intent: 'add-domain', domainId: id, domain });
  expect(add(' Harbor-Realty.COM ').data).toMatchObject({ domain: 'harbor-realty.com' });
  for (const wrong of ['https://harbor.com', 'harbor', 'a@harbor.com', '10.0.0.1'])
    expect(add(wrong).success).toBe(false);
});
