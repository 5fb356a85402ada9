import { randomUUID } from 'node:crypto';
import { expect, newPerson, required, signIn, signUp, test } from './shop.ts';

/** The newest mail to somebody about something, once it is there. */
async function findMail(email: string, subject: string): Promise<{ text: string }> {
  let found: { subject: string; text: string } | undefined;
  await expect
    .poll(async () => {
      const answer = await fetch(`${required('SHOP_OUTBOX_URL')}/messages?to=${encodeURIComponent(email)}`);
      const messages: { subject: string; text: string }[] = await answer.json();
      found = messages.find((mail) => mail.subject === subject);
      return found !== undefined;
    })
    .toBe(true);
  return found ?? { text: '' };
}

test('signs in by mail: the code in one browser, the link in another', async ({ page }) => {
  const person = newPerson();
  await signUp(page, person);
  for (const way of ['code', 'link'] as const) {
    await page.context().clearCookies();
    await page.goto('/login');
    await page.getByLabel('Email').fill(person.email);
    // The password is not needed for it.
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Look into your mailbox' })).toBeVisible();
    const { text } = await findMail(person.email, 'Sign in to Lotline');
    if (way === 'code') {
      await page.getByLabel('Code').fill(/> (\w{4}-\w{4})/.exec(text)?.[1] ?? '');
      await page.getByRole('button', { name: 'Sign in' }).click();
    } else {
      // The mail of before has the same subject.
      await expect(async () => {
        const { text: newest } = await findMail(person.email, 'Sign in to Lotline');
        await page.goto(new URL(/http\S+/.exec(newest)?.[0] ?? '').pathname);
        await page.getByRole('button', { name: 'Sign in' }).click({ timeout: 2_000 });
      }).toPass();
    }
    await expect(page.getByRole('button', { name: /^Account:/ })).toBeVisible();
  }
});

test('sees where one is signed in, and ends a session on another device', async ({ page, browser }) => {
  const person = newPerson();
  await signUp(page, person);
  const elsewhere = await browser.newContext({ baseURL: required('SHOP_URL') });
  const other = await elsewhere.newPage();
  await signIn(other, person);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('row')).toHaveCount(3);
  await expect(page.getByText('This device')).toBeVisible();
  await page.getByRole('button', { name: /^Sign out .+last used/ }).click();
  await expect(page.getByText('That device is signed out.')).toBeVisible();
  await other.goto('/account');
  await expect(other).toHaveURL(/\/login/);
  await elsewhere.close();
});

test('makes somebody an owner only after saying once more who is there', async ({ page, query }) => {
  const person = newPerson();
  await signUp(page, person);
  const email = `${randomUUID()}@example.test`;
  await query(
    `with person as (insert into users (name, email) values ('New Member', $1) returning id)
     insert into memberships (organization_id, user_id, role)
     select m.organization_id, person.id, 'MEMBER' from person, memberships m join users u on u.id = m.user_id where u.email = $2`,
    [email, person.email],
  );
  await query(`update sessions set proved_at = null from users u where u.id = user_id and u.email = $1`, [
    person.email,
  ]);
  const makeOwner = async () => {
    await page.goto('/organization');
    await page.getByRole('button', { name: 'Manage New Member' }).click();
    await page.getByLabel('Role of New Member').selectOption('OWNER');
    await page.getByRole('button', { name: 'Change role of New Member' }).click();
  };
  await makeOwner();
  await expect(page.getByRole('heading', { level: 1, name: 'Once more, please' })).toBeVisible();
  await page.getByLabel('Your password').fill('a wrong guess');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('This is not your password.').first()).toBeVisible();
  await page.getByLabel('Your password').fill(person.password);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Nothing was done yet')).toBeVisible();
  await makeOwner();
  await expect(page.getByText('The role is changed: Owner.')).toBeVisible();
});
