import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTool, type TestTool } from '../../factories/catalog.ts';
import { checksums } from '../../factories/checksums.ts';
import { createOrganization, createPlatformAdmin, type TestOrganization } from '../../factories/organizations.ts';
import { createToolPurchase } from '../../factories/purchases.ts';
import { createReview } from '../../factories/reviews.ts';
import { only, present } from '../../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let tool: TestTool;
let member: Visitor;
let moderator: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  moderator = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: (await createPlatformAdmin(database.sql)).id,
    organizationId: null,
  });
});

beforeEach(async () => {
  organization = await createOrganization(database.sql);
  tool = await createTool(database.sql);
  await createToolPurchase(database.sql, organization, tool.id);
  member = await signIn('member');
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

function signIn(role: 'owner' | 'admin' | 'member' | 'viewer', of = organization): Promise<Visitor> {
  return createSignedInVisitor(worker.url, { sql: database.sql, personId: of[role].id, organizationId: of.id });
}

const text = 'It does what it promises to do.';
const form = (words: Record<string, string> = {}) => ({
  intent: 'save',
  rating: '4',
  title: 'Good',
  review: text,
  ...words,
});
const toolPage = () => `/tools/${tool.name}`;
const reviewPage = () => `${toolPage()}/review`;
const reviewsOfTool = async () =>
  (await database.sql.query('select rating, title, review, status from tool_reviews where tool_id = $1', [tool.id]))
    .rows;
const everythingButSessions = async () => {
  const { sessions, ...others } = await checksums(database.sql);
  return others;
};

/** The form of a review on the moderators' page, as the page shows it. */
async function openModeration(reviewId: string, status = 'PENDING') {
  const { text: page } = await moderator.get(`/admin/reviews?status=${status}&q=${tool.name}`);
  const [, version = ''] =
    new RegExp(`name="reviewId" value="${reviewId}"/><input type="hidden" name="version" value="([^"]*)"`).exec(page) ??
    [];
  return { page, sent: { reviewId, version } };
}

test('the page of a tool says to everybody what they can do', async () => {
  const guest = await createVisitor(worker.url).get(toolPage());
  expect(guest.text).toContain(`/login?redirectTo=${encodeURIComponent(reviewPage())}`);
  expect(guest.text).not.toContain('Write a review');
  for (const role of ['owner', 'admin', 'member'] as const) {
    expect((await (await signIn(role)).get(toolPage())).text).toContain('>Write a review</a>');
  }
  expect((await (await signIn('viewer')).get(toolPage())).text).toContain('Viewers only read.');
  expect((await moderator.get(toolPage())).text).toContain('Platform admins moderate reviews');
  const other = await createOrganization(database.sql);
  expect((await (await signIn('owner', other)).get(toolPage())).text).toContain(`does not own ${tool.name}.`);
  await member.post(reviewPage(), form());
  const { text: own } = await member.get(toolPage());
  expect(own).toContain('>Edit your review</a>');
  expect(own).toContain('Waiting for approval');
});

test('whoever may not review is told why on the page of the form too, and cannot send it', async () => {
  const other = await createOrganization(database.sql);
  const visitors = [
    [createVisitor(worker.url), 401],
    [await signIn('viewer'), 403],
    [await signIn('owner', other), 403],
    [moderator, 403],
  ] as const;
  for (const [visitor, status] of visitors) {
    const page = await visitor.get(reviewPage());
    expect(page.status).toBe(status);
    expect(page.text).not.toContain('Save review');
    const before = await everythingButSessions();
    const answer = await visitor.post(reviewPage(), form());
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('Nothing was saved');
    // The typed text is still there.
    expect(answer.text).toContain(text);
    expect(await everythingButSessions()).toEqual(before);
    expect((await visitor.post(reviewPage(), { intent: 'delete' })).status).toBeGreaterThanOrEqual(400);
    expect(await everythingButSessions()).toEqual(before);
  }
});

test('a tool that does not exist has no review page', async () => {
  expect((await member.get('/tools/no-such-tool/review')).status).toBe(404);
  expect((await member.post('/tools/no-such-tool/review', form())).status).toBe(404);
});

test.each([
  ['no rating', { rating: '' }, 'Choose a rating.'],
  ['a rating that is none', { rating: '6' }, 'Choose a rating.'],
  ['half a star', { rating: '4.5' }, 'Choose a rating.'],
  ['no text', { review: '  ' }, 'Enter what you found.'],
  ['too short a text', { review: 'Good.' }, 'Write at least 20 characters.'],
  ['ten symbols that count as twenty', { review: '🏠'.repeat(10) }, 'Write at least 20 characters.'],
  ['too long a text', { review: 'x'.repeat(5001) }, 'Use at most 5,000 characters.'],
  ['too long a title', { title: 'x'.repeat(121) }, 'Use at most 120 characters.'],
  ['a control character', { review: `${text}\u0000` }, 'Use letters, digits, punctuation and line breaks only.'],
])('%s is named beside its field, and nothing typed is lost', async (_, words, message) => {
  const answer = await member.post(reviewPage(), form(words));
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(message);
  for (const [name, value] of Object.entries(form(words))) {
    if (name !== 'intent' && !(name in words)) expect(answer.text).toContain(value);
  }
  expect(await reviewsOfTool()).toEqual([]);
});

test('line breaks are kept and count once, at the limit too', async () => {
  const review = `${'x'.repeat(4990)}\r\n\r\n12345678`;
  expect((await member.post(reviewPage(), form({ review, title: '' }))).location).toBe(`${toolPage()}#reviews`);
  expect(await reviewsOfTool()).toEqual([
    { rating: 4, title: null, review: review.replaceAll('\r', ''), status: 'PENDING' },
  ]);
});

test('a review is written, changed and deleted', async () => {
  await member.post(reviewPage(), form());
  await database.sql.query(`update tool_reviews set status = 'APPROVED' where tool_id = $1`, [tool.id]);
  const { text: page } = await member.get(reviewPage());
  expect(page).toContain('it is taken off the page of the tool');
  expect(page).toMatch(/<input[^>]*name="rating"[^>]*value="4"[^>]*checked=""|<input[^>]*checked=""[^>]*value="4"/);
  await member.post(reviewPage(), form({ rating: '2' }));
  expect(await reviewsOfTool()).toMatchObject([{ rating: 2, status: 'PENDING' }]);
  expect((await member.post(reviewPage(), { intent: 'delete' })).status).toBe(302);
  expect(await reviewsOfTool()).toEqual([]);
});

test('a session that ended meanwhile saves nothing and keeps what was typed', async () => {
  await database.sql.query('delete from sessions where user_id = $1', [organization.member.id]);
  const answer = await member.post(reviewPage(), form());
  expect(answer.status).toBe(401);
  expect(answer.text).toContain('you are not signed in any more');
  expect(answer.text).toContain(text);
  expect(await reviewsOfTool()).toEqual([]);

  const id = await createReview(database.sql, organization, tool.id, {
    status: 'APPROVED',
    reviewerId: organization.owner.id,
  });
  const flagging = await member.post(`/reviews/${id}/flag`, { reason: 'Of another tool.' });
  expect(flagging.location).toContain('/login?');
  member.cookies.delete('__Host-session');
  const again = await signIn('member');
  for (const [name, value] of member.cookies) again.cookies.set(name, value);
  expect((await again.get(`/reviews/${id}/flag`)).text).toContain('Of another tool.');
});

test('an answer of the database that got lost is told, and sending again is safe', async () => {
  database.endpoint.addFault({ fault: 'reset-after-commit', match: 'save_review' });
  const answer = await member.post(reviewPage(), form());
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('Send it again');
  expect(answer.text).toContain(text);
  expect((await member.post(reviewPage(), form())).location).toBe(`${toolPage()}#reviews`);
  expect(await reviewsOfTool()).toHaveLength(1);
});

test('a review is reported once, with a reason, by somebody who is signed in', async () => {
  const id = await createReview(database.sql, organization, tool.id, { status: 'APPROVED' });
  const address = `/reviews/${id}/flag`;
  const viewer = await signIn('viewer');
  expect((await createVisitor(worker.url).get(address)).location).toContain('/login?redirectTo=');
  const empty = await viewer.post(address, { reason: ' ' });
  expect(empty.status).toBe(400);
  expect(empty.text).toContain('Enter what is wrong with the review.');
  expect((await viewer.post(address, { reason: 'Of another tool.' })).location).toBe(`${toolPage()}#reviews`);
  const twice = await viewer.post(address, { reason: 'Really of another tool.' });
  expect(twice.status).toBe(409);
  expect(twice.text).toContain('Really of another tool.');
  expect((await member.post(address, { reason: 'Mine.' })).status).toBe(409);
  const { rows } = await database.sql.query('select user_id, reason from review_flags where review_id = $1', [id]);
  expect(rows).toEqual([{ user_id: organization.viewer.id, reason: 'Of another tool.' }]);
  for (const unknown of [
    randomUUID(),
    'x',
    '%00',
    await createReview(database.sql, organization, tool.id, { reviewerId: organization.owner.id }),
  ]) {
    expect((await viewer.get(`/reviews/${unknown}/flag`)).status).toBe(404);
    expect((await viewer.post(`/reviews/${unknown}/flag`, { reason: 'Reason' })).status).toBe(404);
  }
});

test('a moderator finds, approves, rejects and answers reviews', async () => {
  const id = await createReview(database.sql, organization, tool.id);
  const { page, sent } = await openModeration(id);
  expect(page).toContain('A review of a test.');
  expect(page).toContain(organization.name);
  const address = `/admin/reviews?q=${tool.name}`;

  const noNote = await moderator.post(address, { ...sent, intent: 'reject', note: '' });
  expect(noNote.status).toBe(400);
  expect(noNote.text).toContain('Enter a note that tells the author why.');
  expect(noNote.text).toContain(`id="note-${id}-error"`);
  expect(await reviewsOfTool()).toMatchObject([{ status: 'PENDING' }]);

  expect((await moderator.post(address, { ...sent, intent: 'approve', note: '' })).location).toBe(address);
  expect(await reviewsOfTool()).toMatchObject([{ status: 'APPROVED' }]);
  const late = await moderator.post(address, { ...sent, intent: 'reject', note: 'Too late.' });
  expect(late.status).toBe(409);
  expect(late.text).toContain('changed since you opened this page');

  const published = await openModeration(id, 'APPROVED');
  await moderator.post(address, { ...published.sent, intent: 'reply', reply: 'Thank you for the words.' });
  expect((await createVisitor(worker.url).get(toolPage())).text).toContain('Thank you for the words.');
  const replied = await openModeration(id, 'APPROVED');
  await moderator.post(address, { ...replied.sent, intent: 'remove-reply' });
  expect((await createVisitor(worker.url).get(toolPage())).text).not.toContain('Thank you for the words.');

  const last = await openModeration(id, 'APPROVED');
  await moderator.post(address, { ...last.sent, intent: 'reject', note: 'Say what it is about.' });
  expect((await member.get(reviewPage())).text).toContain('Say what it is about.');
  expect((await openModeration(id, 'REJECTED')).page).toContain('Say what it is about.');
});

test('the administration of reviews is not there for anybody else', async () => {
  const id = await createReview(database.sql, organization, tool.id);
  const { sent } = await openModeration(id);
  const before = await everythingButSessions();
  for (const visitor of [await signIn('owner'), await signIn('viewer')]) {
    expect((await visitor.get('/admin/reviews')).status).toBe(404);
    for (const intent of ['approve', 'reject', 'reply', 'remove-reply']) {
      const answer = await visitor.post('/admin/reviews', { ...sent, intent, note: 'Note', reply: 'Reply' });
      expect([intent, answer.status]).toEqual([intent, 404]);
    }
  }
  const guest = createVisitor(worker.url);
  expect((await guest.get('/admin/reviews')).location).toContain('/login');
  expect((await guest.post('/admin/reviews', { ...sent, intent: 'approve' })).location).toContain('/login');
  expect(await everythingButSessions()).toEqual(before);
});

test('tabs count what they hold, and a search narrows them', async () => {
  for (const status of ['PENDING', 'APPROVED', 'REJECTED', 'FLAGGED'] as const) {
    const reviewerId =
      organization[({ PENDING: 'owner', APPROVED: 'admin', REJECTED: 'member', FLAGGED: 'viewer' } as const)[status]]
        .id;
    await createReview(database.sql, organization, tool.id, { status, reviewerId });
  }
  const { text: page } = await moderator.get(`/admin/reviews?q=${tool.name.toUpperCase()}`);
  for (const label of ['Pending', 'Flagged', 'Approved', 'Rejected']) {
    expect(page).toMatch(new RegExp(`>${label}<span class="tag tabular-nums">1</span>`));
  }
  expect((await moderator.get('/admin/reviews?q=zzzz&status=FLAGGED')).text).toContain(
    'No such reviews of a tool like “zzzz”',
  );
  expect((await moderator.get('/admin/reviews?page=999')).text).toContain('Nothing on this page');
});

test('reviews come in pages, in the order asked for, all of them once', async () => {
  const reviewers = (
    await database.sql.query<{ id: string }>(
      `insert into users (name, email, password_hash) select 'Reviewer', gen_random_uuid() || '@people.test', 'x' from generate_series(1, 23) returning id`,
    )
  ).rows;
  for (const [index, { id }] of reviewers.entries()) {
    await createReview(database.sql, organization, tool.id, {
      reviewerId: id,
      rating: 1 + (index % 5),
      status: 'APPROVED',
      createdAt: new Date(Date.UTC(2026, 0, 1 + index)),
    });
  }
  const orders = {
    newest: 'created_at desc',
    highest: 'rating desc, created_at desc',
    lowest: 'rating, created_at desc',
  };
  for (const [order, sorting] of Object.entries(orders)) {
    const shown: string[] = [];
    for (const page of [1, 2, 3]) {
      const { text: html } = await createVisitor(worker.url).get(`${toolPage()}?sort=${order}&page=${page}`);
      shown.push(...[...html.matchAll(/id="review-([\w-]{36})"/g)].map(([, id]) => present(id)));
      expect(html).toContain(`Page ${page} of 3`);
    }
    const { rows } = await database.sql.query(`select id from tool_reviews where tool_id = $1 order by ${sorting}`, [
      tool.id,
    ]);
    expect(shown).toEqual(rows.map(({ id }) => id));
  }
  const { text: html } = await createVisitor(worker.url).get(toolPage());
  expect(html).toContain('23 reviews');
  // 23 ratings from 1 to 5 in turn: five each of the lower three.
  expect([...html.matchAll(/<meter[^>]*max="23"[^>]*value="(\d)"/g)].map(([, count]) => count)).toEqual([
    '4',
    '4',
    '5',
    '5',
    '5',
  ]);
});

const payloads = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  '</textarea><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<!--<script>alert(1)//-->',
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)//',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

/** Writes, approves and answers a review with these words, and looks at every page that shows any of it. */
async function showEverywhere(words: string): Promise<string[]> {
  const sent = form({ title: words, review: `${words} ${text}` });
  await member.post(reviewPage(), sent);
  const { id } = only(
    await database.sql.query<{ id: string }>('select id from tool_reviews where tool_id = $1', [tool.id]),
  );
  await moderator.post('/admin/reviews', { ...(await openModeration(id)).sent, intent: 'approve', note: words });
  const approved = await openModeration(id, 'APPROVED');
  await moderator.post('/admin/reviews', { ...approved.sent, intent: 'reply', reply: words });
  const owner = await signIn('owner');
  await owner.post(`/reviews/${id}/flag`, { reason: words });
  const flagged = await openModeration(id, 'FLAGGED');
  const pages = [
    await createVisitor(worker.url).get(toolPage()),
    await member.get(reviewPage()),
    await owner.get(`/reviews/${id}/flag`),
    await moderator.get(`/admin/reviews?status=FLAGGED&q=${tool.name}`),
    await member.post(reviewPage(), { ...sent, rating: '9' }),
    await owner.post(`/reviews/${id}/flag`, { reason: words }),
    await moderator.post(`/admin/reviews?status=FLAGGED&q=${tool.name}`, {
      ...flagged.sent,
      intent: 'reject',
      note: words.padEnd(1001, words),
    }),
  ];
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200, 400, 409, 400]);
  await member.post(reviewPage(), { intent: 'delete' });
  return pages.map((page) => page.text);
}

