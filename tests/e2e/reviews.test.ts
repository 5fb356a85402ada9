import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, newPerson, type Person, signIn, signUp, test } from './shop.ts';

type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

const platformAdmin = { email: 'admin@lotline.test', password: 'lotline-demo' };

/** A tool of its own for a test, owned by the organization of the person. */
async function createOwnedTool(query: Query, person: Person) {
  const slug = `reviewed-${randomUUID().slice(0, 8)}`;
  const name = `Reviewed tool ${slug.slice(9)}`;
  await query(
    `insert into marketplace_tools (slug, name, description, category, area, tier, price, price_model)
     values ($1, $2, 'A tool to review.', 'FOUNDATION', 'LEADS', 'T1', 10000, 'MONTHLY')`,
    [slug, name],
  );
  await query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by)
     select membership.organization_id, tool.id, 10000, 'MONTHLY', person.id
     from users person join memberships membership on membership.user_id = person.id, marketplace_tools tool
     where person.email = $1 and tool.slug = $2`,
    [person.email, slug],
  );
  return { slug, name };
}

async function signInInstead(page: Page, person: Pick<Person, 'email' | 'password'>) {
  await page.context().clearCookies();
  await signIn(page, person);
}

/** The one review of a tool on the moderators' page. */
async function openReview(page: Page, status: string, tool: { name: string }) {
  await page.goto(`/admin/reviews?status=${status}`);
  await page.getByLabel('Search by tool').fill(tool.name);
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  return page.getByRole('main').getByRole('listitem').filter({ hasText: tool.name });
}

test('a review is written, approved, read, reported, rejected, and its author learns why', async ({ page, query }) => {
  const author = newPerson('Robin Author');
  const other = newPerson('Sam Reader');
  await signUp(page, author);
  const tool = await createOwnedTool(query, author);
  const rating = () =>
    query('select rating::float8 as rating, review_count as count from marketplace_tools where slug = $1', [tool.slug]);

  await page.goto(`/tools/${tool.slug}`);
  await page.getByRole('link', { name: 'Write a review' }).click();
  await page.getByRole('radio', { name: /^4 stars/ }).check();
  await page.getByLabel('Title').fill('Saves us an hour a day');
  await page.getByLabel('Your review').fill('It does what it promises.\nThe reports could be shorter.');
  await page.getByRole('button', { name: 'Save review' }).click();
  await expect(page.getByRole('status')).toContainText('published once it is approved');
  await expect(page.getByText('Waiting for approval')).toBeVisible();
  await expect(page.getByText('No reviews yet')).toBeVisible();
  expect(await rating()).toEqual([{ rating: null, count: 0 }]);

  await signInInstead(page, platformAdmin);
  const pending = await openReview(page, 'PENDING', tool);
  await expect(pending).toContainText('Robin Author');
  await expect(pending).toContainText(author.organization);
  await pending.getByRole('button', { name: /^Approve/ }).click();
  await expect(page.getByRole('status')).toContainText('The review is published.');
  expect(await rating()).toEqual([{ rating: 4, count: 1 }]);
  const approved = await openReview(page, 'APPROVED', tool);
  await approved.getByText('Reply for the provider').click();
  await approved.getByLabel('Reply of the provider').fill('Shorter reports are on their way.');
  await approved.getByRole('button', { name: 'Save reply' }).click();
  await expect(page.getByRole('status')).toContainText('The reply is saved.');

  // Anybody reads it, and learns of the author no more than the first name.
  await page.context().clearCookies();
  await page.goto(`/tools/${tool.slug}`);
  const reviews = page.getByRole('region', { name: 'Reviews' });
  await expect(reviews.getByRole('heading', { name: 'Saves us an hour a day' })).toBeVisible();
  await expect(reviews.getByText('Verified purchase')).toBeVisible();
  await expect(reviews.getByRole('img', { name: '4 of 5 stars' })).toBeVisible();
  await expect(reviews.getByRole('meter', { name: '4 stars' })).toHaveJSProperty('value', 1);
  await expect(reviews.getByText('Shorter reports are on their way.')).toBeVisible();
  await expect(reviews.getByText('Robin', { exact: true })).toBeVisible();
  await expect(page.getByText('Author')).toHaveCount(0);
  await expect(page.getByText(author.organization)).toHaveCount(0);

  await reviews.getByRole('link', { name: 'Report the review by Robin' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signUp(page, other);
  await page.goto(`/tools/${tool.slug}`);
  await expect(page.getByText(`${other.organization} does not own ${tool.name}.`)).toBeVisible();
  await page.getByRole('link', { name: 'Report the review by Robin' }).click();
  await page.getByLabel('What is wrong with it?').fill('It is about another tool.');
  await page.getByRole('button', { name: 'Report this review' }).click();
  await expect(page.getByRole('status')).toContainText('A platform admin looks at the review.');
  await expect(page.getByRole('heading', { name: 'Saves us an hour a day' })).toBeVisible();

  await signInInstead(page, platformAdmin);
  const flagged = await openReview(page, 'FLAGGED', tool);
  await expect(flagged).toContainText('It is about another tool.');
  await flagged.getByRole('button', { name: /^Reject/ }).click();
  await expect(page.getByText('Enter a note that tells the author why.').first()).toBeVisible();
  const refused = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ has: page.getByLabel('Note to the author') });
  await refused.getByLabel('Note to the author').fill('Please write about this tool.');
  await refused.getByRole('button', { name: /^Reject/ }).click();
  await expect(page.getByRole('status')).toContainText('Its author sees your note.');
  expect(await rating()).toEqual([{ rating: null, count: 0 }]);

  await signInInstead(page, author);
  await page.goto(`/tools/${tool.slug}`);
  await expect(page.getByText('Not published')).toBeVisible();
  await page.getByRole('link', { name: 'Edit your review' }).click();
  await expect(page.getByText('Please write about this tool.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^4 stars/ })).toBeChecked();
  await page.getByRole('button', { name: 'Delete your review' }).click();
  await page.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect(page.getByRole('status')).toContainText('Your review is deleted.');
  await expect(page.getByRole('link', { name: 'Write a review' })).toBeVisible();
  expect(
    await query('select 1 from tool_reviews join marketplace_tools tool on tool.id = tool_id where slug = $1', [
      tool.slug,
    ]),
  ).toEqual([]);
  await query(`update marketplace_tools set status = 'DISABLED' where slug = $1`, [tool.slug]);
});

test('what is missing is named, and what was typed stays', async ({ page, query }) => {
  const author = newPerson();
  await signUp(page, author);
  const tool = await createOwnedTool(query, author);
  await page.goto(`/tools/${tool.slug}/review`);
  await page.getByLabel('Your review').fill('Too short.');
  await page.getByLabel('Title').fill('A title');
  // A form that the browser would stop is sent all the same, as an old browser or a program would.
  await page.locator('form:has([name=rating])').evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'Save review' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose a rating.');
  await expect(page.getByRole('alert')).toContainText('Write at least 20 characters.');
  await expect(page.getByLabel('Title')).toHaveValue('A title');
  await expect(page.getByLabel('Your review')).toHaveValue('Too short.');
  expect(await query('select 1 from tool_reviews where title = $1', ['A title'])).toEqual([]);
  await query(`update marketplace_tools set status = 'DISABLED' where slug = $1`, [tool.slug]);
});

test('a viewer and a guest are told why they do not review', async ({ page }) => {
  await page.goto('/tools/reid-dashboard');
  await page.getByRole('link', { name: 'Sign in to review it' }).click();
  await page.getByLabel('Email').fill('viewer@harbor.test');
  await page.getByLabel('Password').fill('lotline-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Viewers only read.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save review' })).toHaveCount(0);
});
