import type { Page } from '@playwright/test';
import { expect, newPerson, type Person, signUp, test } from './shop.ts';

/** Opens the invitation that was mailed last to the address, in a browser of its own, and joins by it. */
async function join(page: Page, email: string): Promise<void> {
  const url = `${process.env.SHOP_OUTBOX_URL}/messages?to=${encodeURIComponent(email)}`;
  let link: string | undefined;
  await expect(async () => {
    const [mail]: { text: string }[] = await (await fetch(url)).json();
    link = /\/invitations\/[\w-]{43}/.exec(mail?.text ?? '')?.[0];
    expect(link).toBeDefined();
  }).toPass();
  await page.goto(link ?? '');
  await page.getByLabel('Your name').fill('Invited Colleague');
  await page.getByLabel('Password').fill('orbit candle window');
  await page.getByRole('button', { name: /^Join/ }).click();
  await expect(page).toHaveURL(/\/organization$/);
}

async function invite(page: Page, email: string, role: string) {
  await page.goto('/organization');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(page.getByRole('status')).toContainText(`An invitation to ${email} is on its way.`);
}

const rowOf = (page: Page, email: string) => page.getByRole('listitem').filter({ hasText: email });
const rolesQuery = `select person.email, m.role from memberships m join users person on person.id = m.user_id
  join organizations o on o.id = m.organization_id where o.name = $1 order by person.email`;

test('an owner invites, changes a role, and removes; the trail tells of it', async ({
  page,
  browser,
  query,
  baseURL,
}) => {
  const owner = newPerson('Test Owner');
  const colleague = newPerson();
  await signUp(page, owner);
  await invite(page, colleague.email, 'Viewer');
  const other = await browser.newContext({ baseURL });
  const colleaguePage = await other.newPage();
  await join(colleaguePage, colleague.email);
  await expect(colleaguePage.getByRole('heading', { name: 'Invite people' })).toHaveCount(0);

  await page.goto('/organization');
  const row = rowOf(page, colleague.email);
  await row.getByRole('button', { name: 'Manage' }).click();
  await row.getByRole('combobox').selectOption({ label: 'Admin' });
  await row.getByRole('button', { name: 'Change role' }).click();
  await expect(page.getByRole('status')).toContainText('The role is changed: Admin.');
  // It counts with their next page.
  await colleaguePage.reload();
  await expect(colleaguePage.getByRole('heading', { name: 'Invite people' })).toBeVisible();
  // An admin has no say over owners.
  await expect(rowOf(colleaguePage, owner.email).getByRole('button')).toHaveCount(0);

  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(page.getByText('Membership: changed')).toBeVisible();
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Invitation' });
  await page.getByRole('button', { name: 'Show entries' }).click();
  await expect(page.getByText('Invitation: added')).toBeVisible();
  await expect(page.getByText('Membership: changed')).toHaveCount(0);

  await page.goto('/organization');
  await rowOf(page, colleague.email).getByRole('button', { name: 'Manage' }).click();
  await rowOf(page, colleague.email).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Yes, remove them' }).click();
  await expect(page.getByRole('status')).toContainText('The person is removed');
  await colleaguePage.goto('/account');
  await expect(colleaguePage.getByText('belong to no organization')).toBeVisible();
  expect((await colleaguePage.goto('/organization'))?.status()).toBe(404);
  await other.close();
  expect(await query(rolesQuery, [owner.organization])).toEqual([{ email: owner.email, role: 'OWNER' }]);
});

test('ownership is handed over, and the former owner leaves', async ({ page, browser, query, baseURL }) => {
  const owner: Person = newPerson('Test Owner');
  const colleague = newPerson();
  await signUp(page, owner);
  await page.goto('/organization');
  await expect(page.getByText('You are the only owner, so you cannot leave.')).toBeVisible();
  await invite(page, colleague.email, 'Member');
  const other = await browser.newContext({ baseURL });
  await join(await other.newPage(), colleague.email);
  await other.close();

  await page.goto('/organization');
  await page.getByRole('button', { name: 'Hand over ownership' }).click();
  await expect(page.getByLabel('New owner')).toHaveValue('');
  await page.getByLabel('New owner').selectOption({ index: 1 });
  await page.getByLabel(/^Type “.*” to confirm$/).fill(owner.organization);
  await page.getByRole('button', { name: 'Yes, hand over' }).click();
  await expect(page.getByRole('status')).toContainText('You are an admin now.');
  await page.getByRole('button', { name: 'Leave the organization' }).click();
  await page.getByRole('button', { name: 'Yes, leave' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  expect(await query(rolesQuery, [owner.organization])).toEqual([{ email: colleague.email, role: 'OWNER' }]);
});

test('an owner renames the organization and takes everything of it away', async ({ page, query }) => {
  const owner = newPerson();
  await signUp(page, owner);
  await page.goto('/organization');
  await page.getByLabel('Name of the organization').fill(`${owner.organization} Group`);
  await page.getByRole('button', { name: 'Rename' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${owner.organization} Group`);
  await page.getByRole('link', { name: 'Data', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the archive' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.zip$/);
  const exports = await query(
    `select 1 from audit_log a join organizations o on o.id = a.organization_id where a.action = 'export' and o.name = $1`,
    [`${owner.organization} Group`],
  );
  expect(exports).toHaveLength(1);
});
