import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findRuleKind, listRuleKinds, type SegmentRule } from '../../app/modules/campaigns/segments/rules.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type Office, openOffice } from './contacts-setup.ts';

let database: TestDatabase;
let office: Office;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  office = await openOffice(database);
});

afterAll(() => database?.drop());

/** Who a segment has, by the beginning of their addresses. */
async function find(rules: SegmentRule[], matchesAll = true): Promise<string[]> {
  const audience = JSON.stringify({ lists: [], segments: [{ matchesAll, rules }], excludedLists: [] });
  const { rows } = await office.run(
    `select split_part(email, '@', 1) as name from app.list_audience($1, $2, now() + interval '1 hour', null, 1000)`,
    office.id,
    audience,
  );
  return rows.map(({ name }) => name).sort();
}
const count = (rules: unknown, matchesAll = true, person = office.organization.viewer) =>
  office.call(person, 'select outcome, contacts from app.count_segment($1, $2)', [matchesAll, JSON.stringify(rules)]);

/** Four people who differ in everything that a rule can ask for. */
async function addPeople() {
  const list = await office.addList();
  const email = await createModuleRow(database.sql, 'email_campaigns', office.organization);
  const message = async (contactId: string, values: Record<string, unknown>) => {
    const { email: address } = await office.findContact(contactId);
    await office.addMessage(String(email.id), contactId, address, values);
  };
  const ann = await office.addReader([list], {
    email: 'ann@one.test',
    name: 'Ann Lee',
    tags: '{buyer,vip}',
    time_zone: 'America/Chicago',
  });
  const bob = await office.addContact({
    email: 'bob@two.test',
    name: 'Bob 100%',
    tags: '{seller}',
    created_at: '2024-05-06',
  });
  const cat = await office.addContact({ email: 'cat@one.test', name: '', created_at: '2024-05-06' });
  await office.say(cat, true, { source: 'Trade FAIR' });
  await office.say(cat, false, { source: 'By phone' });
  const dan = await office.addReader([], { email: 'dan@three.test', name: 'Dan', time_zone: 'Europe/Berlin' });
  const now = new Date();
  await message(ann, { status: 'DELIVERED', sent_at: now, opened_at: now, clicked_at: now });
  await message(bob, { status: 'SENT', sent_at: '2024-06-01', opened_at: '2024-06-01' });
  await message(cat, { status: 'BOUNCED', sent_at: now });
  return { list, email: String(email.id), ann, bob, cat, dan };
}

test('every rule finds whom it says', async () => {
  const { list, email } = await addPeople();
  const expected: Record<string, [SegmentRule['value'], string[]]> = {
    TAG_IS: ['buyer', ['ann']],
    TAG_IS_NOT: ['buyer', ['bob', 'cat', 'dan']],
    LIST_IS: [list, ['ann']],
    LIST_IS_NOT: [list, ['bob', 'cat', 'dan']],
    NAME_CONTAINS: ['N', ['ann', 'dan']],
    NAME_CONTAINS_NOT: ['n', ['bob', 'cat']],
    NAME_BEGINS_WITH: ['bob 100%', ['bob']],
    DOMAIN_IS: ['one.test', ['ann', 'cat']],
    DOMAIN_IS_NOT: ['one.test', ['bob', 'dan']],
    CREATED_IN_LAST: [30, ['ann', 'dan']],
    CREATED_NOT_IN_LAST: [30, ['bob', 'cat']],
    CREATED_SINCE: ['2024-05-07', ['ann', 'dan']],
    CREATED_BEFORE: ['2024-05-07', ['bob', 'cat']],
    TIME_ZONE_IS: ['Europe/Berlin', ['dan']],
    TIME_ZONE_IS_NOT: ['Europe/Berlin', ['ann', 'bob', 'cat']],
    // Who took it back agreed nowhere.
    CONSENT_SOURCE_CONTAINS: ['form', ['ann', 'dan']],
    CONSENT_SOURCE_CONTAINS_NOT: ['form', ['bob', 'cat']],
    RECEIVED_IS: [email, ['ann', 'bob']],
    RECEIVED_IS_NOT: [email, ['cat', 'dan']],
    RECEIVED_IN_LAST: [7, ['ann']],
    RECEIVED_NOT_IN_LAST: [7, ['bob', 'cat', 'dan']],
    OPENED_IS: [email, ['ann', 'bob']],
    OPENED_IS_NOT: [email, ['cat', 'dan']],
    OPENED_IN_LAST: [7, ['ann']],
    OPENED_NOT_IN_LAST: [7, ['bob', 'cat', 'dan']],
    CLICKED_IS: [email, ['ann']],
    CLICKED_IS_NOT: [email, ['bob', 'cat', 'dan']],
    CLICKED_IN_LAST: [7, ['ann']],
    CLICKED_NOT_IN_LAST: [7, ['bob', 'cat', 'dan']],
  };
  for (const [name, { field, operator }] of listRuleKinds()) {
    const [value = '', people = []] = expected[name] ?? [];
    expect([name, await find([{ field, operator, value }])]).toEqual([name, people]);
    expect([name, await count([{ field, operator, value }])]).toEqual([
      name,
      { outcome: 'COUNTED', contacts: people.length },
    ]);
  }
});

