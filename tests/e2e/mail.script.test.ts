import type { Page } from '@playwright/test';
import { mailSamples } from '../factories/mail.ts';
import { findViolations } from './axe.ts';
import { expect, newPerson, signUp, test } from './shop.ts';

// Every message in a browser, as wide as a phone and as a mail program, light and dark. The report shows the looks that have flaws.

// Axe has to come past the sandbox the message is shown in.
test.use({ bypassCSP: true });

/** Faults of the look of the message that is open. */
async function findFlaws(page: Page): Promise<string[]> {
  const violations = await findViolations(page);
  const layout = await page.evaluate(() => {
    const found: string[] = [];
    const excess = document.documentElement.scrollWidth - window.innerWidth;
    if (excess > 0) found.push(`the message is ${excess} px wider than the screen`);
    for (const element of document.querySelectorAll<HTMLElement>('main *')) {
      const { left, right } = element.getBoundingClientRect();
      const name = `${element.tagName} "${element.textContent?.slice(0, 30)}"`;
      if (left < 0 || right > window.innerWidth) found.push(`${name} reaches out of the screen`);
      if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
        found.push(`${name} is cut off`);
    }
    const wide = document.querySelector('main table table');
    if (wide && wide.getBoundingClientRect().width > 600) found.push('the message is wider than 600 px');
    if (document.images.length > 0) found.push('there is a picture to load');
    return found;
  });
  return [...violations, ...layout];
}

test('every message fits, reads and contrasts on every screen', async ({ page, query, request }, information) => {
  test.setTimeout(300_000);
  const { email } = newPerson();
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  const samples = [
    ...mailSamples,
    ...mailSamples
      .filter(({ form }) => form === 'by invoice' || form === 'with a reason')
      .map(({ kind, content }) => ({
        kind,
        form: 'with long names',
        secret: undefined,
        content: {
          ...content,
          organization: long,
          lines: [
            {
              kind: 'BUNDLE',
              name: long,
              listPrice: 99_999_999,
              credit: 1,
              price: 99_999_998,
              tools: [{ name: long, priceModel: 'ONE_TIME', price: 99_999_998, periodStart: null, periodEnd: null }],
              credited: [{ name: long, orderNumber: 'LOT-100017' }],
            },
          ],
        },
      })),
  ];
  for (const [index, { kind, content, secret }] of samples.entries()) {
    await query('insert into outgoing_mail (key, recipient, kind, content, secret) values ($1, $2, $3, $4, $5)', [
      `picture:${email}:${index}`,
      email,
      kind,
      JSON.stringify(content),
      secret ?? null,
    ]);
  }
  await request.get(process.env.SHOP_SCHEDULE_URL ?? '', { timeout: 60_000 });
  const person = newPerson();
  await signUp(page, person);
  await page.goto('/organization');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Invite' }).click();
  await page.context().clearCookies();
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(person.email);
  await page.getByRole('button', { name: 'Send link' }).click();

  // To the person: the code that confirms their address, and the link of the reset. To the other: the invitation.
  const listMail = async () => {
    const answer = await request.get(`${process.env.SHOP_OUTBOX_URL}/messages`);
    const messages: { id: string; to: string; subject: string }[] = await answer.json();
    return messages.filter(({ to }) => to === email || to === person.email);
  };
  await expect.poll(async () => (await listMail()).length).toBe(samples.length + 3);

  const found: Record<string, string[]> = {};
  for (const { id, subject } of await listMail()) {
    await page.goto(`/outbox/${id}/html`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [390, 700]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        const flaws = await findFlaws(page);
        const name = `${subject}, ${colorScheme}, ${width} px`;
        if (flaws.length === 0) continue;
        found[name] = flaws;
        await information.attach(name, { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
      }
    }
  }
  expect(found).toEqual({});
});

test('the outbox leads from a message to its HTML, which runs no script and loads nothing', async ({ page }) => {
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill('owner@summit.test');
  await page.getByRole('button', { name: 'Send link' }).click();
  await expect(async () => {
    await page.goto('/outbox');
    await page
      .getByRole('row')
      .filter({ hasText: 'owner@summit.test' })
      .filter({ hasText: 'Choose a new Lotline password' })
      .first()
      .getByRole('link')
      .click();
  }).toPass();
  const address = await page.getByRole('link', { name: 'See it as HTML' }).getAttribute('href');
  const response = await page.goto(address ?? '');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain('sandbox');
  expect(policy).not.toContain('script');
  await page.getByRole('link', { name: 'Choose a new password' }).click();
  await expect(page.getByRole('button', { name: 'Change password' })).toBeVisible();
});
