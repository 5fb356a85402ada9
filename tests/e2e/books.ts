import type { Page } from '@playwright/test';
import type { Person } from './shop.ts';

/** Asks the database as its owner. */
export type Query = <Row extends Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;

/** Gives the person's organization Expense & Tax, and them a seat. Returns the organization's id. */
export async function openBooks(query: Query, { email }: Person): Promise<string> {
  await query(
    `update organizations set subscription_tier = 'STARTER'
     where id = (select organization_id from memberships m join users u on u.id = m.user_id where u.email = $1)`,
    [email],
  );
  const [owned] = await query<{ id: string }>(
    `with owner as (select m.user_id, m.organization_id from memberships m join users u on u.id = m.user_id where u.email = $1),
       tool as (select * from marketplace_tools where slug = 'expense-tax'),
       bought as (insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchased_by, period_end)
         select organization_id, tool.id, tool.price, tool.price_model, user_id, now() + interval '1 month' from owner, tool
         returning organization_id),
       seated as (insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
         select organization_id, tool.id, user_id, user_id from owner, tool)
     select organization_id as id from bought`,
    [email],
  );
  if (!owned) throw new Error('The module was not bought.');
  return owned.id;
}

/** Opens the popover of a button that asks first, and confirms. */
export async function confirm(page: Page, label: string | RegExp, confirmation: string) {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('button', { name: confirmation, exact: true }).click();
}
