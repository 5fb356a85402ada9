/** Of an organization past its closing, what it used goes before the orders that billed it. */
const isKept = (row: string) =>
  `not exists (select from organizations where id = ${row}.organization_id and closing_at <= now())`;

/**
 * Conditions of money and ownership that hold at every moment, each as a query that selects what breaks it. They are written
 * over the tables alone, apart from the rules that keep them.
 */
export const moneyInvariants: Readonly<Record<string, string>> = {
  'the totals of an order are the sums of its lines, and it has some': `
    select o.number, o.subtotal, o.credit_total, o.total, sum(line.list_price) as listed, sum(line.credit) as credited, sum(line.price) as charged
    from marketplace_orders o
    left join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
    group by o.id having count(line.id) = 0
      or (o.subtotal, o.credit_total, o.total) <> (sum(line.list_price), sum(line.credit), sum(line.price))`,
  'a line charges what its tools cost together, and it charges some': `
    select o.number, line.name, line.price, sum(charged.price) as charged from order_lines line
    join marketplace_orders o on o.organization_id = line.organization_id and o.id = line.order_id
    left join order_line_tools charged on charged.organization_id = line.organization_id and charged.order_line_id = line.id
      and charged.order_id = line.order_id
    group by o.id, line.id having count(charged.id) = 0 or sum(charged.price) <> line.price`,
  'the running period of what is owned was charged by an order that stands, or cost nothing': `
    select purchase.id, purchase.organization_id, tool.slug, purchase.price_at_purchase, purchase.period_end, o.number, o.payment_status
    from tool_purchases purchase
    join marketplace_tools tool on tool.id = purchase.tool_id
    left join marketplace_orders o on o.organization_id = purchase.organization_id and o.id = purchase.order_id
    left join order_line_tools charged on charged.organization_id = o.organization_id and charged.order_id = o.id
      and charged.tool_id = purchase.tool_id and charged.units_billed is null
    where purchase.status = 'ACTIVE' and not (
      charged.id is not null and charged.price = purchase.price_at_purchase and charged.price_model = purchase.price_model
      and (charged.period_end is not distinct from purchase.period_end or purchase.period_end <= now())
      and o.payment_status in ('PENDING', 'PROCESSING', 'COMPLETED')
      and (o.payment_method <> 'CREDIT_CARD' or o.payment_status = 'COMPLETED')
      and not exists (select from credit_note_lines credited
        where credited.organization_id = charged.organization_id and credited.order_line_tool_id = charged.id))
      and not (purchase.order_id is null and purchase.price_at_purchase = 0)`,
  'nobody owns for nothing what had a price': `
    select o.number, charged.name, charged.list_price from order_line_tools charged
    join marketplace_orders o on o.organization_id = charged.organization_id and o.id = charged.order_id
    where charged.list_price > 0 and charged.price = 0`,
  'no period of what is owned ended more than a day ago': `
    select id, organization_id, tool_id, period_end from tool_purchases
    where status = 'ACTIVE' and suspended_at is null and period_end < now() - interval '1 day'`,
  'what is suspended is owed for, or in dispute': `
    select purchase.id, purchase.organization_id, tool.slug from tool_purchases purchase
    join marketplace_tools tool on tool.id = purchase.tool_id
    where purchase.suspended_at is not null and not (purchase.status = 'ACTIVE' and exists (
      select from order_line_tools charged
      join marketplace_orders o on o.organization_id = charged.organization_id and o.id = charged.order_id
      where charged.organization_id = purchase.organization_id and charged.tool_id = purchase.tool_id and o.suspended_at is not null
        and (o.disputed_at is not null or o.payment_status in ('PENDING', 'PROCESSING') and o.total > o.refunded_total)))`,
  'what an invoice charged that is overdue for two weeks is suspended, unless a later one for it is paid': `
    select o.number, o.due_on, charged.name from marketplace_orders o
    join order_line_tools charged on charged.organization_id = o.organization_id and charged.order_id = o.id
    join tool_purchases purchase on purchase.organization_id = o.organization_id and purchase.order_id = o.id
      and purchase.tool_id = charged.tool_id
    where o.payment_method = 'INVOICE' and o.payment_status = 'PENDING' and o.total > o.refunded_total
      and o.due_on + 15 < (now() at time zone 'UTC')::date and purchase.status = 'ACTIVE' and purchase.suspended_at is null`,
  'a tool that was credited names an order that charged it': `
    select line.order_id, credited.name, credited.credited_order_id from order_line_credits credited
    join order_lines line on line.organization_id = credited.organization_id and line.id = credited.order_line_id
    where not exists (select from order_line_tools charged where charged.organization_id = credited.organization_id
      and charged.order_id = credited.credited_order_id and charged.tool_id = credited.tool_id)`,
  'no organization owns a tool twice': `
    select organization_id, tool_id, count(*) from tool_purchases where status = 'ACTIVE' group by 1, 2 having count(*) > 1`,
  'the purchase of a bundle is active while a tool it sold is': `
    select bought.id, bought.organization_id, bought.status, count(held.id) as active_tools from bundle_purchases bought
    left join tool_purchases held on held.organization_id = bought.organization_id and held.bundle_purchase_id = bought.id and held.status = 'ACTIVE'
    group by bought.id having (bought.status = 'ACTIVE') <> (count(held.id) > 0)`,
  'what is taken back is what the credit notes say': `
    select o.number, o.refunded_total, sum(note.total) as notes from marketplace_orders o
    left join credit_notes note on note.organization_id = o.organization_id and note.order_id = o.id
    group by o.id having o.refunded_total <> coalesce(sum(note.total), 0)`,
  'a credit note takes back what its tools cost, or less where that is all that was left of the order': `
    select o.number, note.number as credit_note, note.total, sum(taken.amount) as taken, sum(charged.price) as charged
    from credit_notes note
    join marketplace_orders o on o.organization_id = note.organization_id and o.id = note.order_id
    join credit_note_lines taken on taken.organization_id = note.organization_id and taken.credit_note_id = note.id
    join order_line_tools charged on charged.organization_id = taken.organization_id and charged.id = taken.order_line_tool_id
    group by o.id, note.id having sum(taken.amount) <> note.total or bool_or(charged.order_id <> o.id)
      or bool_or(taken.amount > charged.price) or bool_or(taken.amount < charged.price) and o.refunded_total <> o.total`,
  'what of a paid order went back is credited': `
    select o.number, o.refunded_total, sum(gone.amount) as gone from marketplace_orders o
    join payment_reversals gone on gone.payment_intent = o.payment_intent and gone.state = 'GONE'
      and not exists (select from unmatched_payments payment where payment.id::text = gone.sent_for)
    where o.payment_status in ('COMPLETED', 'REFUNDED')
    group by o.id having least(sum(gone.amount), o.total) > o.refunded_total`,
  'an order is disputed while a dispute of its payment is open': `
    select o.number, o.disputed_at from marketplace_orders o
    where o.payment_status in ('COMPLETED', 'REFUNDED') and (o.disputed_at is not null) <> exists (select from payment_reversals dispute
      where dispute.payment_intent = o.payment_intent and dispute.kind = 'DISPUTE' and dispute.state = 'OPEN')`,
  'a payment that was assigned pays its order, all of what was owed': `
    select payment.reference, payment.amount, o.number from unmatched_payments payment
    join marketplace_orders o on o.id = payment.assigned_order_id
    where o.payment_intent is distinct from payment.payment_intent or o.payment_status not in ('COMPLETED', 'REFUNDED')
      or payment.amount > o.total`,
  'a period counts its uses, and a use counts for a period of its tool': `
    select period.id, period.organization_id, period.units_used, sum(used.units) as units from usage_periods period
    join order_line_tools sold on sold.organization_id = period.organization_id and sold.id = period.order_line_tool_id
    left join tool_uses used on used.organization_id = period.organization_id and used.usage_period_id = period.id
    where ${isKept('period')}
    group by period.id, sold.id
    having period.units_used <> coalesce(sum(used.units), 0) or bool_or(used.tool_id <> sold.tool_id)`,
  'what was used beyond the included units of a period that ended is billed once, to the cent': `
    select period.id, period.organization_id, period.units_used, sold.units_included, sold.unit_price, billed.price
    from usage_periods period
    join order_line_tools sold on sold.organization_id = period.organization_id and sold.id = period.order_line_tool_id
    left join order_line_tools billed on billed.organization_id = period.organization_id and billed.id = period.billing_line_tool_id
    left join marketplace_orders o on o.organization_id = billed.organization_id and o.id = billed.order_id
    where period.closed_at is not null and ${isKept('period')} and (
      coalesce(billed.price, 0) <> greatest(0, (select coalesce(sum(used.units), 0) from tool_uses used
        where used.organization_id = period.organization_id and used.usage_period_id = period.id) - sold.units_included) * sold.unit_price
      or billed.id is not null and (billed.tool_id <> sold.tool_id or billed.units_billed is null or not o.is_renewal))`,
  'a row that bills use bills that of a period': `
    select billed.id, billed.organization_id, billed.name from order_line_tools billed
    where billed.units_billed is not null and ${isKept('billed')} and not exists (select from usage_periods period
      where period.organization_id = billed.organization_id and period.billing_line_tool_id = billed.id)`,
  'the period of what is owned by use runs and was sold by its order, and none runs after its end but for what nobody can be billed': `
    select purchase.id, purchase.organization_id, purchase.status, purchase.price_model, sold.order_id
    from tool_purchases purchase
    left join usage_periods period on period.organization_id = purchase.organization_id and period.tool_purchase_id = purchase.id
      and period.closed_at is null
    left join order_line_tools sold on sold.organization_id = period.organization_id and sold.id = period.order_line_tool_id
    where case
      when purchase.status = 'ACTIVE' and purchase.price_model = 'USAGE_BASED' then sold.order_id is distinct from purchase.order_id
      when period.id is null then false
      else purchase.status = 'ACTIVE' or period.units_used <= sold.units_included end`,
  'a cancelled invoice is credited whole': `
    select number, total, refunded_total from marketplace_orders
    where payment_status = 'CANCELLED' and payment_method = 'INVOICE' and refunded_total <> total`,
};
