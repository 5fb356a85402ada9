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
  /** The tools it charged. */
  tools: { id: string; name: string; price: number }[];
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
  const { rows: tools } = await database.sql.query<TestOrder['tools'][number]>(
    `select tool.id, tool.name, tool.price from order_line_tools tool join order_lines line on line.id = tool.order_line_id
     where tool.order_id = $1 order by line.position, tool.position`,
    [id],
  );
  return { id, number, total, tools };
}

/**
 * Orders of which is not taken back what their credit notes say, tool by tool where a credit note names some, or whose state
 * says something else: they are refunded or cancelled when every tool was taken back.
 */
export const wrongRefunds = `
  select o.number, o.payment_status, o.refunded_total, taken.amount, taken.notes, taken.tools, taken.credited
  from marketplace_orders o
  cross join lateral (
    select
      (select coalesce(sum(c.amount), 0)::integer from credit_note_lines c join order_line_tools t on t.id = c.order_line_tool_id where t.order_id = o.id) as amount,
      (select coalesce(sum(n.total), 0)::integer from credit_notes n where n.order_id = o.id) as notes,
      (select coalesce(sum(n.total), 0)::integer from credit_notes n where n.order_id = o.id
        and not exists (select from credit_note_lines c where c.credit_note_id = n.id)) as without_tools,
      (select count(*) from order_line_tools t where t.order_id = o.id) as tools,
      (select count(*) from credit_note_lines c join order_line_tools t on t.id = c.order_line_tool_id where t.order_id = o.id) as credited) taken
  where o.refunded_total <> taken.notes or taken.amount + taken.without_tools <> taken.notes
    or o.payment_status = 'REFUNDED' and taken.tools <> taken.credited
    or o.payment_status not in ('REFUNDED', 'CANCELLED') and taken.tools = taken.credited
    or taken.without_tools = 0 and exists (select from credit_note_lines c join order_line_tools t on t.id = c.order_line_tool_id
      where t.order_id = o.id and c.amount <> t.price)`;
