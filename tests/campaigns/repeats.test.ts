import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeDueRepeats } from '../../app/modules/campaigns/repeats/due.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only, refusal } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createAudience, createDraft, createSenders } from './emails-setup.ts';

// Emails and posts that come again. The rule of days and clocks is tested in app/modules/campaigns/repeats.

let database: TestDatabase;
let organization: TestOrganization;
let draft: string;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createSenders(database.sql, 'ELITE');
  draft = await createDraft(database.sql, organization, {
    recipient_lists: [await createAudience(database.sql, organization, 2)],
  });
});

afterAll(() => database?.drop());

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);
/** A daily rule of UTC whose next time was so many minutes ago. */
const ruleOf = (minutes: number, values: Record<string, unknown> = {}) => {
  const at = minutesAgo(minutes);
  const localTime = at.toISOString().slice(11, 16);
  return {
    frequency: 'DAILY',
    interval: 1,
    startsOn: dayOf(at),
    endsOn: null,
    localTime,
    timeZone: 'UTC',
    nextOn: dayOf(at),
    nextAt: `${dayOf(at)}T${localTime}:00Z`,
    ...values,
  };
};

const part = (html: unknown[]) => ({ version: 1, variants: { A: { subject: ['News'], html, text: ['News'] } } });
const compiled = part(['<a href="', { link: 1 }, '">Look</a>', { pixel: true }]);
const links = [{ url: 'https://example.org/a?b=1&c=2', label: 'Look' }];

const repeat = (person: TestPerson, rule: object, { kind = 'EMAIL', source = draft, version = 1 } = {}) =>
  asViewer(database.asApp, person.tokenHash, async (client) => {
    const email = kind === 'EMAIL';
    return only(
      await client.query<{ outcome: string }>(
        'select app.save_campaign_repeat($1, $2, $3, $4, $5, $6, $7) as outcome',
        [
          randomUUID(),
          kind,
          source,
          version,
          JSON.stringify(rule),
          email ? JSON.stringify(compiled) : null,
          email ? JSON.stringify(links) : null,
        ],
      ),
    ).outcome;
  });
const stop = (person: TestPerson, source = draft) =>
  asViewer(
    database.asApp,
    person.tokenHash,
    async (client) =>
      only(await client.query<{ outcome: string }>('select app.stop_campaign_repeat($1) as outcome', [source])).outcome,
  );
const run = () => makeDueRepeats({ database: requestDatabase(database), requestId: randomUUID() });
const copies = async () =>
  (
    await database.sql.query<{
      status: string;
      occursOn: string;
      reason: string | null;
      compiled: unknown;
      links: number;
    }>(
      `select status::text, occurs_on::text as "occursOn", failed_reason as reason, compiled,
         (select count(*)::integer from email_links link where link.email_campaign_id = email.id) as links
       from email_campaigns email where organization_id = $1 and repeat_id is not null order by occurs_on`,
      [organization.id],
    )
  ).rows;
const next = async () =>
  only(
    await database.sql.query<{ on: string | null; isActive: boolean }>(
      'select next_on::text as on, is_active as "isActive" from campaign_repeats where source_id = $1',
      [draft],
    ),
  );

test('a copy is scheduled when its time has come, once, as the email was when it began to repeat', async () => {
  expect(await repeat(organization.member, ruleOf(1))).toBe('SAVED');
  await Promise.all([run(), run()]);
  await run();
  const made = await copies();
  expect(made).toEqual([{ status: 'SCHEDULED', occursOn: dayOf(minutesAgo(1)), reason: null, compiled, links: 1 }]);
  expect(await next()).toEqual({ on: dayOf(new Date(minutesAgo(1).getTime() + 86_400_000)), isActive: true });
});

test('what was missed is left out, and the repeat goes on', async () => {
  await repeat(organization.member, ruleOf(3 * 1_440 + 90));
  await run();
  expect(await copies()).toEqual([]);
  expect((await next()).on).toBe(dayOf(new Date(minutesAgo(90).getTime() + 86_400_000)));
});

test('after the last time it repeats no more', async () => {
  await repeat(organization.member, ruleOf(1, { endsOn: dayOf(minutesAgo(1)) }));
  await run();
  expect(await copies()).toHaveLength(1);
  expect(await next()).toEqual({ on: null, isActive: false });
});

test('while its campaign is paused no copy is made', async () => {
  await database.sql.query(
    `update campaigns set status = 'PAUSED' where id = (select campaign_id from email_campaigns where id = $1)`,
    [draft],
  );
  await repeat(organization.member, ruleOf(1));
  await run();
  expect(await copies()).toEqual([]);
});

