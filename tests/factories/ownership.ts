/**
 * Rule 1 and the count that follows from it, in SQL of its own: per tool, how many organizations own it by an active
 * purchase. Selects the tools whose count is another.
 */
export const wrongPurchaseCounts = `
  with owned as (select organization_id, tool_id from tool_purchases where status = 'ACTIVE')
  select tool.name, tool.purchase_count as kept, count(owned.organization_id)::integer as counted
  from marketplace_tools tool left join owned on owned.tool_id = tool.id
  group by tool.id having tool.purchase_count <> count(owned.organization_id)`;

/** Bundles whose original price is not the sum of their tools, or whose discount does not follow from the prices. */
export const wrongBundlePrices = `
  select bundle.name, bundle.original_price as kept, coalesce(content.total, 0) as summed, bundle.discount
  from tool_bundles bundle
  left join (select bundle_id, sum(price)::integer as total from bundle_tools join marketplace_tools tool on tool.id = tool_id
    group by bundle_id) content on content.bundle_id = bundle.id
  where bundle.original_price <> coalesce(content.total, 0)
    or bundle.discount <> round(greatest(0, 100 - 100 * bundle.bundle_price / nullif(coalesce(content.total, 0), 0)::numeric), 2)
    or content.total is null and bundle.discount <> 0`;

/** Bundles whose count is not that of the organizations that have them. */
export const wrongBundlePurchaseCounts = `
  select bundle.name, bundle.purchase_count as kept, count(purchase.id)::integer as counted
  from tool_bundles bundle left join bundle_purchases purchase on purchase.bundle_id = bundle.id and purchase.status = 'ACTIVE'
  group by bundle.id having bundle.purchase_count <> count(purchase.id)`;
