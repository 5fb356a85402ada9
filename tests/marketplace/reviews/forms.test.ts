import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createOrganization } from '../../factories/organizations.ts';
import { createReview } from '../../factories/reviews.ts';
import { createVisitor } from '../../setup/visitor.ts';
import {
  database,
  everythingButSessions,
  form,
  member,
  moderator,
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

test('the page of a tool says to everybody what they can do', async () => {
  const guest = await createVisitor(worker.url).get(toolPage());
  expect(guest.text).toContain(`/login?redirectTo=${encodeURIComponent(reviewPage())}`);
  expect(guest.text).not.toContain('Write a review');
  for (const role of ['owner', 'admin', 'member'] as const) {
    expect((await (await signIn(role)).get(toolPage())).text).toContain('>Write a review</a>');
  }
  expect((await (await signIn('viewer')).get(toolPage())).text).toContain('Viewers only read.');
  expect((await moderator.get(toolPage())).text).toContain('People who work for the platform do not write reviews.');
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
  ['a control character', { review: `${text}\u0001` }, 'Use letters, digits, punctuation and line breaks only.'],
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