test('a source is frozen while it repeats, and free again after', async () => {
  await repeat(organization.member, ruleOf(-60));
  const change = () => database.sql.query(`update email_campaigns set subject = 'Other' where id = $1`, [draft]);
  expect(await refusal(change())).toBe('23514');
  // It may still be named, and what it was compiled to stays whatever happens to it.
  await database.sql.query(`update email_campaigns set name = 'Other', compiled = null where id = $1`, [draft]);
  expect(only(await database.sql.query('select compiled from email_campaigns where id = $1', [draft]))).toEqual({
    compiled,
  });
  expect(await stop(organization.member)).toBe('STOPPED');
  expect(await stop(organization.member)).toBe('STOPPED');
  await change();
});

test('a copy that may not be sent is kept and says why, and its creator is told', async () => {
  await repeat(organization.member, ruleOf(1));
  await database.sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [organization.id]);
  await run();
  expect((await copies()).map(({ status, reason }) => [status, reason])).toEqual([
    ['FAILED', 'Repeats, or so many emails in a month, need a higher plan.'],
  ]);
  const mails = await database.sql.query('select recipient from outgoing_mail where organization_id = $1', [
    organization.id,
  ]);
  expect(mails.rows).toEqual([{ recipient: organization.member.email }]);
});

test('who lost their seat sends nothing by a repeat of theirs', async () => {
  await repeat(organization.member, ruleOf(1));
  await database.sql.query('delete from tool_seats where user_id = $1', [organization.member.id]);
  await run();
  expect((await copies()).map(({ status, reason }) => [status, reason])).toEqual([
    ['FAILED', 'Whoever let it repeat may not send for the organization any more.'],
  ]);
});

test('once the organization counts nothing any more, copies count nothing', async () => {
  await repeat(organization.member, ruleOf(1));
  await database.sql.query('update campaign_settings set tracks_emails = false where organization_id = $1', [
    organization.id,
  ]);
  await run();
  expect((await copies()).map(({ compiled: made, links: count }) => [made, count])).toEqual([
    [part(['<a href="', 'https://example.org/a?b=1&amp;c=2', '">Look</a>', '']), 0],
  ]);
});

test('a post repeats as well', async () => {
  const post = String(
    (
      await createModuleRow(database.sql, 'social_media_posts', organization, {
        post_text: 'Open house',
        hashtags: ['homes'],
      })
    ).id,
  );
  expect(await repeat(organization.member, ruleOf(1), { kind: 'POST', source: post })).toBe('SAVED');
  await run();
  await run();
  const { rows } = await database.sql.query(
    'select status::text, post_text, hashtags, scheduled_time_zone as zone from social_media_posts where organization_id = $1 and repeat_id is not null',
    [organization.id],
  );
  expect(rows).toEqual([{ status: 'SCHEDULED', post_text: 'Open house', hashtags: ['homes'], zone: 'UTC' }]);
  expect(
    await refusal(database.sql.query(`update social_media_posts set post_text = 'Other' where id = $1`, [post])),
  ).toBe('23514');
});

test('repeats come with ELITE, to who may send it, and never of a copy', async () => {
  const { member, admin, viewer } = organization;
  expect(await repeat(viewer, ruleOf(1))).toBe('NOT_ALLOWED');
  expect(await repeat(member, ruleOf(1), { version: 2 })).toBe('CHANGED');
  await database.sql.query('update email_campaigns set created_by = $2 where id = $1', [draft, organization.owner.id]);
  expect(await repeat(member, ruleOf(1))).toBe('NOT_ALLOWED');
  expect(await repeat(admin, ruleOf(1))).toBe('SAVED');
  await run();
  const { id, version } = only(
    await database.sql.query<{ id: string; version: number }>(
      'select id, version from email_campaigns where organization_id = $1 and repeat_id is not null',
      [organization.id],
    ),
  );
  expect(await repeat(admin, ruleOf(1), { source: id, version })).toBe('COPY');
  await database.sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [organization.id]);
  expect(await repeat(admin, ruleOf(1))).toBe('TIER');
});

test('a source that is deleted stops its repeat', async () => {
  await repeat(organization.member, ruleOf(-60));
  await database.sql.query('delete from email_campaigns where id = $1', [draft]);
  expect(await next()).toEqual({ on: null, isActive: false });
});

test('somebody who is signed in is handed nothing, and makes nothing', async () => {
  await repeat(organization.member, ruleOf(1));
  const asOwner = requestDatabase(database, organization.owner.tokenHash);
  expect(await makeDueRepeats({ database: asOwner, requestId: randomUUID() })).toEqual({ due: 0, made: 0, failed: 0 });
  expect(await copies()).toEqual([]);
});