test('all rules hold, or any', async () => {
  await addPeople();
  const rules: SegmentRule[] = [
    { field: 'DOMAIN', operator: 'IS', value: 'one.test' },
    { field: 'TAG', operator: 'IS', value: 'buyer' },
  ];
  expect(await find(rules, true)).toEqual(['ann']);
  expect(await find(rules, false)).toEqual(['ann', 'cat']);
  expect(await find([], true)).toEqual([]);
  expect(await find([], false)).toEqual([]);
});

test('what people type is a value and never part of the query', async () => {
  await addPeople();
  const hostile = [`') or true --`, `'; drop table contacts; --`, '$1', '{segments,0}', '%', '_', '\\', `" or "`, '🙂'];
  for (const value of hostile) {
    const rules = listRuleKinds()
      .filter(([, { value: kind }]) => kind === 'text' || kind === 'tag' || kind === 'domain' || kind === 'zone')
      .filter(([, { operator }]) => operator !== 'IS_NOT' && operator !== 'CONTAINS_NOT')
      .map(([, { field, operator }]) => ({ field, operator, value }));
    const found = value === '%' ? ['bob'] : [];
    expect([value, await find(rules, false)]).toEqual([value, found]);
  }
});

test('the database knows the kinds of rules that the page offers, and no others', async () => {
  const { rows } = await office.run(
    `select field, operator, app.segment_value_kind(field, operator) as kind
     from unnest(array['NAME', 'DOMAIN', 'TAG', 'LIST', 'CREATED', 'TIME_ZONE', 'CONSENT_SOURCE', 'RECEIVED', 'OPENED', 'CLICKED', 'id']) field
     cross join unnest(array['CONTAINS', 'CONTAINS_NOT', 'BEGINS_WITH', 'IS', 'IS_NOT', 'IN_LAST', 'NOT_IN_LAST', 'SINCE', 'BEFORE', '=']) operator`,
  );
  for (const { field, operator, kind } of rows)
    expect([field, operator, kind !== null]).toEqual([
      field,
      operator,
      findRuleKind({ field, operator }) !== undefined,
    ]);
});

