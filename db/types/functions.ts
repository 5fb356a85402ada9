// Made by `npm run db:types` from the functions of the database. Change those, in db/rules, and run it again.

/** Functions the application may call: what goes in, the rows that come out, and the outcomes they declare. */
export interface DatabaseFunctions {
  accept_cart_prices: { arguments: Record<never, never>; row: { value: null } };
  accept_invitation: { arguments: { tokenHash: string | null; name: string | null; passwordHash: string | null; sessionTokenHash: string | null; guestCart: object | null }; row: { value: { outcome: 'JOINED' | 'CLOSED' | 'SIGN_IN_FIRST' | 'OTHER_ACCOUNT' } } };
  add_receipts: { arguments: { expenseId: string | null; files: object | null }; row: { key: string; outcome: 'ADDED' | 'SAME' | 'FULL' | 'NO_ROOM' | 'TOO_OFTEN' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR'; isElsewhere: boolean } };
  add_to_cart: { arguments: { kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { outcome: 'ADDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW' | 'FULL'; name: string | null; requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null } };
  apply_dispute: { arguments: { event: string | null; type: string | null; reference: string | null; intent: string | null; amount: number | null; currency: string | null; state: 'OPEN' | 'GONE' | 'KEPT' | null; happenedAt: string | null }; row: { outcome: 'APPLIED' | 'WAITING' | 'UNCHANGED' } };
  apply_payment_event: { arguments: { event: string | null; type: string | null; state: string | null; reference: string | null; number: string | null; intent: string | null; amount: number | null; currency: string | null }; row: { outcome: 'COMPLETED' | 'RETURNED' | 'PROCESSING' | 'CANCELLED' | 'STILL_OWED' | 'UNCHANGED' | 'UNMATCHED' | 'UNKNOWN' } };
  apply_refunds: { arguments: { event: string | null; type: string | null; intent: string | null; refunds: object | null }; row: { outcome: 'APPLIED' | 'WAITING' | 'UNCHANGED' } };
  approve_request: { arguments: { requestId: string | null; key: string | null; shown: object | null; paymentMethod: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; purchaseOrderNumber: string | null; billing: object | null }; row: { outcome: 'PLACED' | 'REPLAYED' | 'KEY_REUSED' | 'NOT_ALLOWED' | 'METHOD_NOT_OFFERED' | 'EMPTY' | 'BLOCKED' | 'CHANGED' | 'BEING_PAID' | 'OVER_LIMIT' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST'; orderNumber: string | null } };
  assign_payment: { arguments: { paymentId: string | null; number: string | null }; row: { outcome: 'ASSIGNED' | 'RESOLVED' | 'NOT_FOUND' | 'NOT_ASSIGNABLE' | 'NO_ORDER' | 'NOT_OWED' | 'BEING_PAID' | 'OTHER_AMOUNT' | 'OTHER_CURRENCY' | 'OWNED_OTHERWISE'; openCheckout: string | null } };
  assign_seat: { arguments: { toolId: string | null; userId: string | null }; row: { outcome: 'ASSIGNED' | 'HAS_SEAT' | 'NOT_ALLOWED' | 'NOT_OWNED' | 'EVERYONE' | 'NOT_A_MEMBER' | 'VIEWER' | 'NO_SEAT_LEFT' } };
  begin_request: { arguments: { tokenHash: string | null; readOnly: boolean | null; formOrganization?: string | null; usedTool?: string | null }; row: { value: unknown } };
  cancel_order: { arguments: { number: string | null; with: readonly (string)[] | null }; row: { outcome: 'CANCELLED' | 'CHANGED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'PAID' | 'BEING_PAID' | 'REFUNDED' | 'CLOSED' | 'RENEWED' | 'TOO_LATE' | 'USED' | 'REPEATED' | 'RESTED_ON' } };
  cancel_purchase: { arguments: { kind: 'TOOL' | 'BUNDLE' | null; purchaseId: string | null }; row: { outcome: 'CANCELLED' | 'ENDED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  change_name: { arguments: { name: string | null }; row: { value: boolean | null } };
  change_role: { arguments: { userId: string | null; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | null }; row: { outcome: 'CHANGED' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'LAST_OWNER' } };
  check_cart_item: { arguments: { organizationId: string | null; kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { outcome: 'ADDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW'; name: string | null; price: number; requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null } };
  claim_mail: { arguments: { limit: number | null }; row: { id: string; attempt: number; kind: string; recipient: string; content: unknown } };
  count_ratings: { arguments: { toolSlug: string | null }; row: { rating: number; count: number } };
  count_waiting_requests: { arguments: Record<never, never>; row: { value: number | null } };
  current_organization_id: { arguments: Record<never, never>; row: { value: string | null } };
  current_user_id: { arguments: Record<never, never>; row: { value: string | null } };
  decide_tool_access: { arguments: { toolId: string | null; isModule: boolean | null }; row: { value: string | null } };
  decline_request: { arguments: { requestId: string | null; note: string | null }; row: { outcome: 'DECLINED' | 'NO_NOTE' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST' } };
  delete_review: { arguments: { toolSlug: string | null }; row: { outcome: 'DELETED' | 'NONE' } };
  describe_charged_tools: { arguments: { line: unknown | null }; row: { value: unknown } };
  describe_credit_note: { arguments: { creditNoteId: string | null }; row: { value: unknown } };
  describe_credited_tools: { arguments: { line: unknown | null }; row: { value: unknown } };
  describe_order: { arguments: { orderId: string | null }; row: { value: unknown } };
  describe_priced_tool: { arguments: { id: string | null; name: string | null; state: string | null; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM' | null; listPrice: number | null; price: number | null; renewalPrice: number | null; usageUnit: string | null; unitsIncluded: number | null; unitPrice: number | null }; row: { value: unknown } };
  describe_shown_line: { arguments: { line: unknown | null }; row: { value: unknown } };
  describe_shown_lines: { arguments: { lines: readonly (unknown)[] | null }; row: { value: unknown } };
  divide_cents: { arguments: { cents: number | null; weights: readonly (string)[] | null }; row: { value: readonly (string)[] | null } };
  drop_old_receipts: { arguments: { limit: number | null }; row: { value: string | null } };
  end_all_sessions: { arguments: Record<never, never>; row: { value: number | null } };
  end_of_period: { arguments: { start: string | null; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM' | null }; row: { value: string | null } };
  end_session: { arguments: Record<never, never>; row: { value: null } };
  export_module_rows: { arguments: { table: string | null; columns: readonly (string)[] | null; key: readonly (string)[] | null; after: object | null; limit: number | null }; row: { value: unknown } };
  find_cancellation: { arguments: { number: string | null }; row: { outcome: 'CANCELLABLE' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CANCELLED' | 'PAID' | 'BEING_PAID' | 'REFUNDED' | 'CLOSED' | 'RENEWED' | 'TOO_LATE' | 'USED' | 'REPEATED' | 'RESTED_ON'; orderNumbers: readonly (string)[] } };
  find_card_payment: { arguments: { number: string | null }; row: { outcome: 'PAYABLE' | 'CLOSED'; id: string; reference: string | null; amount: number; currency: string; email: string; description: string; placedAt: string; expiresAt: string } };
  find_invitation: { arguments: { tokenHash: string | null }; row: { organizationName: string; email: string; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER'; invitedBy: string; hasAccount: boolean } };
  find_own_review: { arguments: { toolSlug: string | null }; row: { isOfOrganization: boolean; rating: number; title: string | null; review: string; status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'FLAGGED'; moderationNote: string | null; createdAt: string } };
  find_public_report: { arguments: { tokenHash: string | null }; row: { name: string | null; reportType: 'NEIGHBORHOOD_ANALYSIS' | 'MARKET_OVERVIEW' | 'COMPARATIVE_STUDY' | 'INVESTMENT_ANALYSIS' | 'DEMOGRAPHIC_REPORT' | 'CUSTOM' | null; periodStart: string | null; periodEnd: string | null; data: unknown; insights: unknown; generatedAt: string | null; expiresAt: string | null } };
  find_receipt_room: { arguments: { expenseId: string | null }; row: { outcome: 'OPEN' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR' | 'TOO_OFTEN'; ownerId: string | null; places: number; bytes: string } };
  find_tool: { arguments: { slug: string | null }; row: { value: string | null } };
  find_usage: { arguments: { toolId: string | null }; row: { purchaseId: string; usageUnit: string; unitsIncluded: number; unitPrice: number; unitsUsed: number; cost: string; periodStart: string; periodEnd: string; cap: number | null; invoiceRoom: string } };
  finish_password_change: { arguments: { checkedHash: string | null; passwordHash: string | null }; row: { value: boolean | null } };
  finish_sign_in: { arguments: { userId: string | null; passwordHash: string | null; tokenHash: string | null; guestCart: object | null }; row: { value: unknown } };
  flag_review: { arguments: { reviewId: string | null; reason: string | null }; row: { outcome: 'FLAGGED' | 'ALREADY' | 'OWN' | 'NOT_PUBLISHED' | 'NOT_ALLOWED' } };
  forget_counts: { arguments: Record<never, never>; row: { value: number | null } };
  forgive_search: { arguments: { text: string | null }; row: { value: unknown } };
  hand_over_mail: { arguments: { id: string | null; attempt: number | null }; row: { value: boolean | null } };
  hand_over_ownership: { arguments: { userId: string | null }; row: { outcome: 'HANDED_OVER' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  invite: { arguments: { email: string | null; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | null; tokenHash: string | null }; row: { outcome: 'INVITED' | 'ALREADY_MEMBER' | 'NOT_ALLOWED' | 'TOO_OFTEN' } };
  is_password_reset_open: { arguments: { tokenHash: string | null }; row: { value: boolean | null } };
  is_platform_admin: { arguments: Record<never, never>; row: { value: boolean | null } };
  leave_organization: { arguments: Record<never, never>; row: { outcome: 'LEFT' | 'LAST_OWNER' | 'NOT_ALLOWED' } };
  list_credit_notes: { arguments: { orderId: string | null }; row: { value: unknown } };
  list_overdue_invoices: { arguments: { limit: number | null }; row: { number: string; invoiceNumber: string | null; organizationId: string; organizationName: string; billingEmail: string | null; owed: number; currency: string; dueOn: string; isBeingPaid: boolean; suspendedAt: string | null; remindedOn: string | null; refundedTotal: number; rowIds: readonly (string)[] } };
  list_overdue_payments: { arguments: { limit: number | null }; row: { number: string; reference: string | null } };
  list_payments_to_send: { arguments: { limit: number | null }; row: { id: string; intent: string; amount: number } };
  list_refunds_to_send: { arguments: { limit: number | null }; row: { number: string; intent: string; amount: number } };
  list_same_receipts: { arguments: { expenseId: string | null }; row: { receiptId: string; expenseId: string | null; merchant: string | null; date: string | null } };
  list_unnamed_files: { arguments: { keys: readonly (string)[] | null }; row: { value: string | null } };
  may_read_tool: { arguments: { slug: string | null }; row: { value: boolean | null } };
  may_see_taxes: { arguments: Record<never, never>; row: { value: boolean | null } };
  may_use_tool: { arguments: { slug: string | null }; row: { value: boolean | null } };
  moderate_review: { arguments: { reviewId: string | null; isApproved: boolean | null; note: string | null; version: string | null }; row: { outcome: 'MODERATED' | 'NO_NOTE' | 'CHANGED' | 'NONE' } };
  module_addresses: { arguments: Record<never, never>; row: { toolId: string | null; address: string | null } };
  open_tool: { arguments: { toolId: string | null; key: string | null }; row: { outcome: 'OPENED' | 'NO_ADDRESS' | 'NOT_OWNED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' | 'CAPPED'; address: string | null } };
  order_page: { arguments: { number: string | null; words: string | null; status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'REFUNDED' | 'CANCELLED' | null; method: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; from: string | null; until: string | null; beforePlacedAt: string | null; beforeNumber: string | null; limit: number | null }; row: { value: string | null } };
  ordered_in_month: { arguments: { organizationId: string | null; at: string | null }; row: { value: string | null } };
  organization_audit_trail: { arguments: { filters: object | null; after: string | null; limit: number | null }; row: { id: string | null; chainPosition: string | null; occurredAt: string | null; organizationId: string | null; organizationName: string | null; actorId: string | null; actorName: string | null; action: string | null; subjectType: string | null; subjectId: string | null; before: unknown; after: unknown; names: unknown } };
  organization_page: { arguments: { words: string | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; afterName: string | null; afterId: string | null; limit: number | null }; row: { value: string | null } };
  owned_tool_access: { arguments: { toolId: string | null; status: 'ACTIVE' | 'COMING_SOON' | 'BETA' | 'DEPRECATED' | 'DISABLED' | null; isSuspended: boolean | null; isByUse: boolean | null; seatsIncluded: number | null; moduleTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null }; row: { outcome: 'ALLOWED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' | 'CAPPED' } };
  owned_tool_ids: { arguments: { organizationId: string | null }; row: { value: string | null } };
  pay_back_payment: { arguments: { paymentId: string | null }; row: { outcome: 'PAID_BACK' | 'RESOLVED' | 'NOT_FOUND' } };
  place_order: { arguments: { key: string | null; shown: object | null; paymentMethod: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; purchaseOrderNumber: string | null; billing: object | null }; row: { outcome: 'PLACED' | 'REPLAYED' | 'KEY_REUSED' | 'NOT_ALLOWED' | 'METHOD_NOT_OFFERED' | 'EMPTY' | 'BLOCKED' | 'CHANGED' | 'BEING_PAID' | 'OVER_LIMIT' | 'INVOICE_OVERDUE' | 'OVER_INVOICE_LIMIT'; orderNumber: string | null } };
  platform_audit_trail: { arguments: { filters: object | null; after: string | null; limit: number | null }; row: { id: string | null; chainPosition: string | null; occurredAt: string | null; organizationId: string | null; organizationName: string | null; actorId: string | null; actorName: string | null; action: string | null; subjectType: string | null; subjectId: string | null; before: unknown; after: unknown; names: unknown } };
  price_at_rate: { arguments: { price: number | null; bundlePrice: number | null; originalPrice: number | null }; row: { value: number | null } };
  price_bundle_tools: { arguments: { bundleId: string | null; bundlePrice: number | null; originalPrice: number | null; owned: readonly (string)[] | null; paid: readonly (string)[] | null }; row: { tools: unknown; highestTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; listPrice: number | null; price: number | null; charged: number | null; included: string | null; held: number | null } };
  price_cart: { arguments: { organizationId: string | null; tools: object | null; bundles: object | null }; row: { kind: 'TOOL' | 'BUNDLE' | null; id: string | null; slug: string | null; name: string | null; icon: string | null; state: string | null; includedIn: string | null; requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM' | null; priceSeen: number | null; listPrice: number | null; credit: number | null; price: number | null; tools: unknown } };
  published_review_page: { arguments: { toolSlug: string | null; order: string | null; limit: number | null; offset: number | null }; row: { value: string | null } };
  record_card_payment: { arguments: { number: string | null; reference: string | null }; row: { value: boolean | null } };
  record_export: { arguments: Record<never, never>; row: { outcome: 'RECORDED' | 'NOT_ALLOWED' } };
  record_payment: { arguments: { orderId: string | null }; row: { outcome: 'RECORDED' | 'NOT_FOUND' | 'ALREADY_PAID' | 'NOT_DUE' } };
  record_payment_refund: { arguments: { paymentId: string | null; reference: string | null }; row: { value: null } };
  record_refund: { arguments: { number: string | null; reference: string | null }; row: { value: null } };
  record_use: { arguments: { toolId: string | null; key: string | null; units: number | null }; row: { outcome: 'RECORDED' | 'REPEATED' | 'CAPPED' | 'NOT_BY_USE' | 'NOT_OWNED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' } };
  refund_order: { arguments: { orderId: string | null; rowIds: readonly (string)[] | null; reason: string | null; shownRefundedTotal: number | null }; row: { outcome: 'REFUNDED' | 'NOT_FOUND' | 'NO_REASON' | 'NO_LINES' | 'NOTHING_OWED' | 'NOT_PAID' | 'CHANGED'; creditNoteNumber: string | null } };
  remind_of_invoice: { arguments: { number: string | null }; row: { outcome: 'REMINDED' | 'REMINDED_TODAY' | 'NOT_OWED' | 'NOT_FOUND' } };
  remove_from_cart: { arguments: { kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { value: null } };
  remove_member: { arguments: { userId: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  remove_receipt: { arguments: { id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR'; expenseId: string | null } };
  remove_request_line: { arguments: { requestId: string | null; kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { outcome: 'REMOVED' | 'LAST_LINE' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST' } };
  rename_organization: { arguments: { name: string | null }; row: { outcome: 'RENAMED' | 'NOT_ALLOWED' } };
  reply_to_review: { arguments: { reviewId: string | null; reply: string | null; version: string | null }; row: { outcome: 'REPLIED' | 'CHANGED' | 'NONE' } };
  request_password_reset: { arguments: { email: string | null; tokenHash: string | null }; row: { name: string; email: string } };
  resend_invitation: { arguments: { id: string | null; tokenHash: string | null }; row: { outcome: 'RESENT' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'TOO_OFTEN'; email: string | null; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | null } };
  reset_password: { arguments: { tokenHash: string | null; passwordHash: string | null }; row: { value: boolean | null } };
  restore_receipt: { arguments: { id: string | null }; row: { outcome: 'RESTORED' | 'FULL' | 'NO_ROOM' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR'; expenseId: string | null } };
  review_queue: { arguments: { queue: 'PENDING' | 'APPROVED' | 'REJECTED' | 'FLAGGED' | null; words: string | null; limit: number | null; offset: number | null }; row: { value: string | null } };
  revoke_invitation: { arguments: { id: string | null }; row: { outcome: 'REVOKED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  revoke_seat: { arguments: { toolId: string | null; userId: string | null }; row: { outcome: 'REVOKED' | 'NO_SEAT' | 'NOT_ALLOWED' } };
  run_due_invoices: { arguments: Record<never, never>; row: { reminded: number; suspended: number; busy: number; more: boolean } };
  run_due_purchases: { arguments: Record<never, never>; row: { renewed: number; expired: number; warned: number; busy: number; failed: number; more: boolean } };
  running_usage: { arguments: { organizationId: string | null }; row: { periodId: string | null; toolPurchaseId: string | null; toolId: string | null; name: string | null; usageUnit: string | null; unitsIncluded: number | null; unitPrice: number | null; unitsUsed: number | null; unitsBeyond: number | null; amount: string | null; periodStart: string | null; periodEnd: string | null } };
  save_bundle: { arguments: { id: string | null; revision: number | null; bundle: object | null; toolIds: readonly (string)[] | null; sum: number | null; status: 'DRAFT' | 'ACTIVE' | 'ARCHIVED' | null }; row: { outcome: 'SAVED' | 'MISSING' | 'STALE' | 'UNKNOWN_TOOL' | 'PRICES_CHANGED' | 'SLUG_TAKEN' | 'OWNED' | 'TOO_FEW_TOOLS' | 'UNSOLD_TOOLS' | 'PRICE_ABOVE_SUM' | 'PRICE_TOO_LOW' } };
  save_review: { arguments: { toolSlug: string | null; rating: number | null; title: string | null; review: string | null }; row: { outcome: 'WRITTEN' | 'EDITED' | 'UNCHANGED' | 'NO_TOOL' | 'NOT_ALLOWED' | 'NOT_OWNED' | 'ELSEWHERE' | 'TOO_OFTEN' } };
  save_seller: { arguments: { revision: number | null; seller: object | null }; row: { outcome: 'SAVED' | 'CHANGED' } };
  send_request: { arguments: { reason: string | null }; row: { outcome: 'SENT' | 'NOT_ALLOWED' | 'NO_REASON' | 'EMPTY' | 'BLOCKED' | 'WITHIN_LIMIT' | 'TOO_MANY' } };
  set_credit: { arguments: { organizationId: string | null; invoiceLimit: number | null; invoiceApproval: number | null }; row: { outcome: 'CHANGED' | 'NOT_FOUND' } };
  set_renewal: { arguments: { purchaseId: string | null; renews: boolean | null }; row: { outcome: 'SAVED' | 'NO_PERIOD' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  set_spending_limit: { arguments: { cents: number | null }; row: { outcome: 'SET' | 'NOT_ALLOWED' } };
  set_tier: { arguments: { organizationId: string | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null }; row: { outcome: 'CHANGED' | 'NOT_FOUND' } };
  set_usage_cap: { arguments: { purchaseId: string | null; cents: number | null }; row: { outcome: 'SET' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'NOT_BY_USE' } };
  settle_mail: { arguments: { id: string | null; attempt: number | null; error: string | null; again: boolean | null }; row: { outcome: 'SENT' | 'LATER' | 'GIVEN_UP' | null } };
  show_cart: { arguments: Record<never, never>; row: { value: unknown } };
  show_credit: { arguments: Record<never, never>; row: { room: number; approved: number | null; isOverdue: boolean; overdueOrders: readonly (string)[]; contact: string } };
  show_request: { arguments: { requestId: string | null }; row: { value: unknown } };
  sign_up: { arguments: { name: string | null; email: string | null; passwordHash: string | null; organization: string | null; tokenHash: string | null; guestCart: object | null; addressDigest?: string | null }; row: { value: { outcome: 'CREATED' | 'EMAIL_TAKEN' | 'TOO_OFTEN' } } };
  start_password_change: { arguments: Record<never, never>; row: { passwordHash: string | null; waitSeconds: number } };
  start_sign_in: { arguments: { email: string | null }; row: { userId: string | null; passwordHash: string | null; waitSeconds: number } };
  suspend_overdue_order: { arguments: { number: string | null }; row: { outcome: 'SUSPENDED' | 'SUSPENDED_BEFORE' | 'NOT_OVERDUE' | 'BEING_PAID' | 'NOT_FOUND' } };
  suspends_on: { arguments: { dueOn: string | null }; row: { value: string | null } };
  switch_organization: { arguments: { organizationId: string | null }; row: { value: boolean | null } };
  tool_access: { arguments: { toolId: string | null }; row: { outcome: 'ALLOWED' | 'NOT_OWNED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' | 'CAPPED' } };
  tool_address: { arguments: { toolId: string | null }; row: { value: string | null } };
  tool_search_document: { arguments: { name: string | null; description: string | null; longDescription: string | null; tags: readonly (string)[] | null }; row: { value: unknown } };
  tool_words: { arguments: { name: string | null; slug: string | null; tags: readonly (string)[] | null }; row: { value: string | null } };
  withdraw_request: { arguments: { requestId: string | null }; row: { outcome: 'WITHDRAWN' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' } };
}

/** How each is called: its arguments in their order, and the columns of its rows. */
export const databaseFunctions = {
  accept_cart_prices: { takes: [], json: [], gives: ['value'], isValue: true },
  accept_invitation: { takes: ['p_token_hash', 'p_name', 'p_password_hash', 'p_session_token_hash', 'p_guest_cart'], json: ['p_guest_cart'], gives: ['value'], isValue: true },
  add_receipts: { takes: ['p_expense_id', 'p_files'], json: ['p_files'], gives: ['key', 'outcome', 'is_elsewhere'], isValue: false },
  add_to_cart: { takes: ['p_kind', 'p_id'], json: [], gives: ['outcome', 'name', 'required_tier'], isValue: false },
  apply_dispute: { takes: ['p_event', 'p_type', 'p_reference', 'p_intent', 'p_amount', 'p_currency', 'p_state', 'p_happened_at'], json: [], gives: ['outcome'], isValue: true },
  apply_payment_event: { takes: ['p_event', 'p_type', 'p_state', 'p_reference', 'p_number', 'p_intent', 'p_amount', 'p_currency'], json: [], gives: ['outcome'], isValue: true },
  apply_refunds: { takes: ['p_event', 'p_type', 'p_intent', 'p_refunds'], json: ['p_refunds'], gives: ['outcome'], isValue: true },
  approve_request: { takes: ['p_request_id', 'p_key', 'p_shown', 'p_payment_method', 'p_purchase_order_number', 'p_billing'], json: ['p_shown', 'p_billing'], gives: ['outcome', 'order_number'], isValue: false },
  assign_payment: { takes: ['p_payment_id', 'p_number'], json: [], gives: ['outcome', 'open_checkout'], isValue: false },
  assign_seat: { takes: ['p_tool_id', 'p_user_id'], json: [], gives: ['outcome'], isValue: true },
  begin_request: { takes: ['p_token_hash', 'p_read_only', 'p_form_organization', 'p_used_tool'], json: [], gives: ['value'], isValue: true },
  cancel_order: { takes: ['p_number', 'p_with'], json: [], gives: ['outcome'], isValue: true },
  cancel_purchase: { takes: ['p_kind', 'p_purchase_id'], json: [], gives: ['outcome'], isValue: true },
  change_name: { takes: ['p_name'], json: [], gives: ['value'], isValue: true },
  change_role: { takes: ['p_user_id', 'p_role'], json: [], gives: ['outcome'], isValue: true },
  check_cart_item: { takes: ['p_organization_id', 'p_kind', 'p_id'], json: [], gives: ['outcome', 'name', 'price', 'required_tier'], isValue: false },
  claim_mail: { takes: ['p_limit'], json: [], gives: ['id', 'attempt', 'kind', 'recipient', 'content'], isValue: false },
  count_ratings: { takes: ['p_tool_slug'], json: [], gives: ['rating', 'count'], isValue: false },
  count_waiting_requests: { takes: [], json: [], gives: ['value'], isValue: true },
  current_organization_id: { takes: [], json: [], gives: ['value'], isValue: true },
  current_user_id: { takes: [], json: [], gives: ['value'], isValue: true },
  decide_tool_access: { takes: ['p_tool_id', 'p_is_module'], json: [], gives: ['value'], isValue: true },
  decline_request: { takes: ['p_request_id', 'p_note'], json: [], gives: ['outcome'], isValue: true },
  delete_review: { takes: ['p_tool_slug'], json: [], gives: ['outcome'], isValue: true },
  describe_charged_tools: { takes: ['p_line'], json: [], gives: ['value'], isValue: true },
  describe_credit_note: { takes: ['p_credit_note_id'], json: [], gives: ['value'], isValue: true },
  describe_credited_tools: { takes: ['p_line'], json: [], gives: ['value'], isValue: true },
  describe_order: { takes: ['p_order_id'], json: [], gives: ['value'], isValue: true },
  describe_priced_tool: { takes: ['p_id', 'p_name', 'p_state', 'p_price_model', 'p_list_price', 'p_price', 'p_renewal_price', 'p_usage_unit', 'p_units_included', 'p_unit_price'], json: [], gives: ['value'], isValue: true },
  describe_shown_line: { takes: ['p_line'], json: [], gives: ['value'], isValue: true },
  describe_shown_lines: { takes: ['p_lines'], json: [], gives: ['value'], isValue: true },
  divide_cents: { takes: ['p_cents', 'p_weights'], json: [], gives: ['value'], isValue: true },
  drop_old_receipts: { takes: ['p_limit'], json: [], gives: ['value'], isValue: true },
  end_all_sessions: { takes: [], json: [], gives: ['value'], isValue: true },
  end_of_period: { takes: ['p_start', 'p_price_model'], json: [], gives: ['value'], isValue: true },
  end_session: { takes: [], json: [], gives: ['value'], isValue: true },
  export_module_rows: { takes: ['p_table', 'p_columns', 'p_key', 'p_after', 'p_limit'], json: ['p_after'], gives: ['value'], isValue: true },
  find_cancellation: { takes: ['p_number'], json: [], gives: ['outcome', 'order_numbers'], isValue: false },
  find_card_payment: { takes: ['p_number'], json: [], gives: ['outcome', 'id', 'reference', 'amount', 'currency', 'email', 'description', 'placed_at', 'expires_at'], isValue: false },
  find_invitation: { takes: ['p_token_hash'], json: [], gives: ['organization_name', 'email', 'role', 'invited_by', 'has_account'], isValue: false },
  find_own_review: { takes: ['p_tool_slug'], json: [], gives: ['is_of_organization', 'rating', 'title', 'review', 'status', 'moderation_note', 'created_at'], isValue: false },
  find_public_report: { takes: ['p_token_hash'], json: [], gives: ['name', 'report_type', 'period_start', 'period_end', 'data', 'insights', 'generated_at', 'expires_at'], isValue: false },
  find_receipt_room: { takes: ['p_expense_id'], json: [], gives: ['outcome', 'owner_id', 'places', 'bytes'], isValue: false },
  find_tool: { takes: ['p_slug'], json: [], gives: ['value'], isValue: true },
  find_usage: { takes: ['p_tool_id'], json: [], gives: ['purchase_id', 'usage_unit', 'units_included', 'unit_price', 'units_used', 'cost', 'period_start', 'period_end', 'cap', 'invoice_room'], isValue: false },
  finish_password_change: { takes: ['p_checked_hash', 'p_password_hash'], json: [], gives: ['value'], isValue: true },
  finish_sign_in: { takes: ['p_user_id', 'p_password_hash', 'p_token_hash', 'p_guest_cart'], json: ['p_guest_cart'], gives: ['value'], isValue: true },
  flag_review: { takes: ['p_review_id', 'p_reason'], json: [], gives: ['outcome'], isValue: true },
  forget_counts: { takes: [], json: [], gives: ['value'], isValue: true },
  forgive_search: { takes: ['p_text'], json: [], gives: ['value'], isValue: true },
  hand_over_mail: { takes: ['p_id', 'p_attempt'], json: [], gives: ['value'], isValue: true },
  hand_over_ownership: { takes: ['p_user_id'], json: [], gives: ['outcome'], isValue: true },
  invite: { takes: ['p_email', 'p_role', 'p_token_hash'], json: [], gives: ['outcome'], isValue: true },
  is_password_reset_open: { takes: ['p_token_hash'], json: [], gives: ['value'], isValue: true },
  is_platform_admin: { takes: [], json: [], gives: ['value'], isValue: true },
  leave_organization: { takes: [], json: [], gives: ['outcome'], isValue: true },
  list_credit_notes: { takes: ['p_order_id'], json: [], gives: ['value'], isValue: true },
  list_overdue_invoices: { takes: ['p_limit'], json: [], gives: ['number', 'invoice_number', 'organization_id', 'organization_name', 'billing_email', 'owed', 'currency', 'due_on', 'is_being_paid', 'suspended_at', 'reminded_on', 'refunded_total', 'row_ids'], isValue: false },
  list_overdue_payments: { takes: ['p_limit'], json: [], gives: ['number', 'reference'], isValue: false },
  list_payments_to_send: { takes: ['p_limit'], json: [], gives: ['id', 'intent', 'amount'], isValue: false },
  list_refunds_to_send: { takes: ['p_limit'], json: [], gives: ['number', 'intent', 'amount'], isValue: false },
  list_same_receipts: { takes: ['p_expense_id'], json: [], gives: ['receipt_id', 'expense_id', 'merchant', 'date'], isValue: false },
  list_unnamed_files: { takes: ['p_keys'], json: [], gives: ['value'], isValue: true },
  may_read_tool: { takes: ['p_slug'], json: [], gives: ['value'], isValue: true },
  may_see_taxes: { takes: [], json: [], gives: ['value'], isValue: true },
  may_use_tool: { takes: ['p_slug'], json: [], gives: ['value'], isValue: true },
  moderate_review: { takes: ['p_review_id', 'p_is_approved', 'p_note', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  module_addresses: { takes: [], json: [], gives: ['tool_id', 'address'], isValue: false },
  open_tool: { takes: ['p_tool_id', 'p_key'], json: [], gives: ['outcome', 'address'], isValue: false },
  order_page: { takes: ['p_number', 'p_words', 'p_status', 'p_method', 'p_from', 'p_until', 'p_before_placed_at', 'p_before_number', 'p_limit'], json: [], gives: ['value'], isValue: true },
  ordered_in_month: { takes: ['p_organization_id', 'p_at'], json: [], gives: ['value'], isValue: true },
  organization_audit_trail: { takes: ['p_filters', 'p_after', 'p_limit'], json: ['p_filters'], gives: ['id', 'chain_position', 'occurred_at', 'organization_id', 'organization_name', 'actor_id', 'actor_name', 'action', 'subject_type', 'subject_id', 'before', 'after', 'names'], isValue: false },
  organization_page: { takes: ['p_words', 'p_tier', 'p_after_name', 'p_after_id', 'p_limit'], json: [], gives: ['value'], isValue: true },
  owned_tool_access: { takes: ['p_tool_id', 'p_status', 'p_is_suspended', 'p_is_by_use', 'p_seats_included', 'p_module_tier'], json: [], gives: ['outcome'], isValue: true },
  owned_tool_ids: { takes: ['p_organization_id'], json: [], gives: ['value'], isValue: true },
  pay_back_payment: { takes: ['p_payment_id'], json: [], gives: ['outcome'], isValue: true },
  place_order: { takes: ['p_key', 'p_shown', 'p_payment_method', 'p_purchase_order_number', 'p_billing'], json: ['p_shown', 'p_billing'], gives: ['outcome', 'order_number'], isValue: false },
  platform_audit_trail: { takes: ['p_filters', 'p_after', 'p_limit'], json: ['p_filters'], gives: ['id', 'chain_position', 'occurred_at', 'organization_id', 'organization_name', 'actor_id', 'actor_name', 'action', 'subject_type', 'subject_id', 'before', 'after', 'names'], isValue: false },
  price_at_rate: { takes: ['p_price', 'p_bundle_price', 'p_original_price'], json: [], gives: ['value'], isValue: true },
  price_bundle_tools: { takes: ['p_bundle_id', 'p_bundle_price', 'p_original_price', 'p_owned', 'p_paid'], json: [], gives: ['tools', 'highest_tier', 'list_price', 'price', 'charged', 'included', 'held'], isValue: false },
  price_cart: { takes: ['p_organization_id', 'p_tools', 'p_bundles'], json: ['p_tools', 'p_bundles'], gives: ['kind', 'id', 'slug', 'name', 'icon', 'state', 'included_in', 'required_tier', 'price_model', 'price_seen', 'list_price', 'credit', 'price', 'tools'], isValue: false },
  published_review_page: { takes: ['p_tool_slug', 'p_order', 'p_limit', 'p_offset'], json: [], gives: ['value'], isValue: true },
  record_card_payment: { takes: ['p_number', 'p_reference'], json: [], gives: ['value'], isValue: true },
  record_export: { takes: [], json: [], gives: ['outcome'], isValue: true },
  record_payment: { takes: ['p_order_id'], json: [], gives: ['outcome'], isValue: true },
  record_payment_refund: { takes: ['p_payment_id', 'p_reference'], json: [], gives: ['value'], isValue: true },
  record_refund: { takes: ['p_number', 'p_reference'], json: [], gives: ['value'], isValue: true },
  record_use: { takes: ['p_tool_id', 'p_key', 'p_units'], json: [], gives: ['outcome'], isValue: true },
  refund_order: { takes: ['p_order_id', 'p_row_ids', 'p_reason', 'p_shown_refunded_total'], json: [], gives: ['outcome', 'credit_note_number'], isValue: false },
  remind_of_invoice: { takes: ['p_number'], json: [], gives: ['outcome'], isValue: true },
  remove_from_cart: { takes: ['p_kind', 'p_id'], json: [], gives: ['value'], isValue: true },
  remove_member: { takes: ['p_user_id'], json: [], gives: ['outcome'], isValue: true },
  remove_receipt: { takes: ['p_id'], json: [], gives: ['outcome', 'expense_id'], isValue: false },
  remove_request_line: { takes: ['p_request_id', 'p_kind', 'p_id'], json: [], gives: ['outcome'], isValue: true },
  rename_organization: { takes: ['p_name'], json: [], gives: ['outcome'], isValue: true },
  reply_to_review: { takes: ['p_review_id', 'p_reply', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  request_password_reset: { takes: ['p_email', 'p_token_hash'], json: [], gives: ['name', 'email'], isValue: false },
  resend_invitation: { takes: ['p_id', 'p_token_hash'], json: [], gives: ['outcome', 'email', 'role'], isValue: false },
  reset_password: { takes: ['p_token_hash', 'p_password_hash'], json: [], gives: ['value'], isValue: true },
  restore_receipt: { takes: ['p_id'], json: [], gives: ['outcome', 'expense_id'], isValue: false },
  review_queue: { takes: ['p_queue', 'p_words', 'p_limit', 'p_offset'], json: [], gives: ['value'], isValue: true },
  revoke_invitation: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  revoke_seat: { takes: ['p_tool_id', 'p_user_id'], json: [], gives: ['outcome'], isValue: true },
  run_due_invoices: { takes: [], json: [], gives: ['reminded', 'suspended', 'busy', 'more'], isValue: false },
  run_due_purchases: { takes: [], json: [], gives: ['renewed', 'expired', 'warned', 'busy', 'failed', 'more'], isValue: false },
  running_usage: { takes: ['p_organization_id'], json: [], gives: ['period_id', 'tool_purchase_id', 'tool_id', 'name', 'usage_unit', 'units_included', 'unit_price', 'units_used', 'units_beyond', 'amount', 'period_start', 'period_end'], isValue: false },
  save_bundle: { takes: ['p_id', 'p_revision', 'p_bundle', 'p_tool_ids', 'p_sum', 'p_status'], json: ['p_bundle'], gives: ['outcome'], isValue: true },
  save_review: { takes: ['p_tool_slug', 'p_rating', 'p_title', 'p_review'], json: [], gives: ['outcome'], isValue: true },
  save_seller: { takes: ['p_revision', 'p_seller'], json: ['p_seller'], gives: ['outcome'], isValue: true },
  send_request: { takes: ['p_reason'], json: [], gives: ['outcome'], isValue: true },
  set_credit: { takes: ['p_organization_id', 'p_invoice_limit', 'p_invoice_approval'], json: [], gives: ['outcome'], isValue: true },
  set_renewal: { takes: ['p_purchase_id', 'p_renews'], json: [], gives: ['outcome'], isValue: true },
  set_spending_limit: { takes: ['p_cents'], json: [], gives: ['outcome'], isValue: true },
  set_tier: { takes: ['p_organization_id', 'p_tier'], json: [], gives: ['outcome'], isValue: true },
  set_usage_cap: { takes: ['p_purchase_id', 'p_cents'], json: [], gives: ['outcome'], isValue: true },
  settle_mail: { takes: ['p_id', 'p_attempt', 'p_error', 'p_again'], json: [], gives: ['outcome'], isValue: true },
  show_cart: { takes: [], json: [], gives: ['value'], isValue: true },
  show_credit: { takes: [], json: [], gives: ['room', 'approved', 'is_overdue', 'overdue_orders', 'contact'], isValue: false },
  show_request: { takes: ['p_request_id'], json: [], gives: ['value'], isValue: true },
  sign_up: { takes: ['p_name', 'p_email', 'p_password_hash', 'p_organization', 'p_token_hash', 'p_guest_cart', 'p_address_digest'], json: ['p_guest_cart'], gives: ['value'], isValue: true },
  start_password_change: { takes: [], json: [], gives: ['password_hash', 'wait_seconds'], isValue: false },
  start_sign_in: { takes: ['p_email'], json: [], gives: ['user_id', 'password_hash', 'wait_seconds'], isValue: false },
  suspend_overdue_order: { takes: ['p_number'], json: [], gives: ['outcome'], isValue: true },
  suspends_on: { takes: ['p_due_on'], json: [], gives: ['value'], isValue: true },
  switch_organization: { takes: ['p_organization_id'], json: [], gives: ['value'], isValue: true },
  tool_access: { takes: ['p_tool_id'], json: [], gives: ['outcome'], isValue: true },
  tool_address: { takes: ['p_tool_id'], json: [], gives: ['value'], isValue: true },
  tool_search_document: { takes: ['name', 'description', 'long_description', 'tags'], json: [], gives: ['value'], isValue: true },
  tool_words: { takes: ['p_name', 'p_slug', 'p_tags'], json: [], gives: ['value'], isValue: true },
  withdraw_request: { takes: ['p_request_id'], json: [], gives: ['outcome'], isValue: true },
} as const;
