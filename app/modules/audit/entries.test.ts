import { expect, test } from 'vitest';
import { describeActor, describeEvent, listChanges, nameSubject } from './entries.ts';
import { auditAddress, parseAuditFilters } from './filters.ts';

const tool = '6f1c2d3e-0000-4000-8000-000000000001';
const person = '6f1c2d3e-0000-4000-8000-000000000002';
const names = { [tool]: 'CMA Generator', [person]: 'Harbor Owner' };

test('of a change, only the fields that differ', () => {
  expect(
    listChanges({
      before: { id: tool, price: 10_000, currency: 'USD', name: 'CMA', tags: ['a'] },
      after: { id: tool, price: 12_550, currency: 'USD', name: 'CMA', tags: ['a', 'b'] },
      names,
    }),
  ).toEqual([
    { label: 'Price', before: '$100.00', after: '$125.50' },
    { label: 'Tags', before: 'a', after: 'a, b' },
  ]);
});

test('ids are names, moments and days are dates, truth is yes or no, and nothing is nothing', () => {
  expect(
    listChanges({
      before: null,
      after: {
        tool_id: tool,
        purchased_by: person,
        order_id: '6f1c2d3e-0000-4000-8000-000000000003',
        placed_at: '2026-03-04T14:05:00.123456+00:00',
        due_on: '2026-04-03',
        renews: false,
        period_end: null,
        tags: [],
        content: { a: 1 },
      },
      names,
    }).map(({ label, after }) => [label, after?.replaceAll('\u202f', ' ')]),
  ).toEqual([
    ['Bought by', 'Harbor Owner'],
    ['Content', '{"a":1}'],
    ['Due', 'Apr 3, 2026'],
    ['Order', '6f1c2d3e-0000-4000-8000-000000000003'],
    ['Placed', 'Mar 4, 2026, 2:05 PM UTC'],
    ['Renews', 'no'],
    ['Tool', 'CMA Generator'],
  ]);
});

test('what only repeats the entry itself is left out of a row that was added or removed', () => {
  const row = { id: tool, organization_id: person, created_at: '2026-03-04T14:05:00Z', role: 'ADMIN' };
  expect(listChanges({ before: row, after: null, names })).toEqual([{ label: 'Role', before: 'ADMIN', after: null }]);
});

test('an entry in words', () => {
  expect(describeEvent({ action: 'update', subjectType: 'membership' })).toBe('Membership: changed');
  expect(describeEvent({ action: 'settle', subjectType: 'new_thing' })).toBe('New thing: settle');
  expect(describeActor({ actor: null, actorId: null })).toBe('The system');
  const entry = {
    id: tool,
    position: 1,
    occurredAt: '2026-03-04T14:05:00Z',
    organization: null,
    actor: null,
    actorId: null,
    action: 'insert',
    subjectType: 'membership',
    subjectId: person,
    before: null,
    after: { role: 'ADMIN' },
    names,
  };
  expect(nameSubject(entry)).toBe('Harbor Owner');
  expect(nameSubject({ ...entry, subjectId: 'gone' })).toBeNull();
});

test('filters keep what means something and come back from their address', () => {
  const search = `person=Harbor&organization=&subject=order&action=x%27--&from=2026-02-31&to=2026-02-28&after=${tool}&other=1`;
  const filters = parseAuditFilters(new URLSearchParams(search));
  expect(filters).toEqual({ person: 'Harbor', subject: 'order', to: '2026-02-28', after: tool });
  const address = auditAddress('/admin/audit', filters);
  expect(parseAuditFilters(new URL(address, 'https://lotline.test').searchParams)).toEqual(filters);
  expect(auditAddress('/admin/audit', {})).toBe('/admin/audit');
});
