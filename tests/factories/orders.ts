import type { TestDatabase } from '../setup/database.ts';
import { fillCart } from './carts.ts';
import { checkOut } from './checkout.ts';
import type { TestOrganization, TestPerson } from './organizations.ts';
import { only, present } from './rows.ts';

/** An order as it was placed. */
export interface TestOrder {
  id: string;
  number: string;
  total: number;
  lines: { id: string; name: string; price: number }[];
}

/** Orders the tools and bundles on invoice, through the cart, as the OWNER unless told otherwise. */
export async function buy(
  database: TestDatabase,
  organization: TestOrganization,
  items: Parameters<typeof fillCart>[3],
  buyer: TestPerson = organization.owner,
): Promise<TestOrder> {
  await fillCart(database.sql, organization.id, buyer.id, items);
  const { outcome, orderNumber } = await checkOut(database, buyer);
  if (outcome !== 'PLACED') throw new Error(`Nothing was ordered: ${outcome}.`);
  const number = present(orderNumber);
  const { id, total } = only(
    await database.sql.query<{ id: string; total: number }>(
      'select id, total from marketplace_orders where number = $1',
      [number],
    ),
  );
  const { rows: lines } = await database.sql.query<TestOrder['lines'][number]>(
    'select id, name, price from order_lines where order_id = $1 order by position',
    [id],
  );
  return { id, number, total, lines };
}

/**
 * Orders of which is not taken back what their credit notes say, line by line, or whose state says something else: they are
 * refunded exactly when every line was taken back.
 */
export const wrongRefunds = `
  select o.number, o.payment_status, o.refunded_total, taken.amount, taken.notes, taken.lines, taken.credited
  from marketplace_orders o
  cross join lateral (
    select
      (select coalesce(sum(c.amount), 0)::integer from credit_note_lines c join order_lines l on l.id = c.order_line_id where l.order_id = o.id) as amount,
      (select coalesce(sum(n.total), 0)::integer from credit_notes n where n.order_id = o.id) as notes,
      (select count(*) from order_lines l where l.order_id = o.id) as lines,
      (select count(*) from credit_note_lines c join order_lines l on l.id = c.order_line_id where l.order_id = o.id) as credited) taken
  where o.refunded_total <> taken.amount or taken.amount <> taken.notes
    or (o.payment_status = 'REFUNDED') <> (taken.lines = taken.credited and taken.lines > 0)
    or exists (select from credit_note_lines c join order_lines l on l.id = c.order_line_id
      where l.order_id = o.id and c.amount <> l.price)`;
