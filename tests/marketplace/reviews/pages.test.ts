import { expect, test } from 'vitest';
import { createReview } from '../../factories/reviews.ts';
import { only, present } from '../../factories/rows.ts';
import { createVisitor } from '../../setup/visitor.ts';
import {
  database,
  everythingButSessions,
  form,
  member,
  moderator,
  openModeration,
  organization,
  reviewPage,
  reviewsOfTool,
  setUpTests,
  signIn,
  text,
  tool,
  toolPage,
  worker,
} from './forms-setup.ts';

setUpTests();

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

test('a rating that is not the plain average of the reviews says why, beside it', async () => {
  const day = 24 * 60 * 60 * 1000;
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * day);
  const write = (reviewerId: string, rating: number, createdAt: Date) =>
    createReview(database.sql, organization, tool.id, { reviewerId, rating, createdAt, status: 'APPROVED' });
  await write(organization.owner.id, 5, at(0));
  await write(organization.admin.id, 3, at(0));
  const open = async () => (await createVisitor(worker.url).get(toolPage())).text;
  expect(await open()).not.toContain('Newer reviews count more');
  await write(organization.member.id, 4, at(0));
  await database.sql.query('update tool_reviews set created_at = $2 where tool_id = $1 and rating = 3', [
    tool.id,
    at(400),
  ]);
  const page = await open();
  const { rating } = only(
    await database.sql.query<{ rating: string }>('select rating from marketplace_tools where id = $1', [tool.id]),
  );
  expect(Number(rating)).toBeGreaterThan(4.05);
  expect(page).toContain(Number(rating).toFixed(1));
  // In the head of the page, and beside the reviews.
  expect(page.split('Newer reviews count more. The plain average is 4.0.')).toHaveLength(3);
});

test('whoever decides a review goes on with the next one', async () => {
  const first = await createReview(database.sql, organization, tool.id, { createdAt: new Date('2026-01-01') });
  const second = await createReview(database.sql, organization, tool.id, {
    reviewerId: organization.admin.id,
    createdAt: new Date('2026-01-02'),
  });
  const address = `/admin/reviews?q=${tool.name}`;
  const { page, sent } = await openModeration(first);
  expect(page).toContain(`id="review-${second}" tabindex="-1"`);
  expect(page).toContain(`name="nextLine" value="review-${second}"`);
  const approval = { ...sent, intent: 'approve', note: '' };
  const refused = await moderator.post(address, { ...approval, intent: 'reject', nextLine: `review-${second}` });
  expect(refused.status).toBe(400);
  const answer = await moderator.post(address, { ...approval, nextLine: `review-${second}` });
  expect(answer.location).toBe(`${address}#review-${second}`);
  const last = await openModeration(second);
  const elsewhere = { ...last.sent, intent: 'approve', note: '', nextLine: '//elsewhere.example' };
  expect((await moderator.post(address, elsewhere)).location).toBe(address);
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
      `insert into users (name, email) select 'Reviewer', gen_random_uuid() || '@people.test' from generate_series(1, 23) returning id`,
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
