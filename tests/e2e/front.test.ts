import { expect, newPerson, signUp, test } from './shop.ts';

test('a visitor looks at the shop, reads how it works, and writes to the people behind it', async ({ page, query }) => {
  await page.goto('/');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Choose the tools your brokerage runs on');
  await expect(page.getByRole('img', { name: /^A page of REID Dashboard/ })).toBeVisible();
  const size = await heading.evaluate((element) => ({
    letters: Number.parseFloat(getComputedStyle(element).fontSize),
    lines: element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight),
  }));
  expect(size.letters).toBeGreaterThanOrEqual(48);
  expect(Math.round(size.lines)).toBe(2);

  const footer = page.getByRole('navigation', { name: 'Footer' });
  for (const [label, title] of [
    ['Terms', 'Terms'],
    ['Privacy', 'Privacy'],
    ['Trust', 'Security and trust'],
    ['How it works', 'How it works'],
  ] as const) {
    await footer.getByRole('link', { name: label, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }

  await page.getByRole('main').getByRole('link', { name: 'Contact' }).click();
  const { email } = newPerson();
  await page.getByLabel('Your name').fill('Ada Lovelace');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('What it is about').selectOption({ label: 'A question before buying' });
  await page.getByLabel('Message').fill('Does the CMA Generator know our county?');
  await page.getByRole('button', { name: 'Send message' }).click();
  await expect(page.getByRole('heading', { name: 'Your message is on its way' })).toBeVisible();
  const sent = await query(
    `select distinct content ->> 'topic' as topic, content ->> 'message' as message from outgoing_mail
     where kind = 'contact-message' and content ->> 'email' = $1`,
    [email],
  );
  expect(sent).toEqual([{ topic: 'QUESTION', message: 'Does the CMA Generator know our county?' }]);
});

test('a theme is chosen in the account menu, comes back to the page, and is the same after signing in again', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await signUp(page, newPerson());
  await page.goto('/bundles?page=1');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(page).toHaveURL(/\/bundles\?page=1$/);
  await expect(page.getByRole('status')).toContainText('dark');
  const dark = await background();
  expect(dark).not.toBe(light);

  // As the system is: dark where that is dark, and not where it is light.
  await page.getByRole('button', { name: /^Account:/ }).click();
  await expect(page.getByRole('button', { name: 'Dark', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'System', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('as your system');
  expect(await background()).toBe(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await background()).toBe(dark);

  // Light stays light where the system is dark.
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('button', { name: 'Light', exact: true }).click();
  await expect(page.getByRole('status')).toContainText('light');
  expect(await background()).toBe(light);
});

test('on a phone, every link of the footer is as large as a finger', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  for (const path of ['/', '/terms', '/contact']) {
    await page.goto(path);
    const heights = await page
      .getByRole('navigation', { name: 'Footer' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(8);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  }
});
