import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type SubscriptionTier, type TestOrganization } from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

// The pages of campaigns over HTTP; SQL over the tables says what they have to show.

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let visitors: Record<'owner' | 'member' | 'viewer' | 'stranger', Visitor>;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
});

beforeEach(async () => {
  organization = await createMarketers('ENTERPRISE');
  const strangers = await createMarketers('ENTERPRISE');
  const visit = (person: { id: string }, organizationId = organization.id) =>
    createSignedInVisitor(worker.url, { sql: database.sql, personId: person.id, organizationId });
  visitors = {
    owner: await visit(organization.owner),
    member: await visit(organization.member),
    viewer: await visit(organization.viewer),
    stranger: await visit(strangers.owner, strangers.id),
  };
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

async function createMarketers(tier: SubscriptionTier) {
  const made = await createOrganization(database.sql, { tier });
  await unlockModules(database.sql, made);
  return made;
}

const form = <Values extends Record<string, string>>(values: Values) => ({
  forOrganization: organization.id,
  ...values,
});
const typed = (values: Record<string, string> = {}) =>
  form({ intent: 'save', id: randomUUID(), version: '0', name: 'Open houses', type: 'EMAIL_MARKETING', ...values });
const createCampaign = async (values: Record<string, unknown> = {}) => {
  const slug = `campaign-${randomUUID()}`;
  const { id } = await createModuleRow(database.sql, 'campaigns', organization, { slug, ...values });
  return { id: String(id), page: `/campaigns/${slug}` };
};

test('a campaign is made, found by its address, and saved by its version', async () => {
  const { location = '' } = await visitors.member.post(
    '/campaigns/new',
    typed({ budget: '2,500', tags: 'spring, Spring, sellers' }),
  );
  expect(location).toMatch(/^\/campaigns\/open-houses(-\d+)?$/);
  expect(
    only(
      await database.sql.query('select budget::integer, tags, status::text from campaigns where organization_id = $1', [
        organization.id,
      ]),
    ),
  ).toEqual({ budget: 250_000, tags: ['spring', 'sellers'], status: 'DRAFT' });
  const fields = readPageForm((await visitors.member.get(location)).text, 'goalLeads');
  expect(
    (await visitors.member.post(location, { ...fields, intent: 'save', name: 'Spring', goalLeads: '20' })).location,
  ).toBe(location);
  const late = await visitors.owner.post(location, { ...fields, intent: 'save', name: 'Too late' });
  expect([
    late.status,
    late.text.includes('somebody changed this campaign'),
    late.text.includes('value="Too late"'),
  ]).toEqual([409, true, true]);
});

test('what is wrong is said beside its field, and everything typed stays', async () => {
  const { status, text } = await visitors.member.post(
    '/campaigns/new',
    typed({
      name: '',
      startDate: '2026-03-02',
      endDate: '2026-03-01',
      budget: 'much',
      goalLeads: 'ten',
      goalDeadline: '2026-02-30',
    }),
  );
  expect(status).toBe(400);
  for (const message of [
    'Enter a name.',
    'Enter the budget in dollars',
    'Enter the leads as a whole number',
    'Enter a day for the deadline.',
  ])
    expect(text).toContain(message);
  for (const value of ['much', 'ten', '2026-03-02']) expect(text).toContain(`value="${value}"`);
  expect(
    only(
      await database.sql.query('select count(*)::integer from campaigns where organization_id = $1', [organization.id]),
    ),
  ).toEqual({ count: 0 });
});

test('1,000.00 spent and 3,500.00 earned is a return of 250 %, and its goals are measured', async () => {
  const { page } = await createCampaign({ goals: JSON.stringify({ leads: 8, revenue: 350_000 }) });
  const add = (values: Record<string, string>) => visitors.member.post(page, form({ id: randomUUID(), ...values }));
  await add({ intent: 'add-cost', costLabel: 'Signs', costDate: '2026-01-05', costAmount: '$1,000.00' });
  await add({
    intent: 'add-result',
    resultLabel: 'Sale',
    resultDate: '2026-01-06',
    resultAmount: '3500',
    resultLeads: '4',
  });
  const { text } = await visitors.viewer.get(page);
  expect(text).toContain('250%');
  expect(text).toMatch(/\$250\.00/);
  expect(text).toContain('4 of 8, 50%');
  expect(text).toMatch(/\$3,500\.00<\/span> of <span[^>]*>\$3,500\.00<\/span>, 100%/);
});

test('an entry without revenue and leads is refused, and keeps its words', async () => {
  const { page } = await createCampaign();
  const { status, text } = await visitors.member.post(
    page,
    form({ intent: 'add-result', id: randomUUID(), resultLabel: 'Nothing at all', resultDate: '2026-01-06' }),
  );
  expect(status).toBe(400);
  expect(text).toContain('Enter revenue, leads, or both.');
  expect(text).toContain('value="Nothing at all"');
});

test('“New email” and “New post” make a draft each, however often they are pressed', async () => {
  const { id, page } = await createCampaign();
  const email = form({ intent: 'new-email', id: randomUUID(), emailName: 'Invitation' });
  expect((await visitors.member.post(page, email)).location).toBe(`/campaigns/emails/${email.id}`);
  expect((await visitors.member.post(page, email)).location).toBe(`/campaigns/emails/${email.id}`);
  const post = form({ intent: 'new-post', id: randomUUID(), platform: 'LINKEDIN' });
  expect((await visitors.member.post(page, post)).location).toBe(`/campaigns/posts/${post.id}`);
  expect(
    only(
      await database.sql.query(
        `select (select count(*)::integer from email_campaigns where campaign_id = $1) as emails,
           (select count(*)::integer from social_media_posts where campaign_id = $1 and platform = 'LINKEDIN') as posts`,
        [id],
      ),
    ),
  ).toEqual({ emails: 1, posts: 1 });
  const { text } = await visitors.member.get(page);
  expect(text).toContain(`href="/campaigns/emails/${email.id}"`);
  expect(text).toContain(`href="/campaigns/posts/${post.id}"`);
});

test('content is linked from a list of what is not linked yet', async () => {
  const { page } = await createCampaign();
  const { id } = await createModuleRow(database.sql, 'content', organization, { title: 'Guide for buyers' });
  expect((await visitors.member.get(page)).text).toContain(`<option value="${id}">Guide for buyers`);
  await visitors.member.post(page, form({ intent: 'link-content', contentId: String(id), isPrimary: 'on' }));
  const { text } = await visitors.member.get(page);
  expect(text).toContain(`href="/campaigns/content/${id}"`);
  expect(text).toContain('Main piece');
  expect(text).not.toContain(`<option value="${id}"`);
  await visitors.member.post(page, form({ intent: 'unlink-content', contentId: String(id) }));
  expect((await visitors.member.get(page)).text).not.toContain(`href="/campaigns/content/${id}"`);
});

test('buttons lead through the states, and what is over only an admin opens again', async () => {
  const { page } = await createCampaign();
  const move = (visitor: Visitor, to: string, version: number) =>
    visitor.post(page, form({ intent: 'move', to, version: String(version) }));
  expect((await visitors.member.get(page)).text).toContain('>Activate<');
  expect((await move(visitors.member, 'ACTIVE', 1)).location).toBe(page);
  const stale = await move(visitors.member, 'PAUSED', 1);
  expect([stale.status, stale.text.includes('somebody changed this campaign')]).toEqual([409, true]);
  expect((await move(visitors.member, 'COMPLETED', 2)).location).toBe(page);
  expect((await visitors.member.get(page)).text).not.toContain('>Plan again<');
  expect((await move(visitors.member, 'PLANNING', 3)).status).toBe(403);
  expect((await visitors.owner.get(page)).text).toContain('>Plan again<');
  expect((await move(visitors.owner, 'PLANNING', 3)).location).toBe(page);
});

test('a link is built with the address of the campaign, and a wrong one is said', async () => {
  const { page } = await createCampaign();
  const slug = page.split('/').at(-1) ?? '';
  const { text } = await visitors.viewer.get(
    `${page}?url=${encodeURIComponent('https://example.org/a?b=1')}&source=flyer&medium=print`,
  );
  expect(text).toContain(
    `value="https://example.org/a?b=1&amp;utm_source=flyer&amp;utm_medium=print&amp;utm_campaign=${slug}"`,
  );
  expect((await visitors.viewer.get(`${page}?url=example&source=flyer`)).text).toContain('Enter a whole address');
});

test('VIEWERs see everything and no form, strangers find nothing, and only managers read the trail', async () => {
  const { page } = await createCampaign({ name: 'Secret spring' });
  await visitors.member.post(page, form({ intent: 'move', to: 'ACTIVE', version: '1' }));
  const seen = await visitors.viewer.get(page);
  expect([seen.status, seen.text.includes('Secret spring'), seen.text.includes('name="intent"')]).toEqual([
    200,
    true,
    false,
  ]);
  expect(seen.text).not.toContain('Audit trail');
  expect((await visitors.owner.get(page)).text).toContain('Audit trail');
  for (const intent of ['archive', 'delete'])
    expect((await visitors.viewer.post(page, form({ intent }))).status).toBe(404);
  const hidden = await visitors.stranger.get(page);
  expect([hidden.status, hidden.text.includes('Secret spring')]).toEqual([404, false]);
  expect((await visitors.viewer.get('/campaigns/new')).status).toBe(404);
});

test('the overview narrows by state, type, tag, name and archive, and goes on behind its last row', async () => {
  for (let number = 1; number <= 27; number += 1)
    await createCampaign({
      name: `Plan ${number}`,
      created_at: new Date(Date.UTC(2026, 0, number)),
      tags: number === 5 ? ['five'] : [],
    });
  await createCampaign({ name: 'Running', status: 'ACTIVE', type: 'SOCIAL_MEDIA' });
  await createCampaign({ name: 'Put away', is_archived: true });
  const list = async (search: string) => (await visitors.viewer.get(`/campaigns${search}`)).text;
  const first = await list('');
  expect([first.includes('>Plan 27<'), first.includes('>Plan 3<'), first.includes('>Put away<')]).toEqual([
    true,
    false,
    false,
  ]);
  const next = /href="\/campaigns(\?before=[^"#]+)#campaigns"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await list(next);
  expect([second.includes('>Plan 3<'), second.includes('>Plan 27<')]).toEqual([true, false]);
  expect(await list('?status=ACTIVE&type=SOCIAL_MEDIA')).toContain('>Running<');
  expect(await list('?tag=five')).toContain('>Plan 5<');
  expect(await list('?tag=five')).not.toContain('>Plan 6<');
  expect(await list('?q=plan+5')).toContain('>Plan 5<');
  expect(await list('?archived=yes')).toContain('>Put away<');
  expect(await list('?q=100%25')).toContain('No campaign is like that');
});

test('the overview shows this month’s emails and posts, and what 30 days brought', async () => {
  const { id } = await createCampaign();
  const today = new Date().toISOString().slice(0, 10);
  await createModuleRow(database.sql, 'social_media_posts', organization, {
    campaign_id: id,
    title: 'Garden open',
    status: 'SCHEDULED',
    scheduled_at: `${today}T12:00:00Z`,
    scheduled_local: `${today}T12:00`,
    scheduled_time_zone: 'UTC',
  });
  await createModuleRow(database.sql, 'email_campaigns', organization, {
    campaign_id: id,
    status: 'SENT',
    sent_at: new Date(),
    total_sent: 210,
    total_delivered: 200,
    total_opened: 50,
  });
  const { text } = await visitors.viewer.get('/campaigns');
  expect(text).toContain('Garden open');
  expect(text).toContain('25%');
});

test('a post repeats from a page of its own, once the plan has repeats', async () => {
  const { id } = await createCampaign();
  const post = String(
    (await createModuleRow(database.sql, 'social_media_posts', organization, { campaign_id: id })).id,
  );
  const page = `/campaigns/repeats/post/${post}`;
  const fields = readPageForm((await visitors.member.get(page)).text, 'frequency');
  expect(fields).toMatchObject({ every: '1', frequency: 'WEEKLY', localTime: '09:00', timeZone: 'America/New_York' });
  const wrong = await visitors.member.post(page, {
    ...fields,
    intent: 'repeat',
    every: '31',
    startsOn: '2026-02-30',
    timeZone: 'Mars/Olympus',
  });
  for (const message of ['from 1 to 30', 'Enter the first day.', 'Choose a time zone from the list.'])
    expect(wrong.text).toContain(message);
  expect(
    (await visitors.member.post(page, { ...fields, intent: 'repeat', timeZone: 'America/Chicago' })).location,
  ).toBe(page);
  const shown = (await visitors.viewer.get(page)).text;
  expect(shown).toContain('at 9:00 AM (America/Chicago)');
  expect(shown).not.toContain('name="intent"');
  expect((await visitors.member.post(page, form({ intent: 'stop' }))).location).toBe(page);
  expect((await visitors.stranger.get(page)).status).toBe(404);
  await database.sql.query(`update organizations set subscription_tier = 'GROWTH' where id = $1`, [organization.id]);
  expect((await visitors.member.get(page)).text).toContain('Repeats come with the Elite plan');
});

test('every page beside the campaigns has a name that no campaign gets', async () => {
  const names = (await readdir('app/routes'))
    .map((file) => /^campaigns\.([a-z]+)[.[]/.exec(file)?.[1])
    .filter((name) => name !== undefined);
  expect(names).toContain('repeats');
  const free: string[] = [];
  for (const name of new Set(names)) {
    const { slug } = only(
      await database.sql.query<{ slug: string }>('select app.choose_campaign_slug($1, $2) as slug', [
        organization.id,
        name,
      ]),
    );
    if (slug === name) free.push(slug);
  }
  expect(free).toEqual([]);
});