const tagsOf = (html: string) => [...html.matchAll(/<[!/a-z][\w-]*/gi)].map(([tag]) => tag);

test('scripts in what people write stay words wherever they are shown', async () => {
  const harmless = (await showEverywhere('Harmless words')).map(tagsOf);
  for (const payload of payloads) expect((await showEverywhere(payload)).map(tagsOf)).toEqual(harmless);
}, 120_000);

test('malformed forms are refused with a message, and nothing is written', async () => {
  const id = await createReview(database.sql, organization, tool.id, {
    status: 'APPROVED',
    reviewerId: organization.owner.id,
  });
  const { sent } = await openModeration(id, 'APPROVED');
  const before = await everythingButSessions();
  const bad = ['', 'x', '\u0000', '1e999', '-1', 'null', '[]', '{}', '🏠', 'x'.repeat(20_000)];
  for (const value of bad) {
    const answers = [
      await member.post(reviewPage(), form({ rating: value })),
      await member.post(reviewPage(), { ...form(), intent: value }),
      await member.post(reviewPage(), { ...form(), review: [value, value] }),
      await moderator.post('/admin/reviews', { ...sent, intent: value }),
      await moderator.post('/admin/reviews', { ...sent, intent: 'approve', reviewId: value }),
      await moderator.post('/admin/reviews', { ...sent, intent: 'approve', version: value }),
      await moderator.post('/admin/reviews', { reviewId: id, intent: 'reply', reply: 'Reply', note: [value, value] }),
    ];
    for (const [index, { status }] of answers.entries()) {
      expect([value.slice(0, 10), index, status >= 400 && status < 500]).toEqual([value.slice(0, 10), index, true]);
    }
  }
  expect(await everythingButSessions()).toEqual(before);
}, 60_000);
