/** What an entry can be about, by the name the trail has for it. */
export const subjectLabels: Record<string, string> = {
  tool: 'Tool',
  bundle: 'Bundle',
  bundle_tool: 'Tool in a bundle',
  tool_purchase: 'Tool purchase',
  bundle_purchase: 'Bundle purchase',
  order: 'Order',
  order_line: 'Order line',
  credit_note: 'Credit note',
  purchase_request: 'Purchase request',
  review: 'Review',
  tool_seat: 'Seat',
  membership: 'Membership',
  invitation: 'Invitation',
  organization: 'Organization',
  user: 'Person',
};

/** What can have happened to it. */
export const actionLabels: Record<string, string> = {
  insert: 'Added',
  update: 'Changed',
  delete: 'Removed',
  change_password: 'Password changed',
  export: 'Exported',
};

/** Columns whose name in words is not simply the column's name. */
const fieldLabels: Record<string, string> = {
  actor_id: 'Person',
  buyer_id: 'Bought by',
  bundle_id: 'Bundle',
  credit_note_id: 'Credit note',
  decided_by: 'Decided by',
  included_tools: 'Tools in it',
  invited_by: 'Invited by',
  is_active: 'Can be used',
  is_featured: 'Featured',
  is_platform_admin: 'Platform admin',
  is_popular: 'Popular',
  is_sold: 'Can be bought',
  order_id: 'Order',
  organization_id: 'Organization',
  placed_at: 'Placed',
  due_on: 'Due',
  purchased_by: 'Bought by',
  reviewer_id: 'Reviewer',
  subscription_tier: 'Tier',
  tool_id: 'Tool',
  user_id: 'Person',
};

/** A column in words: "price_at_purchase" is "Price at purchase". */
export function fieldLabel(column: string): string {
  const words = column.replaceAll('_', ' ');
  return fieldLabels[column] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
