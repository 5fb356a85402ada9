import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { only } from '../factories/rows.ts';
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

interface Audience {
  lists?: string[];
  segments?: { matchesAll: boolean; rules: unknown[] }[];
  excludedLists?: string[];
}
const write = ({ lists = [], segments = [], excludedLists = [] }: Audience) =>
  JSON.stringify({ lists, segments, excludedLists });
const buyers = { matchesAll: true, rules: [{ field: 'TAG', operator: 'IS', value: 'buyer' }] };

/** An audience, slice by slice: each contact with why they get nothing. */
async function listAudience(audience: Audience, limit = 1_000, before = new Date(Date.now() + 3_600_000)) {
  const people: [string, string | null][] = [];
  for (let after: string | null = null; ; ) {
    const { rows } = await office.run(
      'select contact_id, refusal from app.list_audience($1, $2, $3, $4, $5)',
      office.id,
      write(audience),
      before,
      after,
      limit,
    );
    people.push(...rows.map(({ contact_id, refusal }): [string, string | null] => [contact_id, refusal]));
    if (rows.length < limit) return people;
    after = rows.at(-1).contact_id;
  }
}
const ids = async (...asked: Parameters<typeof listAudience>) => (await listAudience(...asked)).map(([id]) => id);
const countAudience = async (audience: Audience) =>
  only(await office.run('select total, mailable from app.count_audience($1, $2)', office.id, write(audience)));

test('lists and segments together have each person once, by ascending id, without those of excluded lists', async () => {
  const [news, offers, never] = await Promise.all([office.addList(), office.addList(), office.addList()]);
  const both = await office.addReader([news, offers], { tags: '{buyer}' });
  const onlyNews = await office.addReader([news]);
  const tagged = await office.addReader([], { tags: '{buyer}' });
  const excluded = await office.addReader([news, never], { tags: '{buyer}' });
  await office.addReader([]);
  const audience = { lists: [news, offers], segments: [buyers], excludedLists: [never] };
  const expected = [both, onlyNews, tagged].sort();
  expect(await ids(audience)).toEqual(expected);
  for (const limit of [1, 2, 3]) expect([limit, await ids(audience, limit)]).toEqual([limit, expected]);
  expect(await countAudience(audience)).toEqual({ total: 3, mailable: 3 });
  expect(await ids({ lists: [news, offers], segments: [buyers] })).toEqual([...expected, excluded].sort());
  expect(await ids({})).toEqual([]);
  expect(await countAudience({})).toEqual({ total: 0, mailable: 0 });
});

test('everybody is judged, and those who get nothing are listed with the reason', async () => {
  const news = await office.addList();
  const reader = await office.addReader([news]);
  const silent = await office.addContact();
  const ended = await office.addContact();
  const gone = await office.addReader([news]);
  for (const id of [silent, ended]) await office.putOnList(news, id);
  await office.say(ended, true, { expires_at: new Date(Date.now() - 1_000) });
  const { email } = await office.findContact(gone);
  await createModuleRow(database.sql, 'suppressions', office.organization, { email, reason: 'UNSUBSCRIBED' });
  const reasons = { [reader]: null, [silent]: 'NO_CONSENT', [ended]: 'CONSENT_EXPIRED', [gone]: 'SUPPRESSED' };
  expect(Object.fromEntries(await listAudience({ lists: [news] }))).toEqual(reasons);
  expect(await countAudience({ lists: [news] })).toEqual({ total: 4, mailable: 1 });
  for (const [id, reason] of Object.entries(reasons)) {
    const { email: address } = await office.findContact(id);
    expect([id, await office.refusal(id, address)]).toEqual([id, reason]);
  }
  await office.run('delete from contacts where id = $1', silent);
  expect(await office.refusal(silent, 'silent@people.test')).toBe('ERASED');
});

test('who came after an email began is not part of it', async () => {
  const news = await office.addList();
  const early = await office.addReader([news], { created_at: '2026-01-01' });
  const late = await office.addReader([news], { tags: '{buyer}' });
  await office.run(`update contact_list_members set created_at = '2026-01-01' where contact_id = $1`, early);
  const joinedLate = await office.addReader([news], { created_at: '2026-01-01' });
  const before = new Date('2026-02-01');
  expect(await ids({ lists: [news], segments: [buyers] }, 10, before)).toEqual([early]);
  expect(await ids({ lists: [news] }, 10)).toEqual([early, late, joinedLate].sort());
});

test('an audience is frozen with the rules of its segments, and without what is gone or another’s', async () => {
  const news = await office.addList();
  const segment = await createModuleRow(database.sql, 'contact_segments', office.organization, {
    rules: JSON.stringify(buyers.rules),
    matches_all: false,
  });
  const other = await openOffice(database);
  const foreign = await other.addList();
  const { audience } = only(
    await office.run(
      'select app.make_audience($1, $2, $3, $4) as audience',
      office.id,
      [news, foreign],
      [segment.id, news],
      [foreign, news],
    ),
  );
  expect(audience).toEqual({
    lists: [news],
    segments: [{ matchesAll: false, rules: buyers.rules }],
    excludedLists: [news],
  });
  const { asks } = only(await office.run('select app.asks_for_behaviour($1) as asks', JSON.stringify(audience)));
  expect(asks).toBe(false);
  // Ids of another organization find nobody, even where they are written into an audience.
  await other.addReader([foreign]);
  expect(await ids({ lists: [foreign] })).toEqual([]);
});

test('a slice is full as long as anybody is left, however many are excluded', async () => {
  const [news, never] = await Promise.all([office.addList(), office.addList()]);
  await office.run(
    `with people as (insert into contacts (organization_id, email) select $1, 'p' || number || '@people.test' from generate_series(1, 300) number
       returning id),
     numbered as (select id, row_number() over (order by id) as place from people),
     listed as (insert into contact_list_members (organization_id, list_id, contact_id) select $1, $2, id from numbered returning 1)
     insert into contact_list_members (organization_id, list_id, contact_id) select $1, $3, id from numbered where place % 10 <> 0`,
    office.id,
    news,
    never,
  );
  const audience = { lists: [news], excludedLists: [never] };
  const { rows } = await office.run(
    `select from app.list_audience($1, $2, now() + interval '1 hour', null, 20)`,
    office.id,
    write(audience),
  );
  expect(rows).toHaveLength(20);
  expect(await ids(audience, 20)).toHaveLength(30);
});