test.each([
  [[{ field: 'TAG', operator: 'IS', value: '' }]],
  [[{ field: 'TAG', operator: 'IS' }]],
  [[{ field: 'TAG', operator: 'IS', value: 3 }]],
  [[{ field: 'TAG', operator: 'CONTAINS', value: 'a' }]],
  [[{ field: 'email', operator: 'IS', value: 'a' }]],
  [[{ field: 'TAG', operator: 'IS', value: 'a', more: 1 }]],
  [[{ field: 'LIST', operator: 'IS', value: 'News' }]],
  [[{ field: 'CREATED', operator: 'IN_LAST', value: '30' }]],
  [[{ field: 'CREATED', operator: 'IN_LAST', value: 0 }]],
  [[{ field: 'CREATED', operator: 'SINCE', value: '2026-02-30' }]],
  [[{ field: 'CREATED', operator: 'SINCE', value: 'yesterday' }]],
  [['TAG']],
  [[[]]],
  [{}],
  [null],
  ['x'],
  [Array.from({ length: 21 }, () => ({ field: 'TAG', operator: 'IS', value: 'a' }))],
])('%j is kept by nobody, in whatever way', async (rules) => {
  const json = JSON.stringify(rules);
  const { member } = office.organization;
  expect(await count(rules)).toMatchObject({ outcome: 'NOT_UNDERSTOOD' });
  expect(await office.ask(member, `app.save_segment($1, null, 'Name', true, $2)`, randomUUID(), json)).toBe(
    'NOT_UNDERSTOOD',
  );
  const insert = asViewer(database.asApp, member.tokenHash, (client) =>
    client.query(`insert into contact_segments (organization_id, name, rules) values ($1, 'Name', $2)`, [
      office.id,
      json,
    ]),
  );
  expect(await refusal(insert)).toBe('23514');
});

test('segments by behaviour need the tier GROWTH, in whatever way', async () => {
  const rules = [{ field: 'OPENED', operator: 'IN_LAST', value: 30 }];
  const starter = await openOffice(database, 'STARTER');
  office = starter;
  const { member } = starter.organization;
  const id = randomUUID();
  const save = () => office.ask(member, `app.save_segment($1, null, 'Readers', true, $2)`, id, JSON.stringify(rules));
  expect(await count(rules)).toMatchObject({ outcome: 'NEEDS_GROWTH' });
  expect(await save()).toBe('NEEDS_GROWTH');
  const insert = asViewer(database.asApp, member.tokenHash, (client) =>
    client.query(`insert into contact_segments (organization_id, name, rules) values ($1, 'Name', $2)`, [
      office.id,
      JSON.stringify(rules),
    ]),
  );
  expect(await refusal(insert)).toBe('23514');
  await office.run(`update organizations set subscription_tier = 'GROWTH' where id = $1`, office.id);
  expect(await save()).toBe('SAVED');
});

test('a segment is saved once, has a name of its own, and a late form changes nothing', async () => {
  const { member, viewer } = office.organization;
  const rules = JSON.stringify([{ field: 'TAG', operator: 'IS', value: 'buyer' }]);
  const id = randomUUID();
  const save = (segmentId: string, version: number | null, name: string, person = member) =>
    office.ask(person, 'app.save_segment($1, $2, $3, true, $4)', segmentId, version, name, rules);
  expect([await save(id, null, 'Buyers'), await save(id, null, 'Buyers')]).toEqual(['SAVED', 'SAVED']);
  expect(await save(randomUUID(), null, 'Buyers')).toBe('TAKEN');
  expect(await save(id, 1, 'People')).toBe('SAVED');
  expect(await save(id, 1, 'Others')).toBe('CHANGED');
  expect(await save(randomUUID(), 1, 'Gone')).toBe('NOT_FOUND');
  expect(await save(id, 2, 'Mine', viewer)).toBe('NOT_ALLOWED');
  const row = only(await office.run('select name, version from contact_segments where id = $1', id));
  expect(row).toEqual({ name: 'People', version: 2 });
  const remove = (person = member) => office.ask(person, 'app.delete_segment($1)', id);
  expect([await remove(viewer), await remove(), await remove()]).toEqual(['NOT_ALLOWED', 'DELETED', 'NOT_FOUND']);
});

test('a segment is counted to 10,000 and one more', async () => {
  await office.run(
    `insert into contacts (organization_id, email, tags) select $1, 'p' || number || '@people.test', '{many}' from generate_series(1, 10050) number`,
    office.id,
  );
  expect(await count([{ field: 'TAG', operator: 'IS', value: 'many' }])).toEqual({
    outcome: 'COUNTED',
    contacts: 10_001,
  });
});
