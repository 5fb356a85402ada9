// Made by `npm run db:types` from the functions of the database. Change those, in db/rules, and run it again.

/** Functions the application may call: what goes in, the rows that come out, and the outcomes they declare. */
export interface DatabaseFunctions {
  accept_cart_prices: { arguments: Record<never, never>; row: { value: null } };
  accept_invitation: { arguments: { tokenHash: string | null; name: string | null; passwordSalt: string | null; passwordKey: string | null; sessionTokenHash: string | null; guestCart: object | null; device?: object | null }; row: { value: { outcome: 'JOINED' | 'CLOSED' | 'SIGN_IN_FIRST' | 'OTHER_ACCOUNT' } } };
  add_campaign_entry: { arguments: { id: string | null; campaignId: string | null; kind: 'COST' | 'RESULT' | null; label: string | null; occurredOn: string | null; amount: number | null; leads: number | null }; row: { outcome: 'ADDED' | 'FULL' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  add_contact_import: { arguments: { importId: string | null; fileName: string | null; fileKey: string | null; fileSize: number | null; contentHash: string | null; detected: object | null }; row: { outcome: 'ADDED' | 'REPLAYED' | 'NOT_ALLOWED'; importId: string | null } };
  add_expense_category: { arguments: { id: string | null; name: string | null; description: string | null; irsCategory: 'ADVERTISING' | 'CAR_AND_TRUCK' | 'CLEANING_AND_MAINTENANCE' | 'COMMISSIONS_AND_FEES' | 'CONTRACT_LABOR' | 'DEPRECIATION' | 'EMPLOYEE_BENEFITS' | 'ENERGY_EFFICIENT_BUILDINGS' | 'INSURANCE' | 'LEGAL_AND_PROFESSIONAL' | 'MANAGEMENT_FEES' | 'MEALS' | 'MORTGAGE_INTEREST' | 'OFFICE_EXPENSE' | 'OTHER_EXPENSES' | 'OTHER_INTEREST' | 'RENT_EQUIPMENT' | 'RENT_PROPERTY' | 'REPAIRS_AND_MAINTENANCE' | 'SUPPLIES' | 'TAXES_AND_LICENSES' | 'TRAVEL' | 'UTILITIES' | 'WAGES' | null; deductionLimit: number | null }; row: { outcome: 'ADDED' | 'NAME_TAKEN' | 'NOT_ALLOWED' } };
  add_expense_import: { arguments: { importId: string | null; fileName: string | null; fileKey: string | null; fileSize: number | null; contentHash: string | null; account: string | null; detected: object | null }; row: { outcome: 'ADDED' | 'REPLAYED' | 'NOT_ALLOWED'; importId: string | null } };
  add_merchant_rule: { arguments: { id: string | null; merchant: string | null; categoryId: string | null; listingId: string | null }; row: { outcome: 'ADDED' | 'TAKEN' | 'NO_CATEGORY' | 'NO_PROPERTY' | 'NO_PAYEE' | 'NOT_ALLOWED' } };
  add_passkey: { arguments: { passkey: object | null; challengeHash: string | null; codeHashes: readonly (string)[] | null }; row: { outcome: 'ADDED' | 'ADDED_WITH_CODES' | 'KNOWN' | 'TOO_MANY' | 'CLOSED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' } };
  add_picture: { arguments: { key: string | null; fileName: string | null; fileType: string | null; fileSize: number | null; contentHash: string | null; width: number | null; height: number | null }; row: { outcome: 'ADDED' | 'KNOWN' | 'NOT_ALLOWED' | 'TOO_OFTEN'; key: string } };
  add_receipts: { arguments: { expenseId: string | null; files: object | null }; row: { key: string; outcome: 'ADDED' | 'SAME' | 'FULL' | 'NO_ROOM' | 'TOO_OFTEN' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR' } };
  add_recurring_expense: { arguments: { id: string | null; merchant: string | null; amount: number | null; categoryId: string | null; listingId: string | null; payeeId: string | null; paymentMethod: 'CASH' | 'CHECK' | 'TRANSFER' | 'CARD' | 'NETWORK' | null; description: string | null; recurrence: 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null; startsOn: string | null; endsOn: string | null }; row: { outcome: 'ADDED' | 'NOT_ALLOWED' | 'NO_CATEGORY' | 'NO_PROPERTY' | 'NO_PAYEE' | 'OTHER_YEAR' | 'ENDS_TOO_EARLY' | 'TOO_MANY' } };
  add_reid_import: { arguments: { importId: string | null; fileName: string | null; fileKey: string | null; fileSize: number | null; contentHash: string | null; detected: object | null }; row: { outcome: 'ADDED' | 'REPLAYED' | 'NOT_ALLOWED' | 'SEEN'; importId: string | null; appliedAt: string | null; person: string | null } };
  add_scenario: { arguments: { id: string | null; baseId: string | null; type: 'BASE' | 'OPTIMISTIC' | 'PESSIMISTIC' | 'CUSTOM' | null; name: string | null; inputs: object | null; results: object | null; version: string | null }; row: { outcome: 'ADDED' | 'TOO_MANY' | 'NOT_FOUND' | 'IS_SCENARIO' } };
  add_sending_domain: { arguments: { id: string | null; domain: string | null; selector: string | null; publicKey: string | null; sealedPrivateKey: string | null; ownershipToken: string | null }; row: { outcome: 'ADDED' | 'TAKEN' | 'TOO_MANY' | 'NOT_ALLOWED' } };
  add_suppression: { arguments: { id: string | null; email: string | null; note: string | null }; row: { outcome: 'ADDED' | 'ALREADY' | 'NOT_ALLOWED' } };
  add_to_cart: { arguments: { kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { outcome: 'ADDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW' | 'FULL'; name: string | null; requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null } };
  add_to_list: { arguments: { listId: string | null; contactId: string | null; email: string | null }; row: { outcome: 'ADDED' | 'LEFT' | 'NO_CONTACT' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  add_tool_picture: { arguments: { id: string | null; toolId: string | null; alt: string | null; key: string | null; width: number | null; height: number | null; smallKey: string | null; smallWidth: number | null }; row: { outcome: 'ADDED' | 'KNOWN' | 'FULL' | 'NO_TOOL' } };
  answer_billing_email: { arguments: { tokenHash: string | null; takes: boolean | null }; row: { outcome: 'CONFIRMED' | 'REFUSED' | 'CLOSED' } };
  apply_dispute: { arguments: { event: string | null; type: string | null; reference: string | null; intent: string | null; amount: number | null; currency: string | null; state: 'OPEN' | 'GONE' | 'KEPT' | null; happenedAt: string | null }; row: { outcome: 'APPLIED' | 'WAITING' | 'UNCHANGED' } };
  apply_import: { arguments: { importId: string | null; lease: string | null; rows: number | null }; row: { outcome: 'APPLYING' | 'APPLIED' | 'STOPPED' } };
  apply_payment_event: { arguments: { event: string | null; type: string | null; state: string | null; reference: string | null; number: string | null; intent: string | null; amount: number | null; currency: string | null }; row: { outcome: 'COMPLETED' | 'RETURNED' | 'PROCESSING' | 'CANCELLED' | 'STILL_OWED' | 'UNCHANGED' | 'UNMATCHED' | 'UNKNOWN' } };
  apply_refunds: { arguments: { event: string | null; type: string | null; intent: string | null; refunds: object | null }; row: { outcome: 'APPLIED' | 'WAITING' | 'UNCHANGED' } };
  apply_retention: { arguments: Record<never, never>; row: { what: string; removed: number } };
  appoint_owner: { arguments: { organizationId: string | null; userId: string | null; reason: string | null }; row: { outcome: 'APPOINTED' | 'NOT_FOUND' | 'HAS_OWNER' | 'NOT_CONFIRMED' | 'CLOSED' | 'OWN_ORGANIZATION' | 'PROVE' } };
  approve_request: { arguments: { requestId: string | null; key: string | null; shown: object | null; paymentMethod: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; purchaseOrderNumber: string | null; billing: object | null; seats?: readonly (string)[] | null }; row: { outcome: 'PLACED' | 'REPLAYED' | 'KEY_REUSED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'METHOD_NOT_OFFERED' | 'EMPTY' | 'BLOCKED' | 'CHANGED' | 'BEING_PAID' | 'OVER_LIMIT' | 'INVOICE_OVERDUE' | 'OVER_INVOICE_LIMIT' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST'; orderNumber: string | null } };
  approve_reviews: { arguments: { reviews: object | null }; row: { outcome: 'MODERATED' | 'CHANGED' | 'NONE' | 'OWN_ORGANIZATION'; reviewId: string | null } };
  archive_campaign: { arguments: { campaignId: string | null; isArchived: boolean | null }; row: { outcome: 'ARCHIVED' | 'RESTORED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  archive_content: { arguments: { id: string | null }; row: { outcome: 'ARCHIVED' | 'NOT_FOUND' } };
  archive_expense_category: { arguments: { id: string | null; isActive: boolean | null }; row: { outcome: 'SAVED' | 'NOT_FOUND' } };
  archive_payee: { arguments: { id: string | null; isActive: boolean | null }; row: { outcome: 'ARCHIVED' | 'RESTORED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  ask_for_upgrade: { arguments: { tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; reason: string | null }; row: { outcome: 'ASKED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'NO_REASON' | 'NOT_HIGHER' | 'WAITING' | 'TOO_OFTEN' } };
  assign_payment: { arguments: { paymentId: string | null; number: string | null }; row: { outcome: 'ASSIGNED' | 'RESOLVED' | 'NOT_FOUND' | 'NOT_ASSIGNABLE' | 'NO_ORDER' | 'OWN_ORGANIZATION' | 'NOT_OWED' | 'BEING_PAID' | 'OTHER_AMOUNT' | 'OTHER_CURRENCY' | 'OWNED_OTHERWISE'; openCheckout: string | null } };
  assign_seat: { arguments: { toolId: string | null; userId: string | null }; row: { outcome: 'ASSIGNED' | 'HAS_SEAT' | 'NOT_ALLOWED' | 'NOT_OWNED' | 'EVERYONE' | 'NOT_A_MEMBER' | 'VIEWER' | 'NO_SEAT_LEFT' } };
  begin_account_test: { arguments: { accountId: string | null }; row: { outcome: 'ALLOWED' | 'TOO_OFTEN' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  begin_contact_import: { arguments: Record<never, never>; row: { outcome: 'ALLOWED' | 'NOT_ALLOWED' | 'TOO_OFTEN' } };
  begin_expense_import: { arguments: Record<never, never>; row: { outcome: 'ALLOWED' | 'NOT_ALLOWED' | 'TOO_OFTEN' } };
  begin_reid_upload: { arguments: Record<never, never>; row: { outcome: 'ALLOWED' | 'NOT_ALLOWED' | 'TOO_OFTEN' } };
  begin_request: { arguments: { tokenHash: string | null; readOnly: boolean | null; formOrganization?: string | null; usedTool?: string | null }; row: { value: unknown } };
  begin_test_send: { arguments: { id: string | null; people: readonly (string)[] | null }; row: { outcome: 'ALLOWED' | 'TOO_OFTEN' | 'NO_RECIPIENTS' | 'NOT_ALLOWED' | 'NOT_FOUND'; recipients: unknown } };
  book_years: { arguments: Record<never, never>; row: { value: readonly (number)[] | null } };
  cancel_contact_import: { arguments: { importId: string | null }; row: { outcome: 'CANCELLED' | 'CLOSED' | 'NOT_FOUND' } };
  cancel_email: { arguments: { emailId: string | null }; row: { outcome: 'DRAFT' | 'SENT' | 'SENDING' | 'SCHEDULED' | 'PAUSED' | 'FAILED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  cancel_import: { arguments: { importId: string | null }; row: { outcome: 'CANCELLED' | 'NOT_FOUND' | 'CLOSED' } };
  cancel_order: { arguments: { number: string | null; with: readonly (string)[] | null }; row: { outcome: 'CANCELLED' | 'CHANGED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'PAID' | 'BEING_PAID' | 'REFUNDED' | 'CLOSED' | 'RENEWED' | 'TOO_LATE' | 'USED' | 'REPEATED' | 'RESTED_ON' } };
  cancel_purchase: { arguments: { kind: 'TOOL' | 'BUNDLE' | null; purchaseId: string | null }; row: { outcome: 'CANCELLED' | 'ENDED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  change_bundles: { arguments: { bundles: object | null; status: 'DRAFT' | 'ACTIVE' | 'ARCHIVED' | null }; row: { outcome: 'SAVED' | 'MISSING' | 'STALE' | 'UNKNOWN_TOOL' | 'PRICES_CHANGED' | 'SLUG_TAKEN' | 'OWNED' | 'TOO_FEW_TOOLS' | 'UNSOLD_TOOLS' | 'PRICE_ABOVE_SUM' | 'PRICE_TOO_LOW'; bundleId: string | null } };
  change_email: { arguments: { email: string | null }; row: { outcome: 'ASKED' | 'UNCHANGED' | 'EMAIL_TAKEN' | 'TOO_OFTEN' | 'PROVE' | 'NOT_ALLOWED' } };
  change_expenses: { arguments: { ids: readonly (string)[] | null; versions: readonly (number)[] | null; act: string | null; target: string | null; note: string | null }; row: { outcome: 'DONE' | 'ALREADY' | 'NOT_FOUND' | 'CHANGED' | 'NOT_ALLOWED' | 'OWN' | 'FUTURE' | 'NO_NOTE' | 'CLOSED_YEAR' | 'HAS_REFUNDS' | 'REFUND_OF_REJECTED' | 'MORE_THAN_SPENT' | 'DECIDED' | 'TRIP' | 'FOLLOWS_EXPENSE' | 'NO_CATEGORY' | 'NO_PROPERTY' | 'HAS_PARTS' | 'TOO_MANY'; count: number | null } };
  change_name: { arguments: { name: string | null }; row: { value: boolean | null } };
  change_recurring_expense: { arguments: { id: string | null; act: string | null; day: string | null }; row: { outcome: 'PAUSED' | 'RESUMED' | 'SKIPPED' | 'NOT_FOUND' | 'ENDED' } };
  change_role: { arguments: { userId: string | null; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | null }; row: { outcome: 'CHANGED' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'LAST_OWNER' | 'PROVE' } };
  change_simulation: { arguments: { id: string | null; seen: string | null; strategy: 'RENTAL' | 'FLIP' | 'BRRRR' | 'REFINANCE' | 'RENT_OR_BUY' | null; inputs: object | null; results: object | null; version: string | null }; row: { outcome: 'CHANGED' | 'STALE' | 'NEEDS_ELITE' | 'NOT_FOUND' } };
  change_theme: { arguments: { theme: 'SYSTEM' | 'LIGHT' | 'DARK' | null }; row: { value: boolean | null } };
  change_tools: { arguments: { tools: object | null }; row: { outcome: 'CHANGED' | 'MISSING' | 'STALE' } };
  check_cart_item: { arguments: { organizationId: string | null; kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { outcome: 'ADDED' | 'OWNED' | 'NOT_SOLD' | 'TIER_TOO_LOW'; name: string | null; price: number; requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null } };
  check_reid_import: { arguments: { importId: string | null; choices: object | null; dataSources: readonly (string)[] | null; scope: object | null }; row: { outcome: 'CHECKING' | 'NOT_FOUND' | 'CLOSED'; lease: string | null } };
  choose_ab_winner: { arguments: { emailId: string | null; winner: 'A' | 'B' | null }; row: { outcome: 'CHOSEN' | 'DECIDED' | 'NOT_TESTING' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  choose_expense_import_lines: { arguments: { importId: string | null; shown: readonly (number)[] | null; ticked: readonly (number)[] | null }; row: { outcome: 'CHOSEN' | 'NOT_FOUND' | 'CLOSED' } };
  choose_market_series: { arguments: { areaKeys: readonly (string)[] | null; source: string | null; propertyType: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null; adjusted: boolean | null }; row: { dataSource: string | null; propertyType: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null } };
  claim_contact_imports: { arguments: { limit: number | null }; row: { id: string; lease: string } };
  claim_imports: { arguments: { limit: number | null }; row: { id: string; lease: string } };
  claim_mail: { arguments: { limit: number | null }; row: { id: string; attempt: number; kind: string; recipient: string; content: unknown; secret: string | null } };
  claim_posts: { arguments: { limit: number | null }; row: { id: string; lease: string; organizationId: string; accountId: string; attempt: number; mayBeOut: boolean; firstAttemptAt: string; platform: 'FACEBOOK' | 'TWITTER' | 'INSTAGRAM' | 'LINKEDIN' | 'YOUTUBE' | 'TIKTOK' | 'PINTEREST' | 'BLUESKY' | 'MASTODON'; title: string | null; postText: string; hashtags: readonly (string)[]; mentions: readonly (string)[]; linkUrl: string | null; pictures: unknown; pictureCount: number; campaignSlug: string; campaign: string; createdAt: string; scheduledAt: string } };
  claim_scheduled_reports: { arguments: { limit: number | null }; row: { id: string; periodKey: string; data: unknown; digest: string } };
  claim_tax_reports: { arguments: { limit: number | null }; row: { id: string; attempt: number } };
  claim_webhook_deliveries: { arguments: { limit: number | null }; row: { id: string; attempt: number; organizationId: string; alertId: string; isTest: boolean; body: string; address: string; secret: string; previousSecret: string | null; previousUntil: string | null } };
  close_organization: { arguments: { typed: string | null }; row: { outcome: 'CLOSING' | 'NOT_ALLOWED' | 'PROVE' | 'NOT_TYPED' | 'UNPAID' } };
  close_tax_year: { arguments: { year: number | null; undecided: number | null; withoutReceipt: number | null; unmapped: number | null }; row: { outcome: 'CLOSED' | 'CLOSED_BEFORE' | 'CHANGED' | 'NO_YEAR' | 'NOT_ALLOWED' } };
  collect_contact_data: { arguments: { contactId: string | null }; row: { value: unknown } };
  commit_expense_import: { arguments: { importId: string | null }; row: { outcome: 'COMMITTED' | 'COMPLETED' | 'NOT_FOUND' | 'NOT_CHECKED' | 'NOTHING_CHOSEN' | 'NO_INCOME' } };
  confirm_authenticator: { arguments: { id: string | null; proof: string | null; step: number | null; codeHashes: readonly (string)[] | null }; row: { outcome: 'ADDED' | 'ADDED_WITH_CODES' | 'CLOSED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' } };
  confirm_email: { arguments: { code: string | null }; row: { outcome: 'CONFIRMED' | 'NO_CODE' | 'WRONG' | 'CLOSED' | 'EMAIL_TAKEN' | 'NOT_ALLOWED' } };
  confirm_email_by_link: { arguments: { tokenHash: string | null }; row: { outcome: 'CONFIRMED' | 'CLOSED' | 'SIGN_IN_FIRST' | 'OTHER_ACCOUNT' | 'EMAIL_TAKEN' } };
  confirm_subscription: { arguments: { tokenHash: string | null }; row: { outcome: 'CONFIRMED' | 'EXPIRED' | 'NOT_FOUND' } };
  connect_account: { arguments: { id: string | null; account: object | null; sealedCredentials: string | null }; row: { outcome: 'CONNECTED' | 'NAME_TAKEN' | 'TOO_MANY' | 'NOT_ALLOWED'; isNew: boolean } };
  continue_contact_import: { arguments: { importId: string | null }; row: { outcome: 'TAKEN' | 'BUSY' | 'NOTHING' | 'NOT_FOUND'; lease: string | null } };
  continue_import: { arguments: { importId: string | null }; row: { outcome: 'TAKEN' | 'NOT_FOUND' | 'BUSY' | 'NOTHING'; lease: string | null } };
  copy_post: { arguments: { id: string | null; copies: object | null }; row: { outcome: 'COPIED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  count_contacts: { arguments: Record<never, never>; row: { contacts: number; allowed: number } };
  count_open_points: { arguments: { organizationId: string | null; taxYear: number | null }; row: { undecided: number | null; withoutReceipt: number | null; unmapped: number | null } };
  count_profiles: { arguments: Record<never, never>; row: { used: number; most: number | null } };
  count_ratings: { arguments: { toolSlug: string | null }; row: { rating: number; count: number } };
  count_reid_alerts: { arguments: Record<never, never>; row: { active: number; allowed: number | null; paused: number } };
  count_segment: { arguments: { matchesAll: boolean | null; rules: object | null }; row: { outcome: 'COUNTED' | 'NEEDS_GROWTH' | 'NOT_UNDERSTOOD' | 'NOT_ALLOWED'; contacts: number | null } };
  count_unread_alert_events: { arguments: Record<never, never>; row: { value: number | null } };
  count_waiting_requests: { arguments: Record<never, never>; row: { value: number | null } };
  create_email: { arguments: { id: string | null; campaignId: string | null; name: string | null }; row: { outcome: 'CREATED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  create_organization: { arguments: { id: string | null; name: string | null }; row: { outcome: 'CREATED' | 'NOT_ALLOWED' | 'TOO_OFTEN' } };
  create_post: { arguments: { id: string | null; campaignId: string | null; platform: 'FACEBOOK' | 'TWITTER' | 'INSTAGRAM' | 'LINKEDIN' | 'YOUTUBE' | 'TIKTOK' | 'PINTEREST' | 'BLUESKY' | 'MASTODON' | null }; row: { outcome: 'CREATED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  create_report_link: { arguments: { reportId: string | null; tokenHash: string | null; days: number | null }; row: { outcome: 'CREATED' | 'NOT_READY' | 'NOT_FOUND' } };
  current_org_role: { arguments: Record<never, never>; row: { value: string | null } };
  current_organization_id: { arguments: Record<never, never>; row: { value: string | null } };
  current_user_id: { arguments: Record<never, never>; row: { value: string | null } };
  days_of_period: { arguments: { date: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null }; row: { value: number | null } };
  decide_ab_test: { arguments: { emailId: string | null; winner: 'A' | 'B' | null; reason: string | null }; row: { outcome: 'DECIDED' | 'ALREADY' | 'NOT_FOUND' } };
  decide_alert_event: { arguments: { eventId: string | null; isApproved: boolean | null }; row: { outcome: 'APPROVED' | 'DISMISSED' | 'DECIDED' | 'NOT_FOUND' } };
  decide_approval: { arguments: { id: string | null; isConfirmed: boolean | null }; row: { outcome: 'CONFIRMED' | 'DECLINED' | 'NOT_FOUND' | 'DECIDED' | 'LAPSED' | 'OWN_REQUEST' | 'OWN_ORGANIZATION' | 'PROVE' | 'CHANGED' } };
  decide_expense: { arguments: { id: string | null; version: number | null; decision: string | null; note: string | null }; row: { outcome: 'APPROVED' | 'REJECTED' | 'ASKED' | 'ALREADY' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'OWN' | 'FUTURE' | 'NO_NOTE' | 'CLOSED_YEAR' | 'HAS_REFUNDS' | 'REFUND_OF_REJECTED' | 'MORE_THAN_SPENT' } };
  decide_form_1099: { arguments: { form: 'FORM_1099_MISC' | 'FORM_1099_NEC' | 'SCHEDULE_C' | 'SCHEDULE_E' | 'EXPENSE_SUMMARY' | 'CATEGORY_BREAKDOWN' | 'QUARTERLY_ESTIMATE' | 'ANNUAL_SUMMARY' | 'CUSTOM' | null; classification: 'INDIVIDUAL' | 'PARTNERSHIP' | 'C_CORPORATION' | 'S_CORPORATION' | 'TRUST_OR_ESTATE' | 'EXEMPT' | null; isAttorney: boolean | null; paid: number | null; year: number | null }; row: { outcome: 'FORM' | 'NOT_PUBLISHED' | 'BELOW_THRESHOLD' | 'CORPORATION' | 'EXEMPT' } };
  decide_tool_access: { arguments: { toolId: string | null; isModule: boolean | null }; row: { value: string | null } };
  decide_upgrade: { arguments: { id: string | null; isGranted: boolean | null; note: string | null }; row: { outcome: 'GRANTED' | 'DECLINED' | 'NOT_FOUND' | 'DECIDED' | 'OWN_ORGANIZATION' | 'CLOSED' | 'NO_NOTE' | 'PROVE' } };
  decline_request: { arguments: { requestId: string | null; note: string | null }; row: { outcome: 'DECLINED' | 'NOT_CONFIRMED' | 'NO_NOTE' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST' } };
  deduction_limit: { arguments: { categoryId: string | null; date: string | null }; row: { value: string | null } };
  delete_account: { arguments: { typed: string | null; closing: readonly (string)[] | null }; row: { outcome: 'DELETED' | 'NOT_ALLOWED' | 'PROVE' | 'NOT_TYPED' | 'LAST_OWNER' | 'UNPAID' | 'LAST_SUPERADMIN' } };
  delete_asset: { arguments: { id: string | null; version: number | null }; row: { outcome: 'DELETED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'CLOSED' } };
  delete_campaign: { arguments: { campaignId: string | null }; row: { outcome: 'DELETED' | 'WENT_OUT' | 'TOO_LATE' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  delete_contact_list: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'IN_USE' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  delete_content: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'TOO_LATE' | 'NOT_FOUND' } };
  delete_email: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'NOT_DRAFT' | 'WENT_OUT' | 'REPEATS' | 'TOO_LATE' | 'NOT_ALLOWED' } };
  delete_expense: { arguments: { id: string | null; version: number | null }; row: { outcome: 'DELETED' | 'NOT_FOUND' | 'CHANGED' | 'DECIDED' | 'CLOSED_YEAR' | 'HAS_REFUNDS' | 'HAS_PARTS' } };
  delete_income: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'NOT_FOUND' | 'CLOSED' | 'NOT_ALLOWED' } };
  delete_post: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'PUBLISHING' | 'PUBLISHED' | 'TOO_LATE' | 'REPEATED' | 'NOT_FOUND' } };
  delete_review: { arguments: { toolSlug: string | null }; row: { outcome: 'DELETED' | 'NONE' } };
  delete_segment: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  delete_trip: { arguments: { id: string | null; version: number | null }; row: { outcome: 'DELETED' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'CHANGED' | 'CLOSED' } };
  delete_vehicle: { arguments: { id: string | null }; row: { outcome: 'DELETED' | 'IN_USE' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  describe_audience: { arguments: { lists: readonly (string)[] | null; segments: readonly (string)[] | null; excluded: readonly (string)[] | null }; row: { total: number; mailable: number; reserved: number; allowed: number | null; samples: unknown } };
  describe_charged_tools: { arguments: { line: unknown | null }; row: { value: unknown } };
  describe_contact_import: { arguments: { importId: string | null; lease: string | null }; row: { fileKey: string; detected: unknown; mapping: unknown; position: number; line: number; rowsRead: number } };
  describe_credit_note: { arguments: { creditNoteId: string | null }; row: { value: unknown } };
  describe_credited_tools: { arguments: { line: unknown | null }; row: { value: unknown } };
  describe_import_work: { arguments: { importId: string | null; lease: string | null }; row: { status: 'UPLOADED' | 'CHECKING' | 'READY' | 'APPLYING' | 'APPLIED' | 'REFUSED' | 'CANCELLED' | 'UNDOING' | 'UNDONE'; fileName: string; fileKey: string; fileSize: number; detected: unknown; choices: unknown; scope: unknown; parts: unknown; checkedThrough: unknown; sliceRows: number } };
  describe_order: { arguments: { orderId: string | null }; row: { value: unknown } };
  describe_priced_tool: { arguments: { id: string | null; name: string | null; state: string | null; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM' | null; listPrice: number | null; price: number | null; renewalPrice: number | null; usageUnit: string | null; unitsIncluded: number | null; unitPrice: number | null }; row: { value: unknown } };
  describe_shown_line: { arguments: { line: unknown | null }; row: { value: unknown } };
  describe_shown_lines: { arguments: { lines: readonly (unknown)[] | null }; row: { value: unknown } };
  describe_tax_report: { arguments: { id: string | null; attempt: number | null }; row: { value: unknown } };
  describe_tool_picture: { arguments: { toolId: string | null; id: string | null; alt: string | null }; row: { outcome: 'SAVED' | 'NOT_FOUND' } };
  disconnect_account: { arguments: { id: string | null }; row: { outcome: 'DISCONNECTED' | 'BUSY' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  disown_email: { arguments: { tokenHash: string | null }; row: { outcome: 'DELETED' | 'DROPPED' | 'CLOSED' } };
  divide_cents: { arguments: { cents: number | null; weights: readonly (string)[] | null }; row: { value: readonly (string)[] | null } };
  drop_email_change: { arguments: Record<never, never>; row: { value: boolean | null } };
  drop_old_receipts: { arguments: { limit: number | null }; row: { value: string | null } };
  end_all_sessions: { arguments: Record<never, never>; row: { value: number | null } };
  end_first_steps: { arguments: Record<never, never>; row: { outcome: 'ENDED' | 'NOT_ALLOWED' } };
  end_member_sessions: { arguments: { userId: string | null }; row: { outcome: 'ENDED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  end_of_period: { arguments: { start: string | null; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM' | null }; row: { value: string | null } };
  end_own_session: { arguments: { id: string | null }; row: { value: boolean | null } };
  end_person_sessions: { arguments: { email: string | null }; row: { outcome: 'ENDED' | 'NOT_FOUND' | 'PROVE' } };
  end_session: { arguments: Record<never, never>; row: { value: null } };
  erase_contact: { arguments: { contactId: string | null }; row: { outcome: 'ERASED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  expense_history: { arguments: { id: string | null }; row: { occurredAt: string; actor: string | null; before: unknown; after: unknown; names: unknown } };
  explain_delivery: { arguments: { emailId: string | null; email: string | null }; row: { answer: string; happenedAt: string | null; reason: string | null; attempts: number; sendAfter: string | null; variant: 'A' | 'B' | null; isErased: boolean; openedAt: string | null; clickedAt: string | null; unsubscribedAt: string | null; lists: readonly (string)[]; consentSource: string | null; consentAt: string | null; suppressions: unknown } };
  export_audit_rows: { arguments: { after: object | null; limit: number | null }; row: { value: unknown } };
  export_contacts: { arguments: { after: string | null; limit: number | null }; row: { id: string; email: string; name: string; phone: string | null; tags: readonly (string)[]; timeZone: string | null; notes: string | null; lists: readonly (string)[]; consent: 'NONE' | 'GRANTED' | 'WITHDRAWN'; consentUntil: string | null; consentSource: string | null; refusal: string | null; createdAt: string } };
  export_module_rows: { arguments: { table: string | null; columns: readonly (string)[] | null; key: readonly (string)[] | null; after: object | null; limit: number | null }; row: { value: unknown } };
  fail_contact_import: { arguments: { importId: string | null; lease: string | null; problem: string | null }; row: { outcome: 'FAILED' | 'STOPPED' } };
  fail_expense_import: { arguments: { importId: string | null; problem: string | null }; row: { outcome: 'FAILED' | 'NOT_FOUND' } };
  fail_tax_report: { arguments: { id: string | null; attempt: number | null; problem: string | null }; row: { value: boolean | null } };
  find_alert_mail: { arguments: { mailId: string | null }; row: { organization: string; alert: string; recipient: string; isStopped: boolean } };
  find_alert_version: { arguments: { id: string | null }; row: { value: string | null } };
  find_billing_email: { arguments: { tokenHash: string | null }; row: { organization: string; email: string; isConfirmed: boolean; isRefused: boolean } };
  find_cancellation: { arguments: { number: string | null }; row: { outcome: 'CANCELLABLE' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CANCELLED' | 'PAID' | 'BEING_PAID' | 'REFUNDED' | 'CLOSED' | 'RENEWED' | 'TOO_LATE' | 'USED' | 'REPEATED' | 'RESTED_ON'; orderNumbers: readonly (string)[] } };
  find_card_payment: { arguments: { number: string | null }; row: { outcome: 'PAYABLE' | 'CLOSED'; id: string; reference: string | null; amount: number; currency: string; email: string; description: string; placedAt: string; expiresAt: string } };
  find_closing_state: { arguments: Record<never, never>; row: { owes: boolean; closedBy: string | null } };
  find_email_confirmation: { arguments: { tokenHash: string | null }; row: { email: string; isChange: boolean; isOwn: boolean; isOpen: boolean } };
  find_email_link: { arguments: { deliveryId: string | null; number: number | null }; row: { value: string | null } };
  find_invitation: { arguments: { tokenHash: string | null }; row: { organizationName: string; email: string; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER'; invitedBy: string; hasAccount: boolean } };
  find_lane: { arguments: { emailId: string | null }; row: { organizationId: string; campaignId: string; startedAt: string; compiled: unknown; snapshot: unknown; domainId: string | null; domain: string | null; selector: string | null; sealedPrivateKey: string | null } };
  find_mail_delay: { arguments: Record<never, never>; row: { value: number | null } };
  find_merchant_rule: { arguments: { organizationId: string | null; merchant: string | null }; row: { id: string | null; organizationId: string | null; merchant: string | null; categoryId: string | null; listingId: string | null; createdAt: string | null; updatedAt: string | null } };
  find_mileage_rate: { arguments: { date: string | null }; row: { value: string | null } };
  find_next_charge: { arguments: { toolId: string | null }; row: { price: number; chargedAt: string | null; endsAt: string | null } };
  find_own_review: { arguments: { toolSlug: string | null }; row: { isOfOrganization: boolean; rating: number; title: string | null; review: string; status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'FLAGGED'; moderationNote: string | null; createdAt: string } };
  find_passkey: { arguments: { credentialId: string | null }; row: { id: string; publicKey: string; signCount: number; transports: readonly (string)[]; sealedProof: string } };
  find_password_reset: { arguments: { tokenHash: string | null }; row: { name: string; email: string } };
  find_public_report: { arguments: { tokenHash: string | null; addressDigest: string | null; isDownload: boolean | null }; row: { outcome: 'FOUND' | 'TOO_OFTEN'; name: string | null; reportType: 'NEIGHBORHOOD_ANALYSIS' | 'MARKET_OVERVIEW' | 'COMPARATIVE_STUDY' | 'INVESTMENT_ANALYSIS' | 'DEMOGRAPHIC_REPORT' | 'CUSTOM' | null; periodStart: string | null; periodEnd: string | null; data: unknown; insights: unknown; generatedAt: string | null; expiresAt: string | null } };
  find_published_content: { arguments: { organizationSlug: string | null; slug: string | null }; row: { organization: string; title: string; kind: 'ARTICLE' | 'LANDING_PAGE' | 'NEWSLETTER' | 'VIDEO' | 'GUIDE'; body: string; author: string; publishedAt: string; updatedAt: string } };
  find_receipt_room: { arguments: { expenseId: string | null }; row: { outcome: 'OPEN' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR' | 'TOO_OFTEN'; ownerId: string | null; places: number; bytes: string } };
  find_shared_report: { arguments: { tokenHash: string | null }; row: { organization: string; name: string; templateType: 'FORM_1099_MISC' | 'FORM_1099_NEC' | 'SCHEDULE_C' | 'SCHEDULE_E' | 'EXPENSE_SUMMARY' | 'CATEGORY_BREAKDOWN' | 'QUARTERLY_ESTIMATE' | 'ANNUAL_SUMMARY' | 'CUSTOM'; taxYear: number; periodStart: string | null; periodEnd: string | null; person: string | null; isInWholeDollars: boolean; sections: unknown; totalIncome: string; totalExpenses: string; totalDeductions: string; expensesCount: number; createdAt: string; linkExpiresAt: string; fileKey: string; csvKey: string } };
  find_sign_in_mail: { arguments: { tokenHash: string | null; browserHash: string | null }; row: { outcome: 'OPEN' | 'ELSEWHERE' | 'CLOSED' } };
  find_signup_form: { arguments: { organizationSlug: string | null; formSlug: string | null }; row: { formId: string; organization: string; heading: string; introduction: string | null; consentWording: string; asksName: boolean } };
  find_subscription_request: { arguments: { tokenHash: string | null }; row: { outcome: 'OPEN' | 'CONFIRMED' | 'EXPIRED'; organization: string; heading: string; email: string; wording: string; formAddress: string } };
  find_tool: { arguments: { slug: string | null }; row: { value: string | null } };
  find_unsubscribe_page: { arguments: { tokenHash: string | null }; row: { organization: string; email: string | null; isUnsubscribed: boolean; lists: unknown } };
  find_usage: { arguments: { toolId: string | null }; row: { purchaseId: string; usageUnit: string; unitsIncluded: number; unitPrice: number; unitsUsed: number; cost: string; periodStart: string; periodEnd: string; cap: number | null; invoiceRoom: string } };
  find_viewed_email: { arguments: { tokenHash: string | null }; row: { compiled: unknown; mergeValues: unknown; links: readonly (string)[]; claimId: string | null; claimPlace: number | null; secretVersion: string | null } };
  finish_emails: { arguments: { holdsUnknown: boolean | null; limit: number | null }; row: { value: number | null } };
  finish_password_change: { arguments: { currentKey: string | null; passwordSalt: string | null; passwordKey: string | null }; row: { value: boolean | null } };
  finish_sign_in: { arguments: { email: string | null; passwordKey: string | null; tokenHash: string | null; guestCart: object | null; device: object | null }; row: { value: { outcome: 'SIGNED_IN' | 'SECOND_FACTOR' | 'WRONG' } } };
  finish_tax_report: { arguments: { id: string | null; attempt: number | null; pdfKey: string | null; pdfSize: number | null; csvKey: string | null; csvSize: number | null; manifestHash: string | null; milliseconds: number | null }; row: { value: boolean | null } };
  flag_review: { arguments: { reviewId: string | null; reason: string | null }; row: { outcome: 'FLAGGED' | 'ALREADY' | 'OWN' | 'NOT_PUBLISHED' | 'NOT_ALLOWED' } };
  follow_email_link: { arguments: { deliveryId: string | null; number: number | null; verdict: string | null; earlySeconds: number | null }; row: { value: string | null } };
  forget_confirmations: { arguments: Record<never, never>; row: { value: number | null } };
  forget_counts: { arguments: Record<never, never>; row: { value: number | null } };
  forget_factor_leftovers: { arguments: Record<never, never>; row: { value: number | null } };
  forget_subscription_requests: { arguments: Record<never, never>; row: { value: number | null } };
  forgive_search: { arguments: { text: string | null }; row: { value: unknown } };
  form_1099_of: { arguments: { irsCategory: 'ADVERTISING' | 'CAR_AND_TRUCK' | 'CLEANING_AND_MAINTENANCE' | 'COMMISSIONS_AND_FEES' | 'CONTRACT_LABOR' | 'DEPRECIATION' | 'EMPLOYEE_BENEFITS' | 'ENERGY_EFFICIENT_BUILDINGS' | 'INSURANCE' | 'LEGAL_AND_PROFESSIONAL' | 'MANAGEMENT_FEES' | 'MEALS' | 'MORTGAGE_INTEREST' | 'OFFICE_EXPENSE' | 'OTHER_EXPENSES' | 'OTHER_INTEREST' | 'RENT_EQUIPMENT' | 'RENT_PROPERTY' | 'REPAIRS_AND_MAINTENANCE' | 'SUPPLIES' | 'TAXES_AND_LICENSES' | 'TRAVEL' | 'UTILITIES' | 'WAGES' | null }; row: { value: 'FORM_1099_MISC' | 'FORM_1099_NEC' | 'SCHEDULE_C' | 'SCHEDULE_E' | 'EXPENSE_SUMMARY' | 'CATEGORY_BREAKDOWN' | 'QUARTERLY_ESTIMATE' | 'ANNUAL_SUMMARY' | 'CUSTOM' | null } };
  form_1099_threshold: { arguments: { year: number | null }; row: { value: string | null } };
  grade_number: { arguments: { grade: string | null }; row: { value: number | null } };
  grant_platform_role: { arguments: { email: string | null; role: 'CATALOG' | 'BILLING' | 'SUPPORT' | 'AUDITOR' | 'SUPERADMIN' | null }; row: { outcome: 'GRANTED' | 'NOT_FOUND' | 'NOT_CONFIRMED' | 'OWN_ROLES' | 'PROVE' } };
  hand_over_mail: { arguments: { id: string | null; attempt: number | null }; row: { value: boolean | null } };
  hand_over_ownership: { arguments: { userId: string | null; typed?: string | null }; row: { outcome: 'HANDED_OVER' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'PROVE' | 'NOT_TYPED' } };
  hand_over_stride: { arguments: { emailId: string | null; startedAt: string | null; claimId: string | null; tokenHashes: object | null; secretVersion: string | null; settlements: object | null; limit: number | null; settings: object | null }; row: { value: { outcome: 'HANDED_OVER' | 'NOTHING' | 'THROTTLED' | 'BUSY' | 'STOPPED' | 'FAILED' | 'SETTLED' } } };
  has_platform_role: { arguments: { roles: readonly ('CATALOG' | 'BILLING' | 'SUPPORT' | 'AUDITOR' | 'SUPERADMIN')[] | null }; row: { value: boolean | null } };
  hold_vehicles: { arguments: { expenseIds: readonly (string)[] | null; vehicleId: string | null; years: readonly (number)[] | null }; row: { value: null } };
  import_tools: { arguments: { tools: object | null }; row: { outcome: 'IMPORTED' | 'MISSING' | 'STALE' } };
  invite: { arguments: { email: string | null; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | null }; row: { outcome: 'INVITED' | 'ALREADY_MEMBER' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' | 'TOO_OFTEN' } };
  invite_people: { arguments: { emails: readonly (string)[] | null; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER' | null }; row: { email: string; outcome: 'INVITED' | 'ALREADY_MEMBER' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' | 'TOO_OFTEN' } };
  is_confirmed: { arguments: Record<never, never>; row: { value: boolean | null } };
  is_genuine: { arguments: Record<never, never>; row: { value: boolean | null } };
  is_on_list: { arguments: { leftAt: string | null; leftByPerson: boolean | null; leftEmail: string | null; email: string | null }; row: { value: boolean | null } };
  is_platform_admin: { arguments: Record<never, never>; row: { value: boolean | null } };
  is_proved: { arguments: Record<never, never>; row: { value: boolean | null } };
  judge_due_alerts: { arguments: { organizationId: string | null }; row: { value: number | null } };
  judge_recipient: { arguments: { isSuppressed: boolean | null; consent: 'NONE' | 'GRANTED' | 'WITHDRAWN' | null; until: string | null }; row: { outcome: 'SUPPRESSED' | 'NO_CONSENT' | 'CONSENT_EXPIRED' | null } };
  keep_import_parts: { arguments: { importId: string | null; lease: string | null; parts: object | null; detected: object | null }; row: { outcome: 'KEPT' | 'STOPPED' } };
  keep_organization_open: { arguments: Record<never, never>; row: { outcome: 'REOPENED' | 'NOT_ALLOWED' } };
  latest_review_page: { arguments: { limit: number | null }; row: { value: string | null } };
  leave_contact_import: { arguments: { importId: string | null; lease: string | null }; row: { value: null } };
  leave_import: { arguments: { importId: string | null; lease: string | null }; row: { value: null } };
  leave_list_by_token: { arguments: { tokenHash: string | null; listId: string | null }; row: { outcome: 'LEFT' } };
  leave_organization: { arguments: Record<never, never>; row: { outcome: 'LEFT' | 'LAST_OWNER' | 'NOT_ALLOWED' } };
  lift_suppression: { arguments: { id: string | null }; row: { outcome: 'LIFTED' | 'ONLY_PERSON' | 'TOO_EARLY' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  link_campaign_content: { arguments: { campaignId: string | null; contentId: string | null; isPrimary: boolean | null; notes: string | null }; row: { outcome: 'LINKED' | 'FULL' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  list_account_credentials: { arguments: { ids: readonly (string)[] | null; after: string | null; limit: number | null }; row: { accountId: string; organizationId: string; kind: string; server: string; handle: string | null; maxCharacters: number | null; sealedCredentials: string } };
  list_book_years: { arguments: Record<never, never>; row: { taxYear: number; expenses: number; spent: string; deductible: string; undecided: number; withoutReceipt: number; unmapped: number; closedAt: string | null; closedBy: string | null } };
  list_coming_charges: { arguments: Record<never, never>; row: { slug: string; name: string; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM'; endsAt: string; goesOn: boolean; price: number; unitPrice: number | null; currency: string } };
  list_contacts: { arguments: { query: string | null; listId: string | null; tag: string | null; standing: string | null; afterKey: string | null; afterId: string | null; limit: number | null }; row: { id: string; name: string; email: string; tags: readonly (string)[]; createdAt: string; refusal: string | null; key: string } };
  list_credit_notes: { arguments: { orderId: string | null }; row: { value: unknown } };
  list_domains_to_check: { arguments: { limit: number | null }; row: { id: string; domain: string; selector: string; publicKey: string; ownershipToken: string } };
  list_due_ab_tests: { arguments: { limit: number | null }; row: { emailId: string; measure: string; deliveredA: number; eventsA: number; deliveredB: number; eventsB: number } };
  list_due_repeats: { arguments: { limit: number | null }; row: { id: string; kind: 'EMAIL' | 'POST'; frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY'; every: number; startsOn: string; endsOn: string | null; localTime: string; timeZone: string; nextOn: string; untracked: unknown } };
  list_emails_to_queue: { arguments: { limit: number | null }; row: { emailId: string } };
  list_evidence_receipts: { arguments: { reportId: string | null }; row: { part: number; receiptId: string; fileKey: string; fileName: string; fileType: string; size: number; sha256: string; position: number } };
  list_form_1099_payments: { arguments: { organizationId: string | null; year: number | null }; row: { expenseId: string | null; payeeId: string | null; form: 'FORM_1099_MISC' | 'FORM_1099_NEC' | 'SCHEDULE_C' | 'SCHEDULE_E' | 'EXPENSE_SUMMARY' | 'CATEGORY_BREAKDOWN' | 'QUARTERLY_ESTIMATE' | 'ANNUAL_SUMMARY' | 'CUSTOM' | null; netAmount: number | null; paymentMethod: 'CASH' | 'CHECK' | 'TRANSFER' | 'CARD' | 'NETWORK' | null; isTold: boolean | null } };
  list_lanes: { arguments: { limit: number | null }; row: { emailId: string } };
  list_market_sources: { arguments: Record<never, never>; row: { dataSource: string; newest: string; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY'; hasPrice: boolean } };
  list_open_invoices: { arguments: { limit: number | null }; row: { number: string; dueOn: string | null; owed: number; currency: string; isOverdue: boolean; owedInAll: number; count: number } };
  list_organizations_to_judge: { arguments: { limit: number | null }; row: { organizationId: string } };
  list_overdue_invoices: { arguments: { limit: number | null }; row: { number: string; invoiceNumber: string | null; organizationId: string; organizationName: string; billingEmail: string | null; owed: number; currency: string; dueOn: string; isBeingPaid: boolean; suspendedAt: string | null; remindedOn: string | null; refundedTotal: number; rowIds: readonly (string)[] } };
  list_overdue_payments: { arguments: { limit: number | null }; row: { number: string; reference: string | null } };
  list_payments_to_send: { arguments: { limit: number | null }; row: { id: string; intent: string; amount: number } };
  list_published_addresses: { arguments: { limit: number | null }; row: { path: string; updatedOn: string } };
  list_published_content: { arguments: { organizationSlug: string | null; limit: number | null }; row: { organization: string; title: string; slug: string; kind: 'ARTICLE' | 'LANDING_PAGE' | 'NEWSLETTER' | 'VIDEO' | 'GUIDE'; body: string; author: string; publishedAt: string; updatedAt: string } };
  list_refunds_to_send: { arguments: { limit: number | null }; row: { number: string; intent: string; amount: number } };
  list_restatements: { arguments: { marketDataId: string | null }; row: { figure: string; importId: string; fileName: string; appliedAt: string | null; oldValue: string | null; hadRow: boolean; fromImportId: string | null; fromFileName: string | null; fromLine: number | null; fromCells: unknown } };
  list_same_receipts: { arguments: { expenseId: string | null }; row: { receiptId: string; expenseId: string | null; merchant: string | null; date: string | null } };
  list_sealed_domain_keys: { arguments: { after: string | null; limit: number | null }; row: { domainId: string; sealed: string } };
  list_sealed_factors: { arguments: { after: string | null; limit: number | null }; row: { id: string; kind: string; sealed: string } };
  list_second_factors: { arguments: Record<never, never>; row: { userId: string; name: string; email: string; role: 'OWNER' | 'ADMIN' | 'MEMBER' | 'VIEWER'; hasSecondFactor: boolean } };
  list_sessions: { arguments: Record<never, never>; row: { id: string; device: string | null; country: string | null; organizationName: string | null; createdAt: string; lastSeenAt: string; isCurrent: boolean } };
  list_sole_ownerships: { arguments: Record<never, never>; row: { id: string; name: string; slug: string; others: number; owes: boolean; closingAt: string | null } };
  list_unnamed_campaign_files: { arguments: { keys: readonly (string)[] | null }; row: { value: string | null } };
  list_unnamed_files: { arguments: { keys: readonly (string)[] | null }; row: { value: string | null } };
  list_unnamed_market_files: { arguments: { keys: readonly (string)[] | null }; row: { value: string | null } };
  list_unnamed_tool_pictures: { arguments: { keys: readonly (string)[] | null }; row: { value: string | null } };
  list_webhook_secrets: { arguments: { after: string | null; limit: number | null }; row: { alertId: string; secret: string; previousSecret: string | null } };
  make_profile: { arguments: { id: string | null; profile: object | null }; row: { outcome: 'MADE' | 'LIMIT' | 'NOT_ALLOWED' } };
  make_public_report_link: { arguments: { reportId: string | null; tokenHash: string | null; days: number | null }; row: { outcome: 'CREATED' | 'NOT_READY' | 'NOT_FOUND' } };
  make_reid_report: { arguments: { id: string | null; name: string | null; type: 'NEIGHBORHOOD_ANALYSIS' | 'MARKET_OVERVIEW' | 'COMPARATIVE_STUDY' | 'INVESTMENT_ANALYSIS' | 'DEMOGRAPHIC_REPORT' | 'CUSTOM' | null; areaKeys: readonly (string)[] | null; from: string | null; to: string | null; configuration: object | null; sharedWith: readonly (string)[] | null; templateId: string | null; insights: object | null; digest: string | null }; row: { outcome: 'MADE' | 'FAILED' | 'REPEATED' | 'CHANGED' | 'NO_PERSON' | 'NEEDS_ELITE' | 'NOT_ALLOWED' } };
  make_repeat_copy: { arguments: { repeatId: string | null; occursOn: string | null; local: string | null; at: string | null; nextOn: string | null; nextAt: string | null; compiled: object | null }; row: { outcome: 'MADE' | 'REFUSED' | 'MISSED' | 'HELD' | 'GONE' } };
  make_scheduled_report: { arguments: { id: string | null; periodKey: string | null; insights: object | null; digest: string | null }; row: { outcome: 'MADE' | 'CHANGED' | 'NOT_DUE' } };
  map_expense_import: { arguments: { importId: string | null; mapping: object | null }; row: { outcome: 'MAPPED' | 'NOT_FOUND' | 'CLOSED' | 'NO_CATEGORY' | 'NO_INCOME' } };
  mark_alert_events_read: { arguments: { eventIds: readonly (string)[] | null }; row: { value: number | null } };
  mark_post_published: { arguments: { id: string | null; url: string | null }; row: { outcome: 'PUBLISHED' | 'PUBLISHING' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  may_read_tool: { arguments: { slug: string | null }; row: { value: boolean | null } };
  may_see_taxes: { arguments: Record<never, never>; row: { value: boolean | null } };
  may_use_tool: { arguments: { slug: string | null }; row: { value: boolean | null } };
  mileage_rates: { arguments: Record<never, never>; row: { firstDay: string | null; rate: string | null } };
  miles_between: { arguments: { latitude: number | null; longitude: number | null; otherLatitude: number | null; otherLongitude: number | null }; row: { value: number | null } };
  moderate_review: { arguments: { reviewId: string | null; isApproved: boolean | null; note: string | null; version: string | null }; row: { outcome: 'MODERATED' | 'NO_NOTE' | 'CHANGED' | 'NONE' | 'OWN_ORGANIZATION' } };
  module_addresses: { arguments: Record<never, never>; row: { toolId: string | null; address: string | null } };
  months_of_supply: { arguments: { published: number | null; active: number | null; sold: number | null; date: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null }; row: { value: string | null } };
  move_campaign: { arguments: { campaignId: string | null; to: 'DRAFT' | 'PLANNING' | 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'CANCELLED' | null; version: number | null }; row: { outcome: 'MOVED' | 'CHANGED' | 'SENDING' | 'CLOSED' | 'NEEDS_ADMIN' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  move_post: { arguments: { id: string | null; local: string | null; timeZone: string | null; at: string | null }; row: { outcome: 'MOVED' | 'CHANGED' | 'TOO_LATE' | 'PUBLISHING' | 'PUBLISHED' | 'NOT_FOUND' } };
  move_tool_picture: { arguments: { toolId: string | null; id: string | null; position: number | null }; row: { outcome: 'MOVED' | 'NOT_FOUND' } };
  narrow_import_check: { arguments: { importId: string | null; lease: string | null; choices: object | null }; row: { outcome: 'CHECKING' | 'STOPPED' } };
  note_account_check: { arguments: { accountId: string | null; problem: string | null; maxCharacters: number | null }; row: { value: boolean | null } };
  note_delivery_event: { arguments: { deliveryId: string | null; kind: 'OPEN' | 'CLICK' | 'UNSUBSCRIBE' | 'DELIVERY' | 'BOUNCE' | 'COMPLAINT' | null; reason: string | null; externalId: string | null }; row: { outcome: 'NOTED' | 'REPEATED' | 'NOT_FOUND' } };
  note_domain_check: { arguments: { id: string | null; findings: object | null }; row: { outcome: 'VERIFIED' | 'NOT_VERIFIED' | 'UNANSWERED' | 'NOT_FOUND' } };
  note_email_open: { arguments: { deliveryId: string | null; verdict: string | null; earlySeconds: number | null }; row: { value: boolean | null } };
  note_failed_sign_in: { arguments: { email: string | null; device: object | null }; row: { value: null } };
  note_posts_by_hand: { arguments: { limit: number | null }; row: { value: number | null } };
  note_returned_mail: { arguments: { tokenHash: string | null; kind: 'OPEN' | 'CLICK' | 'UNSUBSCRIBE' | 'DELIVERY' | 'BOUNCE' | 'COMPLAINT' | null; reason: string | null; externalId: string | null }; row: { outcome: 'NOTED' | 'REPEATED' | 'NOT_FOUND' } };
  open_tool: { arguments: { toolId: string | null; key: string | null }; row: { outcome: 'OPENED' | 'NO_ADDRESS' | 'NOT_OWNED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' | 'CAPPED'; address: string | null } };
  order_page: { arguments: { number: string | null; words: string | null; status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'REFUNDED' | 'CANCELLED' | null; method: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; from: string | null; until: string | null; beforePlacedAt: string | null; beforeNumber: string | null; limit: number | null }; row: { value: string | null } };
  ordered_in_month: { arguments: { organizationId: string | null; at: string | null }; row: { value: string | null } };
  organization_audit_trail: { arguments: { filters: object | null; after: string | null; limit: number | null }; row: { id: string | null; chainPosition: string | null; occurredAt: string | null; organizationId: string | null; organizationName: string | null; actorId: string | null; actorName: string | null; action: string | null; subjectType: string | null; subjectId: string | null; before: unknown; after: unknown; names: unknown } };
  organization_page: { arguments: { words: string | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; afterName: string | null; afterId: string | null; limit: number | null }; row: { value: string | null } };
  own_passkeys: { arguments: Record<never, never>; row: { id: string; credentialId: string; transports: readonly (string)[]; name: string; isBackedUp: boolean; createdAt: string; lastUsedAt: string | null } };
  own_second_factors: { arguments: Record<never, never>; row: { authenticatorAddedAt: string | null; codesLeft: number; isRequired: boolean; isConfirmed: boolean } };
  owned_tool_access: { arguments: { toolId: string | null; status: 'ACTIVE' | 'COMING_SOON' | 'BETA' | 'DEPRECATED' | 'DISABLED' | null; isSuspended: boolean | null; isByUse: boolean | null; seatsIncluded: number | null; moduleTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null }; row: { outcome: 'ALLOWED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' | 'CAPPED' } };
  owned_tool_ids: { arguments: { organizationId: string | null }; row: { value: string | null } };
  pause_email: { arguments: { emailId: string | null }; row: { outcome: 'PAUSED' | 'DRAFT' | 'SCHEDULED' | 'SENDING' | 'SENT' | 'FAILED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  pay_back_payment: { arguments: { paymentId: string | null }; row: { outcome: 'PAID_BACK' | 'RESOLVED' | 'NOT_FOUND' | 'OWN_ORGANIZATION' } };
  payee_payments: { arguments: { year: number | null }; row: { payeeId: string | null; form: string | null; payments: number | null; paid: string | null; paidUnsaid: string | null; paidOtherwise: string | null; threshold: string | null; isExempt: boolean | null; isDue: boolean | null; lacks: readonly (string)[] | null } };
  place_order: { arguments: { key: string | null; shown: object | null; paymentMethod: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; purchaseOrderNumber: string | null; billing: object | null; seats?: readonly (string)[] | null }; row: { outcome: 'PLACED' | 'REPLAYED' | 'KEY_REUSED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'METHOD_NOT_OFFERED' | 'EMPTY' | 'BLOCKED' | 'CHANGED' | 'BEING_PAID' | 'OVER_LIMIT' | 'INVOICE_OVERDUE' | 'OVER_INVOICE_LIMIT'; orderNumber: string | null } };
  plan_limits: { arguments: Record<never, never>; row: { tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE'; contacts: number; emails: number | null; simulations: number | null; profiles: number | null; alerts: number | null } };
  platform_audit_trail: { arguments: { filters: object | null; after: string | null; limit: number | null }; row: { id: string | null; chainPosition: string | null; occurredAt: string | null; organizationId: string | null; organizationName: string | null; actorId: string | null; actorName: string | null; action: string | null; subjectType: string | null; subjectId: string | null; before: unknown; after: unknown; names: unknown } };
  platform_dashboard: { arguments: Record<never, never>; row: { value: unknown } };
  preview_reid_report: { arguments: { areas: object | null; from: string | null; to: string | null; sections: readonly (string)[] | null; source: string | null; propertyType: string | null }; row: { areaKeys: readonly (string)[]; data: unknown; digest: string } };
  price_at_rate: { arguments: { price: number | null; bundlePrice: number | null; originalPrice: number | null }; row: { value: number | null } };
  price_bundle_tools: { arguments: { bundleId: string | null; bundlePrice: number | null; originalPrice: number | null; owned: readonly (string)[] | null; paid: readonly (string)[] | null }; row: { tools: unknown; highestTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; listPrice: number | null; price: number | null; charged: number | null; included: string | null; held: number | null } };
  price_cart: { arguments: { organizationId: string | null; tools: object | null; bundles: object | null; eachAlone?: boolean | null }; row: { kind: 'TOOL' | 'BUNDLE' | null; id: string | null; slug: string | null; name: string | null; icon: string | null; state: string | null; includedIn: string | null; requiredTier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; priceModel: 'FREE' | 'ONE_TIME' | 'MONTHLY' | 'ANNUAL' | 'USAGE_BASED' | 'CUSTOM' | null; priceSeen: number | null; listPrice: number | null; credit: number | null; price: number | null; tools: unknown } };
  prove_by_code: { arguments: { proof: string | null; step: number | null; codeHash: string | null }; row: { outcome: 'PROVED' | 'WRONG' } };
  prove_by_passkey: { arguments: { passkeyId: string | null; proof: string | null; signCount: number | null; challengeHash: string | null }; row: { outcome: 'PROVED' | 'WRONG' } };
  prove_by_password: { arguments: { passwordKey: string | null }; row: { value: boolean | null } };
  publish_content: { arguments: { id: string | null; version: number | null; title: string | null; slug: string | null; slugBase: string | null; kind: 'ARTICLE' | 'LANDING_PAGE' | 'NEWSLETTER' | 'VIDEO' | 'GUIDE' | null; body: string | null; author: string | null; publishedAt: string | null }; row: { outcome: 'PUBLISHED' | 'EMPTY' | 'SLUG_TAKEN' | 'ARCHIVED' | 'CHANGED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  published_first_name: { arguments: { name: string | null }; row: { value: string | null } };
  published_review_page: { arguments: { toolSlug: string | null; order: string | null; limit: number | null; offset: number | null }; row: { value: string | null } };
  queue_recipients: { arguments: { emailId: string | null; limit: number | null }; row: { outcome: 'MORE' | 'DONE' | 'STOPPED' } };
  rank_market_source: { arguments: { source: string | null }; row: { value: number | null } };
  read_market_as_of: { arguments: { dataSource: string | null; areaKey: string | null; propertyType: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null; day: string | null }; row: { id: string | null; organizationId: string | null; areaType: 'ZIP' | 'NEIGHBORHOOD' | 'CITY' | 'COUNTY' | 'METRO' | 'SCHOOL_DISTRICT' | 'STATE' | 'NATIONAL' | null; zipCode: string | null; city: string | null; state: string | null; county: string | null; neighborhood: string | null; schoolDistrict: string | null; msaCode: string | null; reportDate: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null; propertyType: string | null; medianPrice: string | null; avgPrice: string | null; minPrice: string | null; maxPrice: string | null; pricePerSqft: string | null; priceChangePct: string | null; activeListings: number | null; newListings: number | null; soldListings: number | null; pendingListings: number | null; expiredListings: number | null; inventoryMonths: string | null; daysOnMarket: string | null; saleToListRatio: string | null; absorptionRate: string | null; turnoverRate: string | null; dataSource: string | null; externalId: string | null; sourceRow: unknown; importId: string | null; isVerified: boolean | null; confidenceScore: string | null; notes: string | null; createdAt: string | null; updatedAt: string | null; areaKey: string | null; areaName: string | null; typicalValue: string | null; medianListPrice: string | null; avgListPrice: string | null; listPricePerSqft: string | null; medianRent: string | null; totalListings: number | null; aboveListShare: string | null; priceCutShare: string | null; quickSaleShare: string | null; isFlagged: boolean | null; sourceLine: number | null } };
  read_market_series: { arguments: { areaKeys: readonly (string)[] | null; source: string | null; propertyType: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null; adjusted: boolean | null; from: string | null; to: string | null; months: number | null; asOf: string | null }; row: { areaKey: string; areaName: string; areaType: 'ZIP' | 'NEIGHBORHOOD' | 'CITY' | 'COUNTY' | 'METRO' | 'SCHOOL_DISTRICT' | 'STATE' | 'NATIONAL'; dataSource: string; propertyType: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY'; id: string; reportDate: string; figures: unknown; isShown: boolean; isFlagged: boolean } };
  read_profile_inputs: { arguments: { areaKeys: readonly (string)[] | null; source: string | null; propertyType: string | null }; row: { value: unknown } };
  read_tax_report_rows: { arguments: { id: string | null; attempt: number | null; after: number | null }; row: { position: number; section: string; expenseId: string | null; date: string | null; label: string; netAmount: string; deductibleAmount: string; details: unknown } };
  receipts_of: { arguments: { expenseId: string | null }; row: { id: string | null; organizationId: string | null; expenseId: string | null; fileName: string | null; fileKey: string | null; fileType: string | null; fileSizeBytes: number | null; contentHash: string | null; ocrText: string | null; ocrConfidence: string | null; ocrProcessedAt: string | null; ocrMetadata: unknown; merchantName: string | null; receiptDate: string | null; receiptTotal: number | null; isVerified: boolean | null; verifiedBy: string | null; verifiedAt: string | null; createdAt: string | null; updatedAt: string | null; deletedAt: string | null } };
  record_card_payment: { arguments: { number: string | null; reference: string | null }; row: { value: boolean | null } };
  record_consent: { arguments: { id: string | null; contactId: string | null; isGranted: boolean | null; source: string | null; wording: string | null; since: string | null; months: number | null }; row: { outcome: 'RECORDED' | 'EXPIRED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  record_contact_export: { arguments: Record<never, never>; row: { outcome: 'RECORDED' | 'NOT_ALLOWED' } };
  record_expense_refund: { arguments: { id: string | null; expenseId: string | null; date: string | null; amount: number | null; notes: string | null }; row: { outcome: 'RECORDED' | 'NOT_FOUND' | 'NOT_REFUNDABLE' | 'MORE_THAN_SPENT' | 'OTHER_YEAR' | 'CLOSED_YEAR'; leftToRefund: string | null } };
  record_export: { arguments: Record<never, never>; row: { outcome: 'RECORDED' | 'NOT_ALLOWED' | 'PROVE' } };
  record_payment: { arguments: { orderId: string | null }; row: { outcome: 'RECORDED' | 'WAITS' | 'NOT_FOUND' | 'ALREADY_PAID' | 'NOT_DUE' | 'OWN_ORGANIZATION' } };
  record_payment_refund: { arguments: { paymentId: string | null; reference: string | null }; row: { value: null } };
  record_payments: { arguments: { invoices: object | null }; row: { outcome: 'RECORDED' | 'CHANGED' | 'NOT_FOUND' | 'NOT_DUE' | 'OWN_ORGANIZATION'; number: string | null; recorded: number; waiting: number } };
  record_refund: { arguments: { number: string | null; reference: string | null }; row: { value: null } };
  record_results_export: { arguments: { emailId: string | null; outcome: string | null }; row: { outcome: 'RECORDED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  record_tax_payment: { arguments: { key: string | null; year: number | null; quarter: number | null; jurisdiction: 'FEDERAL' | 'STATE' | null; paidOn: string | null; amount: number | null; confirmation: string | null; again: boolean | null }; row: { outcome: 'RECORDED' | 'SAME' | 'CLOSED' | 'NOT_ALLOWED' } };
  record_use: { arguments: { toolId: string | null; key: string | null; units: number | null }; row: { outcome: 'RECORDED' | 'REPEATED' | 'CAPPED' | 'NOT_BY_USE' | 'NOT_OWNED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' } };
  refresh_profile: { arguments: { id: string | null; seen: string | null; profile: object | null }; row: { outcome: 'REFRESHED' | 'STALE' | 'LIMIT' | 'NOT_FOUND' } };
  refund_order: { arguments: { orderId: string | null; rowIds: readonly (string)[] | null; reason: string | null; shownRefundedTotal: number | null }; row: { outcome: 'REFUNDED' | 'WAITS' | 'NOT_FOUND' | 'OWN_ORGANIZATION' | 'PROVE' | 'NO_REASON' | 'NO_LINES' | 'NOTHING_OWED' | 'NOT_PAID' | 'CHANGED'; creditNoteNumber: string | null } };
  refuse_import: { arguments: { importId: string | null; lease: string | null; problem: string | null }; row: { outcome: 'REFUSED' | 'STOPPED' } };
  reid_monthly_limit: { arguments: { use: 'SIMULATION' | 'PROFILE' | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null }; row: { value: number | null } };
  remind_of_invoice: { arguments: { number: string | null }; row: { outcome: 'REMINDED' | 'REMINDED_TODAY' | 'NOT_OWED' | 'NOT_FOUND' | 'OWN_ORGANIZATION' } };
  remind_of_invoices: { arguments: { numbers: readonly (string)[] | null }; row: { reminded: number; leftOut: number } };
  remind_of_second_factors: { arguments: Record<never, never>; row: { value: number | null } };
  remove_authenticator: { arguments: Record<never, never>; row: { outcome: 'REMOVED' | 'REQUIRED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' } };
  remove_campaign_entry: { arguments: { campaignId: string | null; id: string | null }; row: { outcome: 'REMOVED' | 'NOT_ALLOWED' } };
  remove_closed_rows: { arguments: { most: number | null }; row: { outcome: 'MORE' | 'DONE'; removed: number } };
  remove_filter: { arguments: { id: string | null }; row: { outcome: 'REMOVED' } };
  remove_from_cart: { arguments: { kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { value: null } };
  remove_from_list: { arguments: { listId: string | null; contactId: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  remove_member: { arguments: { userId: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  remove_merchant_rule: { arguments: { id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' } };
  remove_passkey: { arguments: { id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'REQUIRED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' } };
  remove_past_sign_ins: { arguments: Record<never, never>; row: { value: number | null } };
  remove_receipt: { arguments: { id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR'; expenseId: string | null } };
  remove_request_line: { arguments: { requestId: string | null; kind: 'TOOL' | 'BUNDLE' | null; id: string | null }; row: { outcome: 'REMOVED' | 'LAST_LINE' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST' } };
  remove_sending_domain: { arguments: { id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' } };
  remove_tax_payment: { arguments: { id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' | 'CLOSED' | 'NOT_ALLOWED' } };
  remove_tool_picture: { arguments: { toolId: string | null; id: string | null }; row: { outcome: 'REMOVED' | 'NOT_FOUND' } };
  rename_organization: { arguments: { name: string | null }; row: { outcome: 'RENAMED' | 'NOT_ALLOWED' } };
  reopen_tax_year: { arguments: { year: number | null }; row: { outcome: 'OPENED' | 'OPEN' | 'NOT_ALLOWED' } };
  replace_account_credentials: { arguments: { secrets: object | null }; row: { value: number | null } };
  replace_recovery_codes: { arguments: { codeHashes: readonly (string)[] | null }; row: { outcome: 'REPLACED' | 'NOTHING_TO_RECOVER' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' } };
  replace_sealed_domain_keys: { arguments: { keys: object | null }; row: { value: number | null } };
  replace_sealed_factors: { arguments: { factors: object | null }; row: { value: number | null } };
  replace_sealed_secrets: { arguments: { secrets: object | null }; row: { value: number | null } };
  replace_webhook_secret: { arguments: { alertId: string | null; version: number | null; sealedSecret: string | null }; row: { outcome: 'REPLACED' | 'CHANGED' | 'NO_WEBHOOK' | 'NOT_FOUND' } };
  reply_to_review: { arguments: { reviewId: string | null; reply: string | null; version: string | null }; row: { outcome: 'REPLIED' | 'CHANGED' | 'NONE' | 'OWN_ORGANIZATION' } };
  request_password_reset: { arguments: { email: string | null; deviceHash?: string | null }; row: { value: null } };
  request_sign_in_mail: { arguments: { email: string | null; browserHash: string | null; deviceHash?: string | null }; row: { value: null } };
  request_subscription: { arguments: { organizationSlug: string | null; formSlug: string | null; name: string | null; email: string | null; tokenHash: string | null; addressDigest: string | null }; row: { outcome: 'ASKED' | 'SILENT' | 'TOO_OFTEN' | 'NOT_FOUND' } };
  require_another_person: { arguments: { isRequired: boolean | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' } };
  require_second_factor_from: { arguments: { from: string | null }; row: { outcome: 'SAVED' | 'TOO_EARLY' | 'OWN_FIRST' | 'NOT_ALLOWED' | 'PROVE' } };
  resend_invitation: { arguments: { id: string | null }; row: { outcome: 'RESENT' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'TOO_OFTEN'; email: string | null } };
  reset_password: { arguments: { tokenHash: string | null; passwordSalt: string | null; passwordKey: string | null }; row: { value: boolean | null } };
  reset_second_factors: { arguments: { email: string | null; reason: string | null }; row: { outcome: 'RESET' | 'NOT_FOUND' | 'NO_FACTOR' | 'OWN_ORGANIZATION' | 'OF_PLATFORM' | 'PROVE' } };
  restart_tax_report: { arguments: { id: string | null }; row: { outcome: 'STARTED' | 'NOT_FAILED' | 'NOT_FOUND' | 'TOO_OFTEN'; attempt: number | null } };
  restore_receipt: { arguments: { id: string | null }; row: { outcome: 'RESTORED' | 'FULL' | 'NO_ROOM' | 'NOT_FOUND' | 'SETTLED' | 'CLOSED_YEAR'; expenseId: string | null } };
  resume_email: { arguments: { emailId: string | null }; row: { outcome: 'SENDING' | 'DRAFT' | 'SCHEDULED' | 'SENT' | 'FAILED' | 'PAUSED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  resume_reid_alerts: { arguments: Record<never, never>; row: { outcome: 'ON' | 'LIMIT' | 'NOT_FOUND'; resumed: number } };
  review_queue: { arguments: { queue: 'PENDING' | 'APPROVED' | 'REJECTED' | 'FLAGGED' | null; words: string | null; limit: number | null; offset: number | null }; row: { value: string | null } };
  revoke_invitation: { arguments: { id: string | null }; row: { outcome: 'REVOKED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  revoke_platform_role: { arguments: { userId: string | null; role: 'CATALOG' | 'BILLING' | 'SUPPORT' | 'AUDITOR' | 'SUPERADMIN' | null }; row: { outcome: 'REVOKED' | 'LAST_SUPERADMIN' | 'PROVE' } };
  revoke_seat: { arguments: { toolId: string | null; userId: string | null }; row: { outcome: 'REVOKED' | 'NO_SEAT' | 'NOT_ALLOWED' } };
  run_due_invoices: { arguments: Record<never, never>; row: { reminded: number; suspended: number; busy: number; more: boolean } };
  run_due_purchases: { arguments: Record<never, never>; row: { renewed: number; expired: number; warned: number; busy: number; failed: number; more: boolean } };
  run_recurring_expenses: { arguments: Record<never, never>; row: { made: number; stopped: number; more: boolean } };
  running_usage: { arguments: { organizationId: string | null }; row: { periodId: string | null; toolPurchaseId: string | null; toolId: string | null; name: string | null; usageUnit: string | null; unitsIncluded: number | null; unitPrice: number | null; unitsUsed: number | null; unitsBeyond: number | null; amount: string | null; periodStart: string | null; periodEnd: string | null } };
  save_and_schedule_email: { arguments: { id: string | null; version: number | null; email: object | null; local: string | null; timeZone: string | null; at: string | null; inRecipientZone: boolean | null; compiled: object | null; links: object | null }; row: { outcome: 'SCHEDULED' | 'CHANGED' | 'NOT_DRAFT' | 'REPEATS' | 'TIER' | 'TOO_SOON' | 'NO_RECIPIENTS' | 'NOT_READY' | 'NOT_ALLOWED' | 'NOT_FOUND'; version: number } };
  save_asset: { arguments: { id: string | null; version: number | null; listingId: string | null; name: string | null; assetClass: 'RESIDENTIAL' | 'COMMERCIAL' | 'MANUAL' | null; basis: number | null; inServiceOn: string | null; yearlyAmounts: object | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'NO_PROPERTY' | 'CLOSED' } };
  save_bundle: { arguments: { id: string | null; revision: number | null; bundle: object | null; toolIds: readonly (string)[] | null; sum: number | null; status: 'DRAFT' | 'ACTIVE' | 'ARCHIVED' | null }; row: { outcome: 'SAVED' | 'MISSING' | 'STALE' | 'UNKNOWN_TOOL' | 'PRICES_CHANGED' | 'SLUG_TAKEN' | 'OWNED' | 'TOO_FEW_TOOLS' | 'UNSOLD_TOOLS' | 'PRICE_ABOVE_SUM' | 'PRICE_TOO_LOW' } };
  save_campaign: { arguments: { id: string | null; version: number | null; campaign: object | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'NOT_ALLOWED' | 'NOT_FOUND'; slug: string | null } };
  save_campaign_repeat: { arguments: { id: string | null; kind: 'EMAIL' | 'POST' | null; sourceId: string | null; version: number | null; rule: object | null; compiled: object | null; links: object | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'TIER' | 'CLOSED' | 'COPY' | 'NOT_READY' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  save_campaign_settings: { arguments: { version: number | null; postalAddress: string | null; fromName: string | null; replyTo: string | null; timeZone: string | null; weekStart: number | null; tracksEmails: boolean | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'NO_ZONE' | 'NOT_ALLOWED' } };
  save_contact: { arguments: { id: string | null; version: number | null; contact: object | null; consent: object | null; listIds: readonly (string)[] | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'TAKEN' | 'LIMIT' | 'NO_ZONE' | 'EXPIRED' | 'NOT_FOUND' | 'NOT_ALLOWED'; contactId: string | null } };
  save_contact_list: { arguments: { id: string | null; isNew: boolean | null; name: string | null; description: string | null }; row: { outcome: 'SAVED' | 'TAKEN' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  save_content: { arguments: { id: string | null; version: number | null; title: string | null; slug: string | null; slugBase: string | null; kind: 'ARTICLE' | 'LANDING_PAGE' | 'NEWSLETTER' | 'VIDEO' | 'GUIDE' | null; body: string | null; author: string | null }; row: { outcome: 'SAVED' | 'SLUG_TAKEN' | 'ARCHIVED' | 'CHANGED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  save_email: { arguments: { id: string | null; version: number | null; email: object | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'NOT_DRAFT' | 'REPEATS' | 'TIER' | 'NOT_ALLOWED' | 'NOT_FOUND'; version: number } };
  save_expense: { arguments: { id: string | null; version: number | null; date: string | null; merchant: string | null; amount: number | null; categoryId: string | null; listingId: string | null; payeeId: string | null; paymentMethod: 'CASH' | 'CHECK' | 'TRANSFER' | 'CARD' | 'NETWORK' | null; percent: number | null; description: string | null; notes: string | null; vehicleId?: string | null; isParkingOrToll?: boolean | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'TRIP' | 'DECIDED' | 'CHANGED' | 'EXISTS' | 'NO_CATEGORY' | 'NO_PROPERTY' | 'NO_PAYEE' | 'NO_VEHICLE' | 'PERCENT_TOO_HIGH' | 'OTHER_YEAR' | 'CLOSED_YEAR' | 'LESS_THAN_REFUNDED'; status: 'PENDING' | 'APPROVED' | 'REJECTED' | 'NEEDS_REVIEW' | null; percentLimit: string | null } };
  save_filter: { arguments: { list: string | null; name: string | null; search: string | null }; row: { outcome: 'SAVED' | 'TOO_MANY' } };
  save_income: { arguments: { id: string | null; version: number | null; entry: object | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'NOT_FOUND' | 'NO_PROPERTY' | 'CLOSED' | 'NOT_ALLOWED' } };
  save_payee: { arguments: { id: string | null; version: number | null; name: string | null; classification: 'INDIVIDUAL' | 'PARTNERSHIP' | 'C_CORPORATION' | 'S_CORPORATION' | 'TRUST_OR_ESTATE' | 'EXEMPT' | null; isAttorney: boolean | null; w9ReceivedOn: string | null; taxNumberLastFour: string | null; address: string | null; city: string | null; state: string | null; zipCode: string | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' } };
  save_post: { arguments: { id: string | null; version: number | null; post: object | null; act: string | null }; row: { outcome: 'SAVED' | 'SCHEDULED' | 'DUE' | 'CHANGED' | 'REPEATED' | 'PUBLISHING' | 'PUBLISHED' | 'NO_ACCOUNT' | 'NO_TIME' | 'TOO_LATE' | 'CAMPAIGN_CLOSED' | 'NOT_FOUND' } };
  save_post_figures: { arguments: { id: string | null; url: string | null; figures: object | null }; row: { outcome: 'SAVED' | 'NOT_PUBLISHED' | 'NOT_FOUND' } };
  save_property: { arguments: { id: string | null; version: number | null; address: string | null; city: string | null; state: string | null; zipCode: string | null; kind: 'SALE' | 'RENTAL' | null; isActive: boolean | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'CLOSED' } };
  save_reid_alert: { arguments: { id: string | null; version: string | null; alert: object | null; sealedSecret: string | null }; row: { outcome: 'SAVED' | 'SAVED_OFF' | 'CHANGED' | 'NO_ZONE' | 'NOT_ALLOWED' | 'NOT_FOUND'; hasNewSecret: boolean } };
  save_review: { arguments: { toolSlug: string | null; rating: number | null; title: string | null; review: string | null }; row: { outcome: 'WRITTEN' | 'EDITED' | 'UNCHANGED' | 'NO_TOOL' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'NOT_OWNED' | 'ELSEWHERE' | 'TOO_OFTEN' } };
  save_segment: { arguments: { id: string | null; version: number | null; name: string | null; matchesAll: boolean | null; rules: object | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'TAKEN' | 'NEEDS_GROWTH' | 'NOT_UNDERSTOOD' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  save_seller: { arguments: { revision: number | null; seller: object | null }; row: { outcome: 'SAVED' | 'CHANGED' } };
  save_signup_form: { arguments: { id: string | null; version: number | null; name: string | null; slug: string | null; listId: string | null; heading: string | null; introduction: string | null; consentWording: string | null; asksName: boolean | null; isActive: boolean | null }; row: { outcome: 'SAVED' | 'SLUG_TAKEN' | 'NO_LIST' | 'CHANGED' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  save_simulation: { arguments: { id: string | null; name: string | null; address: string | null; city: string | null; state: string | null; zipCode: string | null; notes: string | null; strategy: 'RENTAL' | 'FLIP' | 'BRRRR' | 'REFINANCE' | 'RENT_OR_BUY' | null; inputs: object | null; results: object | null; version: string | null; marketDataId: string | null }; row: { outcome: 'SAVED' | 'LIMIT' | 'NOT_ALLOWED' } };
  save_tax_estimate: { arguments: { year: number | null; method: 'STANDARD' | 'SIMPLIFIED' | 'CUSTOM' | null; version: string | null; figuresHash: string | null; taxRate: number | null; rows: object | null; assumptions: object | null }; row: { outcome: 'SAVED' | 'CLOSED' | 'NOT_ALLOWED' } };
  save_tax_readers: { arguments: { shown: readonly (string)[] | null; named: readonly (string)[] | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' } };
  save_tax_settings: { arguments: { year: number | null; version: number | null; settings: object | null }; row: { outcome: 'SAVED' | 'CHANGED' | 'CLOSED' | 'NOT_ALLOWED' } };
  save_trip: { arguments: { id: string | null; version: number | null; date: string | null; from: string | null; to: string | null; purpose: string | null; vehicleId: string | null; odometerStart: number | null; odometerEnd: number | null; distance: number | null; listingId: string | null; reimbursedAmount: number | null; notes: string | null }; row: { outcome: 'SAVED' | 'OVERLAPS' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'CLOSED' | 'NO_VEHICLE' | 'NO_PROPERTY' | 'NOT_IN_USE' | 'WRONG_YEAR' | 'WRONG_DISTANCE' } };
  save_vehicle: { arguments: { id: string | null; version: number | null; name: string | null; personId: string | null; firstUsedOn: string | null; lastUsedOn: string | null; method: 'STANDARD' | 'ACTUAL' | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'FIVE_VEHICLES' | 'TRIPS_OUTSIDE' | 'CLOSED' } };
  save_vehicle_year: { arguments: { vehicleId: string | null; taxYear: number | null; version: number | null; method: 'STANDARD' | 'ACTUAL' | null; odometerStart: number | null; odometerEnd: number | null; commutingMiles: number | null; isAvailableForPersonalUse: boolean | null; hasAnotherVehicle: boolean | null; hasEvidence: boolean | null; isEvidenceWritten: boolean | null }; row: { outcome: 'SAVED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'CHANGED' | 'CLOSED' | 'FIVE_VEHICLES' | 'STAYS_ACTUAL' | 'NOT_IN_USE' | 'OF_PERSON' } };
  schedule_email: { arguments: { emailId: string | null; version: number | null; local: string | null; timeZone: string | null; at: string | null; inRecipientZone: boolean | null; compiled: object | null; links: object | null }; row: { outcome: 'SCHEDULED' | 'CHANGED' | 'NOT_DRAFT' | 'REPEATS' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'TOO_SOON' | 'NO_RECIPIENTS' | 'NOT_READY' | 'TIER' } };
  schedule_reid_report: { arguments: { reportId: string | null; frequency: string | null; hour: number | null; zone: string | null; recipients: readonly (string)[] | null }; row: { outcome: 'SCHEDULED' | 'STOPPED' | 'NOT_READY' | 'NO_PERSON' | 'NO_ZONE' | 'NEEDS_ELITE' | 'NOT_FOUND' } };
  second_steps: { arguments: { pendingHash?: string | null }; row: { hasAuthenticator: boolean; hasCodes: boolean; passkeys: unknown } };
  send_contact_message: { arguments: { name: string | null; email: string | null; topic: string | null; message: string | null; addressDigest: string | null }; row: { outcome: 'SENT' | 'TOO_OFTEN' | 'NOBODY' } };
  send_due_digests: { arguments: { limit: number | null }; row: { value: number | null } };
  send_email_confirmation: { arguments: Record<never, never>; row: { outcome: 'SENT' | 'CONFIRMED' | 'TOO_OFTEN' | 'NOT_ALLOWED' } };
  send_request: { arguments: { reason: string | null }; row: { outcome: 'SENT' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'NO_REASON' | 'EMPTY' | 'BLOCKED' | 'WITHIN_LIMIT' | 'TOO_MANY' } };
  send_webhook_test: { arguments: { alertId: string | null; deliveryId: string | null }; row: { outcome: 'QUEUED' | 'NO_WEBHOOK' | 'TOO_OFTEN' | 'NOT_FOUND' } };
  serves_grade: { arguments: { grades: string | null; grade: number | null }; row: { value: boolean | null } };
  set_credit: { arguments: { organizationId: string | null; invoiceLimit: number | null; invoiceApproval: number | null }; row: { outcome: 'CHANGED' | 'WAITS' | 'NOT_FOUND' | 'OWN_ORGANIZATION' } };
  set_renewal: { arguments: { purchaseId: string | null; renews: boolean | null }; row: { outcome: 'SAVED' | 'NO_PERIOD' | 'NOT_FOUND' | 'NOT_ALLOWED' } };
  set_spending_limit: { arguments: { cents: number | null }; row: { outcome: 'SET' | 'NOT_ALLOWED' } };
  set_tier: { arguments: { organizationId: string | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null }; row: { outcome: 'CHANGED' | 'NOT_FOUND' | 'OWN_ORGANIZATION' | 'PROVE' } };
  set_tiers: { arguments: { organizations: object | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null }; row: { outcome: 'CHANGED' | 'STALE' | 'NOT_FOUND' | 'OWN_ORGANIZATION' | 'PROVE'; organizationId: string | null } };
  set_tool_connection: { arguments: { toolId: string | null; isConnected: boolean | null }; row: { outcome: 'CONNECTED' | 'DISCONNECTED' | 'NOT_ALLOWED' | 'NOT_OWNED' | 'HAS_ADDRESS' } };
  set_usage_cap: { arguments: { purchaseId: string | null; cents: number | null }; row: { outcome: 'SET' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'NOT_BY_USE' } };
  settle_mail: { arguments: { id: string | null; attempt: number | null; error: string | null; again: boolean | null }; row: { outcome: 'SENT' | 'LATER' | 'GIVEN_UP' | null } };
  settle_posts: { arguments: { results: object | null }; row: { value: number | null } };
  settle_webhook_deliveries: { arguments: { results: object | null }; row: { value: number | null } };
  share_profile: { arguments: { id: string | null; isShared: boolean | null }; row: { outcome: 'CHANGED' | 'NOT_FOUND' } };
  share_simulation: { arguments: { id: string | null; isShared: boolean | null }; row: { outcome: 'CHANGED' | 'NEEDS_ELITE' | 'NOT_FOUND' } };
  show_cart: { arguments: Record<never, never>; row: { value: unknown } };
  show_credit: { arguments: Record<never, never>; row: { room: number; approved: number | null; isOverdue: boolean; overdueOrders: readonly (string)[]; contact: string } };
  show_request: { arguments: { requestId: string | null }; row: { value: unknown } };
  sign_in_by_code: { arguments: { pendingHash: string | null; tokenHash: string | null; proof: string | null; step: number | null; codeHash: string | null }; row: { value: { outcome: 'SIGNED_IN' | 'WRONG' | 'CLOSED' } } };
  sign_in_by_passkey: { arguments: { passkeyId: string | null; proof: string | null; signCount: number | null; challengeHash: string | null; tokenHash: string | null; guestCart: object | null; device: object | null }; row: { value: { outcome: 'SIGNED_IN' | 'WRONG' } } };
  sign_in_by_second_passkey: { arguments: { pendingHash: string | null; tokenHash: string | null; passkeyId: string | null; proof: string | null; signCount: number | null; challengeHash: string | null }; row: { value: { outcome: 'SIGNED_IN' | 'WRONG' | 'CLOSED' } } };
  sign_up: { arguments: { name: string | null; email: string | null; passwordSalt: string | null; passwordKey: string | null; organization: string | null; tokenHash: string | null; guestCart: object | null; addressDigest?: string | null; device?: object | null }; row: { value: { outcome: 'CREATED' | 'EMAIL_TAKEN' | 'TOO_OFTEN' } } };
  sorted_orders: { arguments: { number: string | null; words: string | null; status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'REFUNDED' | 'CANCELLED' | null; method: 'CREDIT_CARD' | 'ACH' | 'INVOICE' | 'PLATFORM_CREDITS' | null; from: string | null; until: string | null; sort: string | null; isDescending: boolean | null; limit: number | null; offset: number | null }; row: { value: string | null } };
  sorted_organizations: { arguments: { words: string | null; tier: 'FREE' | 'CUSTOM' | 'STARTER' | 'GROWTH' | 'ELITE' | 'ENTERPRISE' | null; sort: string | null; isDescending: boolean | null; limit: number | null; offset: number | null }; row: { value: string | null } };
  split_expense: { arguments: { id: string | null; version: number | null; parts: object | null }; row: { outcome: 'SPLIT' | 'NOT_FOUND' | 'DECIDED' | 'CHANGED' | 'NOT_SPLITTABLE' | 'HAS_REFUNDS' | 'WRONG_COUNT' | 'WRONG_SUM' | 'NO_CATEGORY' | 'NO_PROPERTY' | 'PERCENT_TOO_HIGH' | 'CLOSED_YEAR'; place: number | null; percentLimit: string | null } };
  stage_expense_import_lines: { arguments: { importId: string | null; fromByte: number | null; lines: object | null; nextByte: number | null; nextLine: number | null; statement: object | null; isLast: boolean | null; goesOn: boolean | null }; row: { outcome: 'STAGED' | 'NOT_FOUND' | 'MOVED' } };
  stage_import_rows: { arguments: { importId: string | null; lease: string | null; fromRecords: number | null; rows: object | null; problems: object | null; missing: number | null; next: object | null; dates: object | null; isLast: boolean | null }; row: { outcome: 'STAGED' | 'READY' | 'REFUSED' | 'MOVED' | 'TOO_MANY' | 'STOPPED' } };
  start_authenticator: { arguments: { id: string | null; sealedSecret: string | null; proofHash: string | null }; row: { outcome: 'STARTED' | 'NOT_ALLOWED' | 'NOT_CONFIRMED' | 'PROVE' } };
  start_code_check: { arguments: { pendingHash?: string | null }; row: { waitSeconds: number; authenticatorId: string | null; sealedSecret: string | null } };
  start_contact_import: { arguments: { importId: string | null; mapping: object | null; listId: string | null; tags: readonly (string)[] | null; consent: object | null }; row: { outcome: 'RUNNING' | 'NO_LIST' | 'CLOSED' | 'NOT_FOUND'; lease: string | null } };
  start_domain_check: { arguments: { id: string | null }; row: { outcome: 'CHECK' | 'TOO_OFTEN' | 'NOT_FOUND'; domain: string | null; selector: string | null; publicKey: string | null; ownershipToken: string | null } };
  start_due_emails: { arguments: { limit: number | null }; row: { value: number | null } };
  start_import: { arguments: { importId: string | null }; row: { outcome: 'APPLYING' | 'NOT_FOUND' | 'NOT_READY' | 'BUSY'; lease: string | null } };
  start_import_undo: { arguments: { importId: string | null }; row: { outcome: 'UNDOING' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'NOT_APPLIED' | 'BUSY' | 'CHANGED_SINCE'; lease: string | null; laterId: string | null; laterName: string | null } };
  start_proof: { arguments: Record<never, never>; row: { passwordSalt: string | null; waitSeconds: number } };
  start_sign_in: { arguments: { email: string | null; deviceHash?: string | null }; row: { passwordSalt: string | null; waitSeconds: number } };
  start_tax_report: { arguments: { id: string | null; name: string | null; template: 'FORM_1099_MISC' | 'FORM_1099_NEC' | 'SCHEDULE_C' | 'SCHEDULE_E' | 'EXPENSE_SUMMARY' | 'CATEGORY_BREAKDOWN' | 'QUARTERLY_ESTIMATE' | 'ANNUAL_SUMMARY' | 'CUSTOM' | null; taxYear: number | null; from: string | null; to: string | null; memberId: string | null; filters: object | null; isInWholeDollars: boolean | null; isShared: boolean | null; sharedWith: readonly (string)[] | null }; row: { outcome: 'STARTED' | 'REPEATED' | 'NOT_ALLOWED' | 'NO_PERSON' | 'NO_ESTIMATE' | 'TOO_OFTEN' } };
  starting_percent: { arguments: { categoryId: string | null }; row: { value: string | null } };
  stop_alert_mail: { arguments: { mailId: string | null }; row: { outcome: 'STOPPED' | 'NOT_FOUND' } };
  stop_campaign_repeat: { arguments: { sourceId: string | null }; row: { outcome: 'STOPPED' | 'NOT_ALLOWED' | 'NOT_FOUND' } };
  suspend_overdue_order: { arguments: { number: string | null }; row: { outcome: 'SUSPENDED' | 'SUSPENDED_BEFORE' | 'NOT_OVERDUE' | 'BEING_PAID' | 'NOT_FOUND' | 'OWN_ORGANIZATION' } };
  suspends_on: { arguments: { dueOn: string | null }; row: { value: string | null } };
  sweep_deliveries: { arguments: { seconds: number | null }; row: { value: number | null } };
  switch_organization: { arguments: { organizationId: string | null }; row: { value: boolean | null } };
  switch_reid_alert: { arguments: { id: string | null; isActive: boolean | null }; row: { outcome: 'ON' | 'OFF' | 'LIMIT' | 'NOT_FOUND' } };
  take_contact_rows: { arguments: { importId: string | null; lease: string | null; fromPosition: number | null; rows: object | null; problems: object | null; nextPosition: number | null; nextLine: number | null; isLast: boolean | null }; row: { outcome: 'TAKEN' | 'DONE' | 'MOVED' | 'STOPPED' } };
  take_expense_import: { arguments: { importId: string | null }; row: { outcome: 'TAKEN' | 'NOT_FOUND' | 'BUSY' | 'NOTHING'; fileKey: string | null; account: string | null; detected: unknown; mapping: unknown; nextByte: number | null; nextLine: number | null; linesCount: number | null } };
  test_reid_alert: { arguments: { conditions: object | null; areaKeys: readonly (string)[] | null }; row: { value: unknown } };
  today: { arguments: Record<never, never>; row: { value: string | null } };
  tool_access: { arguments: { toolId: string | null }; row: { outcome: 'ALLOWED' | 'NOT_OWNED' | 'DISABLED' | 'SUSPENDED' | 'TIER_TOO_LOW' | 'READ_ONLY' | 'NO_SEAT' | 'CAPPED' } };
  tool_address: { arguments: { toolId: string | null }; row: { value: string | null } };
  tool_search_document: { arguments: { name: string | null; description: string | null; longDescription: string | null; tags: readonly (string)[] | null }; row: { value: unknown } };
  tool_words: { arguments: { name: string | null; slug: string | null; tags: readonly (string)[] | null }; row: { value: string | null } };
  unadjusted_source: { arguments: { source: string | null }; row: { value: string | null } };
  undo_expense_import: { arguments: { importId: string | null }; row: { outcome: 'REMOVED' | 'UNDONE' | 'NOT_FOUND' | 'NOT_IMPORTED' | 'TOO_LATE' | 'NO_INCOME' } };
  undo_import: { arguments: { importId: string | null; lease: string | null; rows: number | null }; row: { outcome: 'UNDOING' | 'UNDONE' | 'STOPPED' } };
  unlink_campaign_content: { arguments: { campaignId: string | null; contentId: string | null }; row: { outcome: 'UNLINKED' | 'NOT_ALLOWED' } };
  unpublish_content: { arguments: { id: string | null }; row: { outcome: 'DRAFT' | 'NOT_FOUND' } };
  unschedule_post: { arguments: { id: string | null }; row: { outcome: 'DRAFT' | 'PUBLISHING' | 'PUBLISHED' | 'NOT_FOUND' } };
  unsubscribe_by_token: { arguments: { tokenHash: string | null }; row: { outcome: 'UNSUBSCRIBED' } };
  use_report_as_template: { arguments: { reportId: string | null; isTemplate: boolean | null }; row: { outcome: 'CHANGED' | 'NEEDS_ELITE' | 'NOT_FOUND' } };
  use_sign_in_mail: { arguments: { browserHash: string | null; mailTokenHash: string | null; code: string | null; tokenHash: string | null; guestCart: object | null; device: object | null }; row: { value: { outcome: 'SIGNED_IN' | 'SECOND_FACTOR' | 'WRONG' } } };
  use_simulation_as_template: { arguments: { id: string | null; isTemplate: boolean | null }; row: { outcome: 'CHANGED' | 'NEEDS_ELITE' | 'NOT_FOUND' } };
  vehicle_method: { arguments: { organizationId: string | null; vehicleId: string | null; year: number | null }; row: { value: 'STANDARD' | 'ACTUAL' | null } };
  verify_ledger: { arguments: { emailId: string | null }; row: { deliveryId: string | null; rule: string; detail: string } };
  verify_profile: { arguments: { id: string | null; seen: string | null }; row: { outcome: 'VERIFIED' | 'STALE' | 'NOT_FOUND' } };
  waiting_authenticator: { arguments: Record<never, never>; row: { authenticatorId: string; sealedSecret: string } };
  watch_area: { arguments: { areaKeys: readonly (string)[] | null }; row: { outcome: 'WATCHED' | 'WATCHED_BEFORE' | 'NOT_FOUND' | 'FULL' | 'NOT_ALLOWED'; areaKey: string | null; areaName: string | null } };
  withdraw_public_report_link: { arguments: { reportId: string | null }; row: { outcome: 'WITHDRAWN' | 'NO_LINK' | 'NOT_FOUND' } };
  withdraw_report_link: { arguments: { reportId: string | null }; row: { outcome: 'WITHDRAWN' | 'NO_LINK' | 'NOT_FOUND' } };
  withdraw_request: { arguments: { requestId: string | null }; row: { outcome: 'WITHDRAWN' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' } };
  withdraw_upgrade: { arguments: { id: string | null }; row: { outcome: 'WITHDRAWN' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' } };
  year_before: { arguments: { date: string | null; periodType: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'YEARLY' | null }; row: { value: string | null } };
}

/** How each is called: its arguments in their order, and the columns of its rows. */
export const databaseFunctions = {
  accept_cart_prices: { takes: [], json: [], gives: ['value'], isValue: true },
  accept_invitation: { takes: ['p_token_hash', 'p_name', 'p_password_salt', 'p_password_key', 'p_session_token_hash', 'p_guest_cart', 'p_device'], json: ['p_guest_cart', 'p_device'], gives: ['value'], isValue: true },
  add_campaign_entry: { takes: ['p_id', 'p_campaign_id', 'p_kind', 'p_label', 'p_occurred_on', 'p_amount', 'p_leads'], json: [], gives: ['outcome'], isValue: true },
  add_contact_import: { takes: ['p_import_id', 'p_file_name', 'p_file_key', 'p_file_size', 'p_content_hash', 'p_detected'], json: ['p_detected'], gives: ['outcome', 'import_id'], isValue: false },
  add_expense_category: { takes: ['p_id', 'p_name', 'p_description', 'p_irs_category', 'p_deduction_limit'], json: [], gives: ['outcome'], isValue: true },
  add_expense_import: { takes: ['p_import_id', 'p_file_name', 'p_file_key', 'p_file_size', 'p_content_hash', 'p_account', 'p_detected'], json: ['p_detected'], gives: ['outcome', 'import_id'], isValue: false },
  add_merchant_rule: { takes: ['p_id', 'p_merchant', 'p_category_id', 'p_listing_id'], json: [], gives: ['outcome'], isValue: true },
  add_passkey: { takes: ['p_passkey', 'p_challenge_hash', 'p_code_hashes'], json: ['p_passkey'], gives: ['outcome'], isValue: true },
  add_picture: { takes: ['p_key', 'p_file_name', 'p_file_type', 'p_file_size', 'p_content_hash', 'p_width', 'p_height'], json: [], gives: ['outcome', 'key'], isValue: false },
  add_receipts: { takes: ['p_expense_id', 'p_files'], json: ['p_files'], gives: ['key', 'outcome'], isValue: false },
  add_recurring_expense: { takes: ['p_id', 'p_merchant', 'p_amount', 'p_category_id', 'p_listing_id', 'p_payee_id', 'p_payment_method', 'p_description', 'p_recurrence', 'p_starts_on', 'p_ends_on'], json: [], gives: ['outcome'], isValue: true },
  add_reid_import: { takes: ['p_import_id', 'p_file_name', 'p_file_key', 'p_file_size', 'p_content_hash', 'p_detected'], json: ['p_detected'], gives: ['outcome', 'import_id', 'applied_at', 'person'], isValue: false },
  add_scenario: { takes: ['p_id', 'p_base_id', 'p_type', 'p_name', 'p_inputs', 'p_results', 'p_version'], json: ['p_inputs', 'p_results'], gives: ['outcome'], isValue: true },
  add_sending_domain: { takes: ['p_id', 'p_domain', 'p_selector', 'p_public_key', 'p_sealed_private_key', 'p_ownership_token'], json: [], gives: ['outcome'], isValue: true },
  add_suppression: { takes: ['p_id', 'p_email', 'p_note'], json: [], gives: ['outcome'], isValue: true },
  add_to_cart: { takes: ['p_kind', 'p_id'], json: [], gives: ['outcome', 'name', 'required_tier'], isValue: false },
  add_to_list: { takes: ['p_list_id', 'p_contact_id', 'p_email'], json: [], gives: ['outcome'], isValue: true },
  add_tool_picture: { takes: ['p_id', 'p_tool_id', 'p_alt', 'p_key', 'p_width', 'p_height', 'p_small_key', 'p_small_width'], json: [], gives: ['outcome'], isValue: true },
  answer_billing_email: { takes: ['p_token_hash', 'p_takes'], json: [], gives: ['outcome'], isValue: true },
  apply_dispute: { takes: ['p_event', 'p_type', 'p_reference', 'p_intent', 'p_amount', 'p_currency', 'p_state', 'p_happened_at'], json: [], gives: ['outcome'], isValue: true },
  apply_import: { takes: ['p_import_id', 'p_lease', 'p_rows'], json: [], gives: ['outcome'], isValue: true },
  apply_payment_event: { takes: ['p_event', 'p_type', 'p_state', 'p_reference', 'p_number', 'p_intent', 'p_amount', 'p_currency'], json: [], gives: ['outcome'], isValue: true },
  apply_refunds: { takes: ['p_event', 'p_type', 'p_intent', 'p_refunds'], json: ['p_refunds'], gives: ['outcome'], isValue: true },
  apply_retention: { takes: [], json: [], gives: ['what', 'removed'], isValue: false },
  appoint_owner: { takes: ['p_organization_id', 'p_user_id', 'p_reason'], json: [], gives: ['outcome'], isValue: true },
  approve_request: { takes: ['p_request_id', 'p_key', 'p_shown', 'p_payment_method', 'p_purchase_order_number', 'p_billing', 'p_seats'], json: ['p_shown', 'p_billing'], gives: ['outcome', 'order_number'], isValue: false },
  approve_reviews: { takes: ['p_reviews'], json: ['p_reviews'], gives: ['outcome', 'review_id'], isValue: false },
  archive_campaign: { takes: ['p_campaign_id', 'p_is_archived'], json: [], gives: ['outcome'], isValue: true },
  archive_content: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  archive_expense_category: { takes: ['p_id', 'p_is_active'], json: [], gives: ['outcome'], isValue: true },
  archive_payee: { takes: ['p_id', 'p_is_active'], json: [], gives: ['outcome'], isValue: true },
  ask_for_upgrade: { takes: ['p_tier', 'p_reason'], json: [], gives: ['outcome'], isValue: true },
  assign_payment: { takes: ['p_payment_id', 'p_number'], json: [], gives: ['outcome', 'open_checkout'], isValue: false },
  assign_seat: { takes: ['p_tool_id', 'p_user_id'], json: [], gives: ['outcome'], isValue: true },
  begin_account_test: { takes: ['p_account_id'], json: [], gives: ['outcome'], isValue: true },
  begin_contact_import: { takes: [], json: [], gives: ['outcome'], isValue: true },
  begin_expense_import: { takes: [], json: [], gives: ['outcome'], isValue: true },
  begin_reid_upload: { takes: [], json: [], gives: ['outcome'], isValue: true },
  begin_request: { takes: ['p_token_hash', 'p_read_only', 'p_form_organization', 'p_used_tool'], json: [], gives: ['value'], isValue: true },
  begin_test_send: { takes: ['p_id', 'p_people'], json: [], gives: ['outcome', 'recipients'], isValue: false },
  book_years: { takes: [], json: [], gives: ['value'], isValue: true },
  cancel_contact_import: { takes: ['p_import_id'], json: [], gives: ['outcome'], isValue: true },
  cancel_email: { takes: ['p_email_id'], json: [], gives: ['outcome'], isValue: true },
  cancel_import: { takes: ['p_import_id'], json: [], gives: ['outcome'], isValue: true },
  cancel_order: { takes: ['p_number', 'p_with'], json: [], gives: ['outcome'], isValue: true },
  cancel_purchase: { takes: ['p_kind', 'p_purchase_id'], json: [], gives: ['outcome'], isValue: true },
  change_bundles: { takes: ['p_bundles', 'p_status'], json: ['p_bundles'], gives: ['outcome', 'bundle_id'], isValue: false },
  change_email: { takes: ['p_email'], json: [], gives: ['outcome'], isValue: true },
  change_expenses: { takes: ['p_ids', 'p_versions', 'p_act', 'p_target', 'p_note'], json: [], gives: ['outcome', 'count'], isValue: false },
  change_name: { takes: ['p_name'], json: [], gives: ['value'], isValue: true },
  change_recurring_expense: { takes: ['p_id', 'p_act', 'p_day'], json: [], gives: ['outcome'], isValue: true },
  change_role: { takes: ['p_user_id', 'p_role'], json: [], gives: ['outcome'], isValue: true },
  change_simulation: { takes: ['p_id', 'p_seen', 'p_strategy', 'p_inputs', 'p_results', 'p_version'], json: ['p_inputs', 'p_results'], gives: ['outcome'], isValue: true },
  change_theme: { takes: ['p_theme'], json: [], gives: ['value'], isValue: true },
  change_tools: { takes: ['p_tools'], json: ['p_tools'], gives: ['outcome'], isValue: true },
  check_cart_item: { takes: ['p_organization_id', 'p_kind', 'p_id'], json: [], gives: ['outcome', 'name', 'price', 'required_tier'], isValue: false },
  check_reid_import: { takes: ['p_import_id', 'p_choices', 'p_data_sources', 'p_scope'], json: ['p_choices', 'p_scope'], gives: ['outcome', 'lease'], isValue: false },
  choose_ab_winner: { takes: ['p_email_id', 'p_winner'], json: [], gives: ['outcome'], isValue: true },
  choose_expense_import_lines: { takes: ['p_import_id', 'p_shown', 'p_ticked'], json: [], gives: ['outcome'], isValue: true },
  choose_market_series: { takes: ['p_area_keys', 'p_source', 'p_property_type', 'p_period_type', 'p_adjusted'], json: [], gives: ['data_source', 'property_type', 'period_type'], isValue: false },
  claim_contact_imports: { takes: ['p_limit'], json: [], gives: ['id', 'lease'], isValue: false },
  claim_imports: { takes: ['p_limit'], json: [], gives: ['id', 'lease'], isValue: false },
  claim_mail: { takes: ['p_limit'], json: [], gives: ['id', 'attempt', 'kind', 'recipient', 'content', 'secret'], isValue: false },
  claim_posts: { takes: ['p_limit'], json: [], gives: ['id', 'lease', 'organization_id', 'account_id', 'attempt', 'may_be_out', 'first_attempt_at', 'platform', 'title', 'post_text', 'hashtags', 'mentions', 'link_url', 'pictures', 'picture_count', 'campaign_slug', 'campaign', 'created_at', 'scheduled_at'], isValue: false },
  claim_scheduled_reports: { takes: ['p_limit'], json: [], gives: ['id', 'period_key', 'data', 'digest'], isValue: false },
  claim_tax_reports: { takes: ['p_limit'], json: [], gives: ['id', 'attempt'], isValue: false },
  claim_webhook_deliveries: { takes: ['p_limit'], json: [], gives: ['id', 'attempt', 'organization_id', 'alert_id', 'is_test', 'body', 'address', 'secret', 'previous_secret', 'previous_until'], isValue: false },
  close_organization: { takes: ['p_typed'], json: [], gives: ['outcome'], isValue: true },
  close_tax_year: { takes: ['p_year', 'p_undecided', 'p_without_receipt', 'p_unmapped'], json: [], gives: ['outcome'], isValue: true },
  collect_contact_data: { takes: ['p_contact_id'], json: [], gives: ['value'], isValue: true },
  commit_expense_import: { takes: ['p_import_id'], json: [], gives: ['outcome'], isValue: true },
  confirm_authenticator: { takes: ['p_id', 'p_proof', 'p_step', 'p_code_hashes'], json: [], gives: ['outcome'], isValue: true },
  confirm_email: { takes: ['p_code'], json: [], gives: ['outcome'], isValue: true },
  confirm_email_by_link: { takes: ['p_token_hash'], json: [], gives: ['outcome'], isValue: true },
  confirm_subscription: { takes: ['p_token_hash'], json: [], gives: ['outcome'], isValue: true },
  connect_account: { takes: ['p_id', 'p_account', 'p_sealed_credentials'], json: ['p_account'], gives: ['outcome', 'is_new'], isValue: false },
  continue_contact_import: { takes: ['p_import_id'], json: [], gives: ['outcome', 'lease'], isValue: false },
  continue_import: { takes: ['p_import_id'], json: [], gives: ['outcome', 'lease'], isValue: false },
  copy_post: { takes: ['p_id', 'p_copies'], json: ['p_copies'], gives: ['outcome'], isValue: true },
  count_contacts: { takes: [], json: [], gives: ['contacts', 'allowed'], isValue: false },
  count_open_points: { takes: ['p_organization_id', 'p_tax_year'], json: [], gives: ['undecided', 'without_receipt', 'unmapped'], isValue: false },
  count_profiles: { takes: [], json: [], gives: ['used', 'most'], isValue: false },
  count_ratings: { takes: ['p_tool_slug'], json: [], gives: ['rating', 'count'], isValue: false },
  count_reid_alerts: { takes: [], json: [], gives: ['active', 'allowed', 'paused'], isValue: false },
  count_segment: { takes: ['p_matches_all', 'p_rules'], json: ['p_rules'], gives: ['outcome', 'contacts'], isValue: false },
  count_unread_alert_events: { takes: [], json: [], gives: ['value'], isValue: true },
  count_waiting_requests: { takes: [], json: [], gives: ['value'], isValue: true },
  create_email: { takes: ['p_id', 'p_campaign_id', 'p_name'], json: [], gives: ['outcome'], isValue: true },
  create_organization: { takes: ['p_id', 'p_name'], json: [], gives: ['outcome'], isValue: true },
  create_post: { takes: ['p_id', 'p_campaign_id', 'p_platform'], json: [], gives: ['outcome'], isValue: true },
  create_report_link: { takes: ['p_report_id', 'p_token_hash', 'p_days'], json: [], gives: ['outcome'], isValue: true },
  current_org_role: { takes: [], json: [], gives: ['value'], isValue: true },
  current_organization_id: { takes: [], json: [], gives: ['value'], isValue: true },
  current_user_id: { takes: [], json: [], gives: ['value'], isValue: true },
  days_of_period: { takes: ['p_date', 'p_period_type'], json: [], gives: ['value'], isValue: true },
  decide_ab_test: { takes: ['p_email_id', 'p_winner', 'p_reason'], json: [], gives: ['outcome'], isValue: true },
  decide_alert_event: { takes: ['p_event_id', 'p_is_approved'], json: [], gives: ['outcome'], isValue: true },
  decide_approval: { takes: ['p_id', 'p_is_confirmed'], json: [], gives: ['outcome'], isValue: true },
  decide_expense: { takes: ['p_id', 'p_version', 'p_decision', 'p_note'], json: [], gives: ['outcome'], isValue: true },
  decide_form_1099: { takes: ['p_form', 'p_classification', 'p_is_attorney', 'p_paid', 'p_year'], json: [], gives: ['outcome'], isValue: true },
  decide_tool_access: { takes: ['p_tool_id', 'p_is_module'], json: [], gives: ['value'], isValue: true },
  decide_upgrade: { takes: ['p_id', 'p_is_granted', 'p_note'], json: [], gives: ['outcome'], isValue: true },
  decline_request: { takes: ['p_request_id', 'p_note'], json: [], gives: ['outcome'], isValue: true },
  deduction_limit: { takes: ['p_category_id', 'p_date'], json: [], gives: ['value'], isValue: true },
  delete_account: { takes: ['p_typed', 'p_closing'], json: [], gives: ['outcome'], isValue: true },
  delete_asset: { takes: ['p_id', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  delete_campaign: { takes: ['p_campaign_id'], json: [], gives: ['outcome'], isValue: true },
  delete_contact_list: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  delete_content: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  delete_email: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  delete_expense: { takes: ['p_id', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  delete_income: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  delete_post: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  delete_review: { takes: ['p_tool_slug'], json: [], gives: ['outcome'], isValue: true },
  delete_segment: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  delete_trip: { takes: ['p_id', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  delete_vehicle: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  describe_audience: { takes: ['p_lists', 'p_segments', 'p_excluded'], json: [], gives: ['total', 'mailable', 'reserved', 'allowed', 'samples'], isValue: false },
  describe_charged_tools: { takes: ['p_line'], json: [], gives: ['value'], isValue: true },
  describe_contact_import: { takes: ['p_import_id', 'p_lease'], json: [], gives: ['file_key', 'detected', 'mapping', 'position', 'line', 'rows_read'], isValue: false },
  describe_credit_note: { takes: ['p_credit_note_id'], json: [], gives: ['value'], isValue: true },
  describe_credited_tools: { takes: ['p_line'], json: [], gives: ['value'], isValue: true },
  describe_import_work: { takes: ['p_import_id', 'p_lease'], json: [], gives: ['status', 'file_name', 'file_key', 'file_size', 'detected', 'choices', 'scope', 'parts', 'checked_through', 'slice_rows'], isValue: false },
  describe_order: { takes: ['p_order_id'], json: [], gives: ['value'], isValue: true },
  describe_priced_tool: { takes: ['p_id', 'p_name', 'p_state', 'p_price_model', 'p_list_price', 'p_price', 'p_renewal_price', 'p_usage_unit', 'p_units_included', 'p_unit_price'], json: [], gives: ['value'], isValue: true },
  describe_shown_line: { takes: ['p_line'], json: [], gives: ['value'], isValue: true },
  describe_shown_lines: { takes: ['p_lines'], json: [], gives: ['value'], isValue: true },
  describe_tax_report: { takes: ['p_id', 'p_attempt'], json: [], gives: ['value'], isValue: true },
  describe_tool_picture: { takes: ['p_tool_id', 'p_id', 'p_alt'], json: [], gives: ['outcome'], isValue: true },
  disconnect_account: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  disown_email: { takes: ['p_token_hash'], json: [], gives: ['outcome'], isValue: true },
  divide_cents: { takes: ['p_cents', 'p_weights'], json: [], gives: ['value'], isValue: true },
  drop_email_change: { takes: [], json: [], gives: ['value'], isValue: true },
  drop_old_receipts: { takes: ['p_limit'], json: [], gives: ['value'], isValue: true },
  end_all_sessions: { takes: [], json: [], gives: ['value'], isValue: true },
  end_first_steps: { takes: [], json: [], gives: ['outcome'], isValue: true },
  end_member_sessions: { takes: ['p_user_id'], json: [], gives: ['outcome'], isValue: true },
  end_of_period: { takes: ['p_start', 'p_price_model'], json: [], gives: ['value'], isValue: true },
  end_own_session: { takes: ['p_id'], json: [], gives: ['value'], isValue: true },
  end_person_sessions: { takes: ['p_email'], json: [], gives: ['outcome'], isValue: true },
  end_session: { takes: [], json: [], gives: ['value'], isValue: true },
  erase_contact: { takes: ['p_contact_id'], json: [], gives: ['outcome'], isValue: true },
  expense_history: { takes: ['p_id'], json: [], gives: ['occurred_at', 'actor', 'before', 'after', 'names'], isValue: false },
  explain_delivery: { takes: ['p_email_id', 'p_email'], json: [], gives: ['answer', 'happened_at', 'reason', 'attempts', 'send_after', 'variant', 'is_erased', 'opened_at', 'clicked_at', 'unsubscribed_at', 'lists', 'consent_source', 'consent_at', 'suppressions'], isValue: false },
  export_audit_rows: { takes: ['p_after', 'p_limit'], json: ['p_after'], gives: ['value'], isValue: true },
  export_contacts: { takes: ['p_after', 'p_limit'], json: [], gives: ['id', 'email', 'name', 'phone', 'tags', 'time_zone', 'notes', 'lists', 'consent', 'consent_until', 'consent_source', 'refusal', 'created_at'], isValue: false },
  export_module_rows: { takes: ['p_table', 'p_columns', 'p_key', 'p_after', 'p_limit'], json: ['p_after'], gives: ['value'], isValue: true },
  fail_contact_import: { takes: ['p_import_id', 'p_lease', 'p_problem'], json: [], gives: ['outcome'], isValue: true },
  fail_expense_import: { takes: ['p_import_id', 'p_problem'], json: [], gives: ['outcome'], isValue: true },
  fail_tax_report: { takes: ['p_id', 'p_attempt', 'p_problem'], json: [], gives: ['value'], isValue: true },
  find_alert_mail: { takes: ['p_mail_id'], json: [], gives: ['organization', 'alert', 'recipient', 'is_stopped'], isValue: false },
  find_alert_version: { takes: ['p_id'], json: [], gives: ['value'], isValue: true },
  find_billing_email: { takes: ['p_token_hash'], json: [], gives: ['organization', 'email', 'is_confirmed', 'is_refused'], isValue: false },
  find_cancellation: { takes: ['p_number'], json: [], gives: ['outcome', 'order_numbers'], isValue: false },
  find_card_payment: { takes: ['p_number'], json: [], gives: ['outcome', 'id', 'reference', 'amount', 'currency', 'email', 'description', 'placed_at', 'expires_at'], isValue: false },
  find_closing_state: { takes: [], json: [], gives: ['owes', 'closed_by'], isValue: false },
  find_email_confirmation: { takes: ['p_token_hash'], json: [], gives: ['email', 'is_change', 'is_own', 'is_open'], isValue: false },
  find_email_link: { takes: ['p_delivery_id', 'p_number'], json: [], gives: ['value'], isValue: true },
  find_invitation: { takes: ['p_token_hash'], json: [], gives: ['organization_name', 'email', 'role', 'invited_by', 'has_account'], isValue: false },
  find_lane: { takes: ['p_email_id'], json: [], gives: ['organization_id', 'campaign_id', 'started_at', 'compiled', 'snapshot', 'domain_id', 'domain', 'selector', 'sealed_private_key'], isValue: false },
  find_mail_delay: { takes: [], json: [], gives: ['value'], isValue: true },
  find_merchant_rule: { takes: ['p_organization_id', 'p_merchant'], json: [], gives: ['id', 'organization_id', 'merchant', 'category_id', 'listing_id', 'created_at', 'updated_at'], isValue: false },
  find_mileage_rate: { takes: ['p_date'], json: [], gives: ['value'], isValue: true },
  find_next_charge: { takes: ['p_tool_id'], json: [], gives: ['price', 'charged_at', 'ends_at'], isValue: false },
  find_own_review: { takes: ['p_tool_slug'], json: [], gives: ['is_of_organization', 'rating', 'title', 'review', 'status', 'moderation_note', 'created_at'], isValue: false },
  find_passkey: { takes: ['p_credential_id'], json: [], gives: ['id', 'public_key', 'sign_count', 'transports', 'sealed_proof'], isValue: false },
  find_password_reset: { takes: ['p_token_hash'], json: [], gives: ['name', 'email'], isValue: false },
  find_public_report: { takes: ['p_token_hash', 'p_address_digest', 'p_is_download'], json: [], gives: ['outcome', 'name', 'report_type', 'period_start', 'period_end', 'data', 'insights', 'generated_at', 'expires_at'], isValue: false },
  find_published_content: { takes: ['p_organization_slug', 'p_slug'], json: [], gives: ['organization', 'title', 'kind', 'body', 'author', 'published_at', 'updated_at'], isValue: false },
  find_receipt_room: { takes: ['p_expense_id'], json: [], gives: ['outcome', 'owner_id', 'places', 'bytes'], isValue: false },
  find_shared_report: { takes: ['p_token_hash'], json: [], gives: ['organization', 'name', 'template_type', 'tax_year', 'period_start', 'period_end', 'person', 'is_in_whole_dollars', 'sections', 'total_income', 'total_expenses', 'total_deductions', 'expenses_count', 'created_at', 'link_expires_at', 'file_key', 'csv_key'], isValue: false },
  find_sign_in_mail: { takes: ['p_token_hash', 'p_browser_hash'], json: [], gives: ['outcome'], isValue: true },
  find_signup_form: { takes: ['p_organization_slug', 'p_form_slug'], json: [], gives: ['form_id', 'organization', 'heading', 'introduction', 'consent_wording', 'asks_name'], isValue: false },
  find_subscription_request: { takes: ['p_token_hash'], json: [], gives: ['outcome', 'organization', 'heading', 'email', 'wording', 'form_address'], isValue: false },
  find_tool: { takes: ['p_slug'], json: [], gives: ['value'], isValue: true },
  find_unsubscribe_page: { takes: ['p_token_hash'], json: [], gives: ['organization', 'email', 'is_unsubscribed', 'lists'], isValue: false },
  find_usage: { takes: ['p_tool_id'], json: [], gives: ['purchase_id', 'usage_unit', 'units_included', 'unit_price', 'units_used', 'cost', 'period_start', 'period_end', 'cap', 'invoice_room'], isValue: false },
  find_viewed_email: { takes: ['p_token_hash'], json: [], gives: ['compiled', 'merge_values', 'links', 'claim_id', 'claim_place', 'secret_version'], isValue: false },
  finish_emails: { takes: ['p_holds_unknown', 'p_limit'], json: [], gives: ['value'], isValue: true },
  finish_password_change: { takes: ['p_current_key', 'p_password_salt', 'p_password_key'], json: [], gives: ['value'], isValue: true },
  finish_sign_in: { takes: ['p_email', 'p_password_key', 'p_token_hash', 'p_guest_cart', 'p_device'], json: ['p_guest_cart', 'p_device'], gives: ['value'], isValue: true },
  finish_tax_report: { takes: ['p_id', 'p_attempt', 'p_pdf_key', 'p_pdf_size', 'p_csv_key', 'p_csv_size', 'p_manifest_hash', 'p_milliseconds'], json: [], gives: ['value'], isValue: true },
  flag_review: { takes: ['p_review_id', 'p_reason'], json: [], gives: ['outcome'], isValue: true },
  follow_email_link: { takes: ['p_delivery_id', 'p_number', 'p_verdict', 'p_early_seconds'], json: [], gives: ['value'], isValue: true },
  forget_confirmations: { takes: [], json: [], gives: ['value'], isValue: true },
  forget_counts: { takes: [], json: [], gives: ['value'], isValue: true },
  forget_factor_leftovers: { takes: [], json: [], gives: ['value'], isValue: true },
  forget_subscription_requests: { takes: [], json: [], gives: ['value'], isValue: true },
  forgive_search: { takes: ['p_text'], json: [], gives: ['value'], isValue: true },
  form_1099_of: { takes: ['p_irs_category'], json: [], gives: ['value'], isValue: true },
  form_1099_threshold: { takes: ['p_year'], json: [], gives: ['value'], isValue: true },
  grade_number: { takes: ['p_grade'], json: [], gives: ['value'], isValue: true },
  grant_platform_role: { takes: ['p_email', 'p_role'], json: [], gives: ['outcome'], isValue: true },
  hand_over_mail: { takes: ['p_id', 'p_attempt'], json: [], gives: ['value'], isValue: true },
  hand_over_ownership: { takes: ['p_user_id', 'p_typed'], json: [], gives: ['outcome'], isValue: true },
  hand_over_stride: { takes: ['p_email_id', 'p_started_at', 'p_claim_id', 'p_token_hashes', 'p_secret_version', 'p_settlements', 'p_limit', 'p_settings'], json: ['p_token_hashes', 'p_settlements', 'p_settings'], gives: ['value'], isValue: true },
  has_platform_role: { takes: ['p_roles'], json: [], gives: ['value'], isValue: true },
  hold_vehicles: { takes: ['p_expense_ids', 'p_vehicle_id', 'p_years'], json: [], gives: ['value'], isValue: true },
  import_tools: { takes: ['p_tools'], json: ['p_tools'], gives: ['outcome'], isValue: true },
  invite: { takes: ['p_email', 'p_role'], json: [], gives: ['outcome'], isValue: true },
  invite_people: { takes: ['p_emails', 'p_role'], json: [], gives: ['email', 'outcome'], isValue: false },
  is_confirmed: { takes: [], json: [], gives: ['value'], isValue: true },
  is_genuine: { takes: [], json: [], gives: ['value'], isValue: true },
  is_on_list: { takes: ['p_left_at', 'p_left_by_person', 'p_left_email', 'p_email'], json: [], gives: ['value'], isValue: true },
  is_platform_admin: { takes: [], json: [], gives: ['value'], isValue: true },
  is_proved: { takes: [], json: [], gives: ['value'], isValue: true },
  judge_due_alerts: { takes: ['p_organization_id'], json: [], gives: ['value'], isValue: true },
  judge_recipient: { takes: ['p_is_suppressed', 'p_consent', 'p_until'], json: [], gives: ['outcome'], isValue: true },
  keep_import_parts: { takes: ['p_import_id', 'p_lease', 'p_parts', 'p_detected'], json: ['p_parts', 'p_detected'], gives: ['outcome'], isValue: true },
  keep_organization_open: { takes: [], json: [], gives: ['outcome'], isValue: true },
  latest_review_page: { takes: ['p_limit'], json: [], gives: ['value'], isValue: true },
  leave_contact_import: { takes: ['p_import_id', 'p_lease'], json: [], gives: ['value'], isValue: true },
  leave_import: { takes: ['p_import_id', 'p_lease'], json: [], gives: ['value'], isValue: true },
  leave_list_by_token: { takes: ['p_token_hash', 'p_list_id'], json: [], gives: ['outcome'], isValue: true },
  leave_organization: { takes: [], json: [], gives: ['outcome'], isValue: true },
  lift_suppression: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  link_campaign_content: { takes: ['p_campaign_id', 'p_content_id', 'p_is_primary', 'p_notes'], json: [], gives: ['outcome'], isValue: true },
  list_account_credentials: { takes: ['p_ids', 'p_after', 'p_limit'], json: [], gives: ['account_id', 'organization_id', 'kind', 'server', 'handle', 'max_characters', 'sealed_credentials'], isValue: false },
  list_book_years: { takes: [], json: [], gives: ['tax_year', 'expenses', 'spent', 'deductible', 'undecided', 'without_receipt', 'unmapped', 'closed_at', 'closed_by'], isValue: false },
  list_coming_charges: { takes: [], json: [], gives: ['slug', 'name', 'price_model', 'ends_at', 'goes_on', 'price', 'unit_price', 'currency'], isValue: false },
  list_contacts: { takes: ['p_query', 'p_list_id', 'p_tag', 'p_standing', 'p_after_key', 'p_after_id', 'p_limit'], json: [], gives: ['id', 'name', 'email', 'tags', 'created_at', 'refusal', 'key'], isValue: false },
  list_credit_notes: { takes: ['p_order_id'], json: [], gives: ['value'], isValue: true },
  list_domains_to_check: { takes: ['p_limit'], json: [], gives: ['id', 'domain', 'selector', 'public_key', 'ownership_token'], isValue: false },
  list_due_ab_tests: { takes: ['p_limit'], json: [], gives: ['email_id', 'measure', 'delivered_a', 'events_a', 'delivered_b', 'events_b'], isValue: false },
  list_due_repeats: { takes: ['p_limit'], json: [], gives: ['id', 'kind', 'frequency', 'every', 'starts_on', 'ends_on', 'local_time', 'time_zone', 'next_on', 'untracked'], isValue: false },
  list_emails_to_queue: { takes: ['p_limit'], json: [], gives: ['email_id'], isValue: false },
  list_evidence_receipts: { takes: ['p_report_id'], json: [], gives: ['part', 'receipt_id', 'file_key', 'file_name', 'file_type', 'size', 'sha256', 'position'], isValue: false },
  list_form_1099_payments: { takes: ['p_organization_id', 'p_year'], json: [], gives: ['expense_id', 'payee_id', 'form', 'net_amount', 'payment_method', 'is_told'], isValue: false },
  list_lanes: { takes: ['p_limit'], json: [], gives: ['email_id'], isValue: false },
  list_market_sources: { takes: [], json: [], gives: ['data_source', 'newest', 'period_type', 'has_price'], isValue: false },
  list_open_invoices: { takes: ['p_limit'], json: [], gives: ['number', 'due_on', 'owed', 'currency', 'is_overdue', 'owed_in_all', 'count'], isValue: false },
  list_organizations_to_judge: { takes: ['p_limit'], json: [], gives: ['organization_id'], isValue: false },
  list_overdue_invoices: { takes: ['p_limit'], json: [], gives: ['number', 'invoice_number', 'organization_id', 'organization_name', 'billing_email', 'owed', 'currency', 'due_on', 'is_being_paid', 'suspended_at', 'reminded_on', 'refunded_total', 'row_ids'], isValue: false },
  list_overdue_payments: { takes: ['p_limit'], json: [], gives: ['number', 'reference'], isValue: false },
  list_payments_to_send: { takes: ['p_limit'], json: [], gives: ['id', 'intent', 'amount'], isValue: false },
  list_published_addresses: { takes: ['p_limit'], json: [], gives: ['path', 'updated_on'], isValue: false },
  list_published_content: { takes: ['p_organization_slug', 'p_limit'], json: [], gives: ['organization', 'title', 'slug', 'kind', 'body', 'author', 'published_at', 'updated_at'], isValue: false },
  list_refunds_to_send: { takes: ['p_limit'], json: [], gives: ['number', 'intent', 'amount'], isValue: false },
  list_restatements: { takes: ['p_market_data_id'], json: [], gives: ['figure', 'import_id', 'file_name', 'applied_at', 'old_value', 'had_row', 'from_import_id', 'from_file_name', 'from_line', 'from_cells'], isValue: false },
  list_same_receipts: { takes: ['p_expense_id'], json: [], gives: ['receipt_id', 'expense_id', 'merchant', 'date'], isValue: false },
  list_sealed_domain_keys: { takes: ['p_after', 'p_limit'], json: [], gives: ['domain_id', 'sealed'], isValue: false },
  list_sealed_factors: { takes: ['p_after', 'p_limit'], json: [], gives: ['id', 'kind', 'sealed'], isValue: false },
  list_second_factors: { takes: [], json: [], gives: ['user_id', 'name', 'email', 'role', 'has_second_factor'], isValue: false },
  list_sessions: { takes: [], json: [], gives: ['id', 'device', 'country', 'organization_name', 'created_at', 'last_seen_at', 'is_current'], isValue: false },
  list_sole_ownerships: { takes: [], json: [], gives: ['id', 'name', 'slug', 'others', 'owes', 'closing_at'], isValue: false },
  list_unnamed_campaign_files: { takes: ['p_keys'], json: [], gives: ['value'], isValue: true },
  list_unnamed_files: { takes: ['p_keys'], json: [], gives: ['value'], isValue: true },
  list_unnamed_market_files: { takes: ['p_keys'], json: [], gives: ['value'], isValue: true },
  list_unnamed_tool_pictures: { takes: ['p_keys'], json: [], gives: ['value'], isValue: true },
  list_webhook_secrets: { takes: ['p_after', 'p_limit'], json: [], gives: ['alert_id', 'secret', 'previous_secret'], isValue: false },
  make_profile: { takes: ['p_id', 'p_profile'], json: ['p_profile'], gives: ['outcome'], isValue: true },
  make_public_report_link: { takes: ['p_report_id', 'p_token_hash', 'p_days'], json: [], gives: ['outcome'], isValue: true },
  make_reid_report: { takes: ['p_id', 'p_name', 'p_type', 'p_area_keys', 'p_from', 'p_to', 'p_configuration', 'p_shared_with', 'p_template_id', 'p_insights', 'p_digest'], json: ['p_configuration', 'p_insights'], gives: ['outcome'], isValue: true },
  make_repeat_copy: { takes: ['p_repeat_id', 'p_occurs_on', 'p_local', 'p_at', 'p_next_on', 'p_next_at', 'p_compiled'], json: ['p_compiled'], gives: ['outcome'], isValue: true },
  make_scheduled_report: { takes: ['p_id', 'p_period_key', 'p_insights', 'p_digest'], json: ['p_insights'], gives: ['outcome'], isValue: true },
  map_expense_import: { takes: ['p_import_id', 'p_mapping'], json: ['p_mapping'], gives: ['outcome'], isValue: true },
  mark_alert_events_read: { takes: ['p_event_ids'], json: [], gives: ['value'], isValue: true },
  mark_post_published: { takes: ['p_id', 'p_url'], json: [], gives: ['outcome'], isValue: true },
  may_read_tool: { takes: ['p_slug'], json: [], gives: ['value'], isValue: true },
  may_see_taxes: { takes: [], json: [], gives: ['value'], isValue: true },
  may_use_tool: { takes: ['p_slug'], json: [], gives: ['value'], isValue: true },
  mileage_rates: { takes: [], json: [], gives: ['first_day', 'rate'], isValue: false },
  miles_between: { takes: ['p_latitude', 'p_longitude', 'p_other_latitude', 'p_other_longitude'], json: [], gives: ['value'], isValue: true },
  moderate_review: { takes: ['p_review_id', 'p_is_approved', 'p_note', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  module_addresses: { takes: [], json: [], gives: ['tool_id', 'address'], isValue: false },
  months_of_supply: { takes: ['p_published', 'p_active', 'p_sold', 'p_date', 'p_period_type'], json: [], gives: ['value'], isValue: true },
  move_campaign: { takes: ['p_campaign_id', 'p_to', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  move_post: { takes: ['p_id', 'p_local', 'p_time_zone', 'p_at'], json: [], gives: ['outcome'], isValue: true },
  move_tool_picture: { takes: ['p_tool_id', 'p_id', 'p_position'], json: [], gives: ['outcome'], isValue: true },
  narrow_import_check: { takes: ['p_import_id', 'p_lease', 'p_choices'], json: ['p_choices'], gives: ['outcome'], isValue: true },
  note_account_check: { takes: ['p_account_id', 'p_problem', 'p_max_characters'], json: [], gives: ['value'], isValue: true },
  note_delivery_event: { takes: ['p_delivery_id', 'p_kind', 'p_reason', 'p_external_id'], json: [], gives: ['outcome'], isValue: true },
  note_domain_check: { takes: ['p_id', 'p_findings'], json: ['p_findings'], gives: ['outcome'], isValue: true },
  note_email_open: { takes: ['p_delivery_id', 'p_verdict', 'p_early_seconds'], json: [], gives: ['value'], isValue: true },
  note_failed_sign_in: { takes: ['p_email', 'p_device'], json: ['p_device'], gives: ['value'], isValue: true },
  note_posts_by_hand: { takes: ['p_limit'], json: [], gives: ['value'], isValue: true },
  note_returned_mail: { takes: ['p_token_hash', 'p_kind', 'p_reason', 'p_external_id'], json: [], gives: ['outcome'], isValue: true },
  open_tool: { takes: ['p_tool_id', 'p_key'], json: [], gives: ['outcome', 'address'], isValue: false },
  order_page: { takes: ['p_number', 'p_words', 'p_status', 'p_method', 'p_from', 'p_until', 'p_before_placed_at', 'p_before_number', 'p_limit'], json: [], gives: ['value'], isValue: true },
  ordered_in_month: { takes: ['p_organization_id', 'p_at'], json: [], gives: ['value'], isValue: true },
  organization_audit_trail: { takes: ['p_filters', 'p_after', 'p_limit'], json: ['p_filters'], gives: ['id', 'chain_position', 'occurred_at', 'organization_id', 'organization_name', 'actor_id', 'actor_name', 'action', 'subject_type', 'subject_id', 'before', 'after', 'names'], isValue: false },
  organization_page: { takes: ['p_words', 'p_tier', 'p_after_name', 'p_after_id', 'p_limit'], json: [], gives: ['value'], isValue: true },
  own_passkeys: { takes: [], json: [], gives: ['id', 'credential_id', 'transports', 'name', 'is_backed_up', 'created_at', 'last_used_at'], isValue: false },
  own_second_factors: { takes: [], json: [], gives: ['authenticator_added_at', 'codes_left', 'is_required', 'is_confirmed'], isValue: false },
  owned_tool_access: { takes: ['p_tool_id', 'p_status', 'p_is_suspended', 'p_is_by_use', 'p_seats_included', 'p_module_tier'], json: [], gives: ['outcome'], isValue: true },
  owned_tool_ids: { takes: ['p_organization_id'], json: [], gives: ['value'], isValue: true },
  pause_email: { takes: ['p_email_id'], json: [], gives: ['outcome'], isValue: true },
  pay_back_payment: { takes: ['p_payment_id'], json: [], gives: ['outcome'], isValue: true },
  payee_payments: { takes: ['p_year'], json: [], gives: ['payee_id', 'form', 'payments', 'paid', 'paid_unsaid', 'paid_otherwise', 'threshold', 'is_exempt', 'is_due', 'lacks'], isValue: false },
  place_order: { takes: ['p_key', 'p_shown', 'p_payment_method', 'p_purchase_order_number', 'p_billing', 'p_seats'], json: ['p_shown', 'p_billing'], gives: ['outcome', 'order_number'], isValue: false },
  plan_limits: { takes: [], json: [], gives: ['tier', 'contacts', 'emails', 'simulations', 'profiles', 'alerts'], isValue: false },
  platform_audit_trail: { takes: ['p_filters', 'p_after', 'p_limit'], json: ['p_filters'], gives: ['id', 'chain_position', 'occurred_at', 'organization_id', 'organization_name', 'actor_id', 'actor_name', 'action', 'subject_type', 'subject_id', 'before', 'after', 'names'], isValue: false },
  platform_dashboard: { takes: [], json: [], gives: ['value'], isValue: true },
  preview_reid_report: { takes: ['p_areas', 'p_from', 'p_to', 'p_sections', 'p_source', 'p_property_type'], json: ['p_areas'], gives: ['area_keys', 'data', 'digest'], isValue: false },
  price_at_rate: { takes: ['p_price', 'p_bundle_price', 'p_original_price'], json: [], gives: ['value'], isValue: true },
  price_bundle_tools: { takes: ['p_bundle_id', 'p_bundle_price', 'p_original_price', 'p_owned', 'p_paid'], json: [], gives: ['tools', 'highest_tier', 'list_price', 'price', 'charged', 'included', 'held'], isValue: false },
  price_cart: { takes: ['p_organization_id', 'p_tools', 'p_bundles', 'p_each_alone'], json: ['p_tools', 'p_bundles'], gives: ['kind', 'id', 'slug', 'name', 'icon', 'state', 'included_in', 'required_tier', 'price_model', 'price_seen', 'list_price', 'credit', 'price', 'tools'], isValue: false },
  prove_by_code: { takes: ['p_proof', 'p_step', 'p_code_hash'], json: [], gives: ['outcome'], isValue: true },
  prove_by_passkey: { takes: ['p_passkey_id', 'p_proof', 'p_sign_count', 'p_challenge_hash'], json: [], gives: ['outcome'], isValue: true },
  prove_by_password: { takes: ['p_password_key'], json: [], gives: ['value'], isValue: true },
  publish_content: { takes: ['p_id', 'p_version', 'p_title', 'p_slug', 'p_slug_base', 'p_kind', 'p_body', 'p_author', 'p_published_at'], json: [], gives: ['outcome'], isValue: true },
  published_first_name: { takes: ['p_name'], json: [], gives: ['value'], isValue: true },
  published_review_page: { takes: ['p_tool_slug', 'p_order', 'p_limit', 'p_offset'], json: [], gives: ['value'], isValue: true },
  queue_recipients: { takes: ['p_email_id', 'p_limit'], json: [], gives: ['outcome'], isValue: true },
  rank_market_source: { takes: ['p_source'], json: [], gives: ['value'], isValue: true },
  read_market_as_of: { takes: ['p_data_source', 'p_area_key', 'p_property_type', 'p_period_type', 'p_day'], json: [], gives: ['id', 'organization_id', 'area_type', 'zip_code', 'city', 'state', 'county', 'neighborhood', 'school_district', 'msa_code', 'report_date', 'period_type', 'property_type', 'median_price', 'avg_price', 'min_price', 'max_price', 'price_per_sqft', 'price_change_pct', 'active_listings', 'new_listings', 'sold_listings', 'pending_listings', 'expired_listings', 'inventory_months', 'days_on_market', 'sale_to_list_ratio', 'absorption_rate', 'turnover_rate', 'data_source', 'external_id', 'source_row', 'import_id', 'is_verified', 'confidence_score', 'notes', 'created_at', 'updated_at', 'area_key', 'area_name', 'typical_value', 'median_list_price', 'avg_list_price', 'list_price_per_sqft', 'median_rent', 'total_listings', 'above_list_share', 'price_cut_share', 'quick_sale_share', 'is_flagged', 'source_line'], isValue: false },
  read_market_series: { takes: ['p_area_keys', 'p_source', 'p_property_type', 'p_period_type', 'p_adjusted', 'p_from', 'p_to', 'p_months', 'p_as_of'], json: [], gives: ['area_key', 'area_name', 'area_type', 'data_source', 'property_type', 'period_type', 'id', 'report_date', 'figures', 'is_shown', 'is_flagged'], isValue: false },
  read_profile_inputs: { takes: ['p_area_keys', 'p_source', 'p_property_type'], json: [], gives: ['value'], isValue: true },
  read_tax_report_rows: { takes: ['p_id', 'p_attempt', 'p_after'], json: [], gives: ['position', 'section', 'expense_id', 'date', 'label', 'net_amount', 'deductible_amount', 'details'], isValue: false },
  receipts_of: { takes: ['p_expense_id'], json: [], gives: ['id', 'organization_id', 'expense_id', 'file_name', 'file_key', 'file_type', 'file_size_bytes', 'content_hash', 'ocr_text', 'ocr_confidence', 'ocr_processed_at', 'ocr_metadata', 'merchant_name', 'receipt_date', 'receipt_total', 'is_verified', 'verified_by', 'verified_at', 'created_at', 'updated_at', 'deleted_at'], isValue: false },
  record_card_payment: { takes: ['p_number', 'p_reference'], json: [], gives: ['value'], isValue: true },
  record_consent: { takes: ['p_id', 'p_contact_id', 'p_is_granted', 'p_source', 'p_wording', 'p_since', 'p_months'], json: [], gives: ['outcome'], isValue: true },
  record_contact_export: { takes: [], json: [], gives: ['outcome'], isValue: true },
  record_expense_refund: { takes: ['p_id', 'p_expense_id', 'p_date', 'p_amount', 'p_notes'], json: [], gives: ['outcome', 'left_to_refund'], isValue: false },
  record_export: { takes: [], json: [], gives: ['outcome'], isValue: true },
  record_payment: { takes: ['p_order_id'], json: [], gives: ['outcome'], isValue: true },
  record_payment_refund: { takes: ['p_payment_id', 'p_reference'], json: [], gives: ['value'], isValue: true },
  record_payments: { takes: ['p_invoices'], json: ['p_invoices'], gives: ['outcome', 'number', 'recorded', 'waiting'], isValue: false },
  record_refund: { takes: ['p_number', 'p_reference'], json: [], gives: ['value'], isValue: true },
  record_results_export: { takes: ['p_email_id', 'p_outcome'], json: [], gives: ['outcome'], isValue: true },
  record_tax_payment: { takes: ['p_key', 'p_year', 'p_quarter', 'p_jurisdiction', 'p_paid_on', 'p_amount', 'p_confirmation', 'p_again'], json: [], gives: ['outcome'], isValue: true },
  record_use: { takes: ['p_tool_id', 'p_key', 'p_units'], json: [], gives: ['outcome'], isValue: true },
  refresh_profile: { takes: ['p_id', 'p_seen', 'p_profile'], json: ['p_profile'], gives: ['outcome'], isValue: true },
  refund_order: { takes: ['p_order_id', 'p_row_ids', 'p_reason', 'p_shown_refunded_total'], json: [], gives: ['outcome', 'credit_note_number'], isValue: false },
  refuse_import: { takes: ['p_import_id', 'p_lease', 'p_problem'], json: [], gives: ['outcome'], isValue: true },
  reid_monthly_limit: { takes: ['p_use', 'p_tier'], json: [], gives: ['value'], isValue: true },
  remind_of_invoice: { takes: ['p_number'], json: [], gives: ['outcome'], isValue: true },
  remind_of_invoices: { takes: ['p_numbers'], json: [], gives: ['reminded', 'left_out'], isValue: false },
  remind_of_second_factors: { takes: [], json: [], gives: ['value'], isValue: true },
  remove_authenticator: { takes: [], json: [], gives: ['outcome'], isValue: true },
  remove_campaign_entry: { takes: ['p_campaign_id', 'p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_closed_rows: { takes: ['p_most'], json: [], gives: ['outcome', 'removed'], isValue: false },
  remove_filter: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_from_cart: { takes: ['p_kind', 'p_id'], json: [], gives: ['value'], isValue: true },
  remove_from_list: { takes: ['p_list_id', 'p_contact_id'], json: [], gives: ['outcome'], isValue: true },
  remove_member: { takes: ['p_user_id'], json: [], gives: ['outcome'], isValue: true },
  remove_merchant_rule: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_passkey: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_past_sign_ins: { takes: [], json: [], gives: ['value'], isValue: true },
  remove_receipt: { takes: ['p_id'], json: [], gives: ['outcome', 'expense_id'], isValue: false },
  remove_request_line: { takes: ['p_request_id', 'p_kind', 'p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_sending_domain: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_tax_payment: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  remove_tool_picture: { takes: ['p_tool_id', 'p_id'], json: [], gives: ['outcome'], isValue: true },
  rename_organization: { takes: ['p_name'], json: [], gives: ['outcome'], isValue: true },
  reopen_tax_year: { takes: ['p_year'], json: [], gives: ['outcome'], isValue: true },
  replace_account_credentials: { takes: ['p_secrets'], json: ['p_secrets'], gives: ['value'], isValue: true },
  replace_recovery_codes: { takes: ['p_code_hashes'], json: [], gives: ['outcome'], isValue: true },
  replace_sealed_domain_keys: { takes: ['p_keys'], json: ['p_keys'], gives: ['value'], isValue: true },
  replace_sealed_factors: { takes: ['p_factors'], json: ['p_factors'], gives: ['value'], isValue: true },
  replace_sealed_secrets: { takes: ['p_secrets'], json: ['p_secrets'], gives: ['value'], isValue: true },
  replace_webhook_secret: { takes: ['p_alert_id', 'p_version', 'p_sealed_secret'], json: [], gives: ['outcome'], isValue: true },
  reply_to_review: { takes: ['p_review_id', 'p_reply', 'p_version'], json: [], gives: ['outcome'], isValue: true },
  request_password_reset: { takes: ['p_email', 'p_device_hash'], json: [], gives: ['value'], isValue: true },
  request_sign_in_mail: { takes: ['p_email', 'p_browser_hash', 'p_device_hash'], json: [], gives: ['value'], isValue: true },
  request_subscription: { takes: ['p_organization_slug', 'p_form_slug', 'p_name', 'p_email', 'p_token_hash', 'p_address_digest'], json: [], gives: ['outcome'], isValue: true },
  require_another_person: { takes: ['p_is_required'], json: [], gives: ['outcome'], isValue: true },
  require_second_factor_from: { takes: ['p_from'], json: [], gives: ['outcome'], isValue: true },
  resend_invitation: { takes: ['p_id'], json: [], gives: ['outcome', 'email'], isValue: false },
  reset_password: { takes: ['p_token_hash', 'p_password_salt', 'p_password_key'], json: [], gives: ['value'], isValue: true },
  reset_second_factors: { takes: ['p_email', 'p_reason'], json: [], gives: ['outcome'], isValue: true },
  restart_tax_report: { takes: ['p_id'], json: [], gives: ['outcome', 'attempt'], isValue: false },
  restore_receipt: { takes: ['p_id'], json: [], gives: ['outcome', 'expense_id'], isValue: false },
  resume_email: { takes: ['p_email_id'], json: [], gives: ['outcome'], isValue: true },
  resume_reid_alerts: { takes: [], json: [], gives: ['outcome', 'resumed'], isValue: false },
  review_queue: { takes: ['p_queue', 'p_words', 'p_limit', 'p_offset'], json: [], gives: ['value'], isValue: true },
  revoke_invitation: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  revoke_platform_role: { takes: ['p_user_id', 'p_role'], json: [], gives: ['outcome'], isValue: true },
  revoke_seat: { takes: ['p_tool_id', 'p_user_id'], json: [], gives: ['outcome'], isValue: true },
  run_due_invoices: { takes: [], json: [], gives: ['reminded', 'suspended', 'busy', 'more'], isValue: false },
  run_due_purchases: { takes: [], json: [], gives: ['renewed', 'expired', 'warned', 'busy', 'failed', 'more'], isValue: false },
  run_recurring_expenses: { takes: [], json: [], gives: ['made', 'stopped', 'more'], isValue: false },
  running_usage: { takes: ['p_organization_id'], json: [], gives: ['period_id', 'tool_purchase_id', 'tool_id', 'name', 'usage_unit', 'units_included', 'unit_price', 'units_used', 'units_beyond', 'amount', 'period_start', 'period_end'], isValue: false },
  save_and_schedule_email: { takes: ['p_id', 'p_version', 'p_email', 'p_local', 'p_time_zone', 'p_at', 'p_in_recipient_zone', 'p_compiled', 'p_links'], json: ['p_email', 'p_compiled', 'p_links'], gives: ['outcome', 'version'], isValue: false },
  save_asset: { takes: ['p_id', 'p_version', 'p_listing_id', 'p_name', 'p_asset_class', 'p_basis', 'p_in_service_on', 'p_yearly_amounts'], json: ['p_yearly_amounts'], gives: ['outcome'], isValue: true },
  save_bundle: { takes: ['p_id', 'p_revision', 'p_bundle', 'p_tool_ids', 'p_sum', 'p_status'], json: ['p_bundle'], gives: ['outcome'], isValue: true },
  save_campaign: { takes: ['p_id', 'p_version', 'p_campaign'], json: ['p_campaign'], gives: ['outcome', 'slug'], isValue: false },
  save_campaign_repeat: { takes: ['p_id', 'p_kind', 'p_source_id', 'p_version', 'p_rule', 'p_compiled', 'p_links'], json: ['p_rule', 'p_compiled', 'p_links'], gives: ['outcome'], isValue: true },
  save_campaign_settings: { takes: ['p_version', 'p_postal_address', 'p_from_name', 'p_reply_to', 'p_time_zone', 'p_week_start', 'p_tracks_emails'], json: [], gives: ['outcome'], isValue: true },
  save_contact: { takes: ['p_id', 'p_version', 'p_contact', 'p_consent', 'p_list_ids'], json: ['p_contact', 'p_consent'], gives: ['outcome', 'contact_id'], isValue: false },
  save_contact_list: { takes: ['p_id', 'p_is_new', 'p_name', 'p_description'], json: [], gives: ['outcome'], isValue: true },
  save_content: { takes: ['p_id', 'p_version', 'p_title', 'p_slug', 'p_slug_base', 'p_kind', 'p_body', 'p_author'], json: [], gives: ['outcome'], isValue: true },
  save_email: { takes: ['p_id', 'p_version', 'p_email'], json: ['p_email'], gives: ['outcome', 'version'], isValue: false },
  save_expense: { takes: ['p_id', 'p_version', 'p_date', 'p_merchant', 'p_amount', 'p_category_id', 'p_listing_id', 'p_payee_id', 'p_payment_method', 'p_percent', 'p_description', 'p_notes', 'p_vehicle_id', 'p_is_parking_or_toll'], json: [], gives: ['outcome', 'status', 'percent_limit'], isValue: false },
  save_filter: { takes: ['p_list', 'p_name', 'p_search'], json: [], gives: ['outcome'], isValue: true },
  save_income: { takes: ['p_id', 'p_version', 'p_entry'], json: ['p_entry'], gives: ['outcome'], isValue: true },
  save_payee: { takes: ['p_id', 'p_version', 'p_name', 'p_classification', 'p_is_attorney', 'p_w9_received_on', 'p_tax_number_last_four', 'p_address', 'p_city', 'p_state', 'p_zip_code'], json: [], gives: ['outcome'], isValue: true },
  save_post: { takes: ['p_id', 'p_version', 'p_post', 'p_act'], json: ['p_post'], gives: ['outcome'], isValue: true },
  save_post_figures: { takes: ['p_id', 'p_url', 'p_figures'], json: ['p_figures'], gives: ['outcome'], isValue: true },
  save_property: { takes: ['p_id', 'p_version', 'p_address', 'p_city', 'p_state', 'p_zip_code', 'p_kind', 'p_is_active'], json: [], gives: ['outcome'], isValue: true },
  save_reid_alert: { takes: ['p_id', 'p_version', 'p_alert', 'p_sealed_secret'], json: ['p_alert'], gives: ['outcome', 'has_new_secret'], isValue: false },
  save_review: { takes: ['p_tool_slug', 'p_rating', 'p_title', 'p_review'], json: [], gives: ['outcome'], isValue: true },
  save_segment: { takes: ['p_id', 'p_version', 'p_name', 'p_matches_all', 'p_rules'], json: ['p_rules'], gives: ['outcome'], isValue: true },
  save_seller: { takes: ['p_revision', 'p_seller'], json: ['p_seller'], gives: ['outcome'], isValue: true },
  save_signup_form: { takes: ['p_id', 'p_version', 'p_name', 'p_slug', 'p_list_id', 'p_heading', 'p_introduction', 'p_consent_wording', 'p_asks_name', 'p_is_active'], json: [], gives: ['outcome'], isValue: true },
  save_simulation: { takes: ['p_id', 'p_name', 'p_address', 'p_city', 'p_state', 'p_zip_code', 'p_notes', 'p_strategy', 'p_inputs', 'p_results', 'p_version', 'p_market_data_id'], json: ['p_inputs', 'p_results'], gives: ['outcome'], isValue: true },
  save_tax_estimate: { takes: ['p_year', 'p_method', 'p_version', 'p_figures_hash', 'p_tax_rate', 'p_rows', 'p_assumptions'], json: ['p_rows', 'p_assumptions'], gives: ['outcome'], isValue: true },
  save_tax_readers: { takes: ['p_shown', 'p_named'], json: [], gives: ['outcome'], isValue: true },
  save_tax_settings: { takes: ['p_year', 'p_version', 'p_settings'], json: ['p_settings'], gives: ['outcome'], isValue: true },
  save_trip: { takes: ['p_id', 'p_version', 'p_date', 'p_from', 'p_to', 'p_purpose', 'p_vehicle_id', 'p_odometer_start', 'p_odometer_end', 'p_distance', 'p_listing_id', 'p_reimbursed_amount', 'p_notes'], json: [], gives: ['outcome'], isValue: true },
  save_vehicle: { takes: ['p_id', 'p_version', 'p_name', 'p_person_id', 'p_first_used_on', 'p_last_used_on', 'p_method'], json: [], gives: ['outcome'], isValue: true },
  save_vehicle_year: { takes: ['p_vehicle_id', 'p_tax_year', 'p_version', 'p_method', 'p_odometer_start', 'p_odometer_end', 'p_commuting_miles', 'p_is_available_for_personal_use', 'p_has_another_vehicle', 'p_has_evidence', 'p_is_evidence_written'], json: [], gives: ['outcome'], isValue: true },
  schedule_email: { takes: ['p_email_id', 'p_version', 'p_local', 'p_time_zone', 'p_at', 'p_in_recipient_zone', 'p_compiled', 'p_links'], json: ['p_compiled', 'p_links'], gives: ['outcome'], isValue: true },
  schedule_reid_report: { takes: ['p_report_id', 'p_frequency', 'p_hour', 'p_zone', 'p_recipients'], json: [], gives: ['outcome'], isValue: true },
  second_steps: { takes: ['p_pending_hash'], json: [], gives: ['has_authenticator', 'has_codes', 'passkeys'], isValue: false },
  send_contact_message: { takes: ['p_name', 'p_email', 'p_topic', 'p_message', 'p_address_digest'], json: [], gives: ['outcome'], isValue: true },
  send_due_digests: { takes: ['p_limit'], json: [], gives: ['value'], isValue: true },
  send_email_confirmation: { takes: [], json: [], gives: ['outcome'], isValue: true },
  send_request: { takes: ['p_reason'], json: [], gives: ['outcome'], isValue: true },
  send_webhook_test: { takes: ['p_alert_id', 'p_delivery_id'], json: [], gives: ['outcome'], isValue: true },
  serves_grade: { takes: ['p_grades', 'p_grade'], json: [], gives: ['value'], isValue: true },
  set_credit: { takes: ['p_organization_id', 'p_invoice_limit', 'p_invoice_approval'], json: [], gives: ['outcome'], isValue: true },
  set_renewal: { takes: ['p_purchase_id', 'p_renews'], json: [], gives: ['outcome'], isValue: true },
  set_spending_limit: { takes: ['p_cents'], json: [], gives: ['outcome'], isValue: true },
  set_tier: { takes: ['p_organization_id', 'p_tier'], json: [], gives: ['outcome'], isValue: true },
  set_tiers: { takes: ['p_organizations', 'p_tier'], json: ['p_organizations'], gives: ['outcome', 'organization_id'], isValue: false },
  set_tool_connection: { takes: ['p_tool_id', 'p_is_connected'], json: [], gives: ['outcome'], isValue: true },
  set_usage_cap: { takes: ['p_purchase_id', 'p_cents'], json: [], gives: ['outcome'], isValue: true },
  settle_mail: { takes: ['p_id', 'p_attempt', 'p_error', 'p_again'], json: [], gives: ['outcome'], isValue: true },
  settle_posts: { takes: ['p_results'], json: ['p_results'], gives: ['value'], isValue: true },
  settle_webhook_deliveries: { takes: ['p_results'], json: ['p_results'], gives: ['value'], isValue: true },
  share_profile: { takes: ['p_id', 'p_is_shared'], json: [], gives: ['outcome'], isValue: true },
  share_simulation: { takes: ['p_id', 'p_is_shared'], json: [], gives: ['outcome'], isValue: true },
  show_cart: { takes: [], json: [], gives: ['value'], isValue: true },
  show_credit: { takes: [], json: [], gives: ['room', 'approved', 'is_overdue', 'overdue_orders', 'contact'], isValue: false },
  show_request: { takes: ['p_request_id'], json: [], gives: ['value'], isValue: true },
  sign_in_by_code: { takes: ['p_pending_hash', 'p_token_hash', 'p_proof', 'p_step', 'p_code_hash'], json: [], gives: ['value'], isValue: true },
  sign_in_by_passkey: { takes: ['p_passkey_id', 'p_proof', 'p_sign_count', 'p_challenge_hash', 'p_token_hash', 'p_guest_cart', 'p_device'], json: ['p_guest_cart', 'p_device'], gives: ['value'], isValue: true },
  sign_in_by_second_passkey: { takes: ['p_pending_hash', 'p_token_hash', 'p_passkey_id', 'p_proof', 'p_sign_count', 'p_challenge_hash'], json: [], gives: ['value'], isValue: true },
  sign_up: { takes: ['p_name', 'p_email', 'p_password_salt', 'p_password_key', 'p_organization', 'p_token_hash', 'p_guest_cart', 'p_address_digest', 'p_device'], json: ['p_guest_cart', 'p_device'], gives: ['value'], isValue: true },
  sorted_orders: { takes: ['p_number', 'p_words', 'p_status', 'p_method', 'p_from', 'p_until', 'p_sort', 'p_is_descending', 'p_limit', 'p_offset'], json: [], gives: ['value'], isValue: true },
  sorted_organizations: { takes: ['p_words', 'p_tier', 'p_sort', 'p_is_descending', 'p_limit', 'p_offset'], json: [], gives: ['value'], isValue: true },
  split_expense: { takes: ['p_id', 'p_version', 'p_parts'], json: ['p_parts'], gives: ['outcome', 'place', 'percent_limit'], isValue: false },
  stage_expense_import_lines: { takes: ['p_import_id', 'p_from_byte', 'p_lines', 'p_next_byte', 'p_next_line', 'p_statement', 'p_is_last', 'p_goes_on'], json: ['p_lines', 'p_statement'], gives: ['outcome'], isValue: true },
  stage_import_rows: { takes: ['p_import_id', 'p_lease', 'p_from_records', 'p_rows', 'p_problems', 'p_missing', 'p_next', 'p_dates', 'p_is_last'], json: ['p_rows', 'p_problems', 'p_next', 'p_dates'], gives: ['outcome'], isValue: true },
  start_authenticator: { takes: ['p_id', 'p_sealed_secret', 'p_proof_hash'], json: [], gives: ['outcome'], isValue: true },
  start_code_check: { takes: ['p_pending_hash'], json: [], gives: ['wait_seconds', 'authenticator_id', 'sealed_secret'], isValue: false },
  start_contact_import: { takes: ['p_import_id', 'p_mapping', 'p_list_id', 'p_tags', 'p_consent'], json: ['p_mapping', 'p_consent'], gives: ['outcome', 'lease'], isValue: false },
  start_domain_check: { takes: ['p_id'], json: [], gives: ['outcome', 'domain', 'selector', 'public_key', 'ownership_token'], isValue: false },
  start_due_emails: { takes: ['p_limit'], json: [], gives: ['value'], isValue: true },
  start_import: { takes: ['p_import_id'], json: [], gives: ['outcome', 'lease'], isValue: false },
  start_import_undo: { takes: ['p_import_id'], json: [], gives: ['outcome', 'lease', 'later_id', 'later_name'], isValue: false },
  start_proof: { takes: [], json: [], gives: ['password_salt', 'wait_seconds'], isValue: false },
  start_sign_in: { takes: ['p_email', 'p_device_hash'], json: [], gives: ['password_salt', 'wait_seconds'], isValue: false },
  start_tax_report: { takes: ['p_id', 'p_name', 'p_template', 'p_tax_year', 'p_from', 'p_to', 'p_member_id', 'p_filters', 'p_is_in_whole_dollars', 'p_is_shared', 'p_shared_with'], json: ['p_filters'], gives: ['outcome'], isValue: true },
  starting_percent: { takes: ['p_category_id'], json: [], gives: ['value'], isValue: true },
  stop_alert_mail: { takes: ['p_mail_id'], json: [], gives: ['outcome'], isValue: true },
  stop_campaign_repeat: { takes: ['p_source_id'], json: [], gives: ['outcome'], isValue: true },
  suspend_overdue_order: { takes: ['p_number'], json: [], gives: ['outcome'], isValue: true },
  suspends_on: { takes: ['p_due_on'], json: [], gives: ['value'], isValue: true },
  sweep_deliveries: { takes: ['p_seconds'], json: [], gives: ['value'], isValue: true },
  switch_organization: { takes: ['p_organization_id'], json: [], gives: ['value'], isValue: true },
  switch_reid_alert: { takes: ['p_id', 'p_is_active'], json: [], gives: ['outcome'], isValue: true },
  take_contact_rows: { takes: ['p_import_id', 'p_lease', 'p_from_position', 'p_rows', 'p_problems', 'p_next_position', 'p_next_line', 'p_is_last'], json: ['p_rows', 'p_problems'], gives: ['outcome'], isValue: true },
  take_expense_import: { takes: ['p_import_id'], json: [], gives: ['outcome', 'file_key', 'account', 'detected', 'mapping', 'next_byte', 'next_line', 'lines_count'], isValue: false },
  test_reid_alert: { takes: ['p_conditions', 'p_area_keys'], json: ['p_conditions'], gives: ['value'], isValue: true },
  today: { takes: [], json: [], gives: ['value'], isValue: true },
  tool_access: { takes: ['p_tool_id'], json: [], gives: ['outcome'], isValue: true },
  tool_address: { takes: ['p_tool_id'], json: [], gives: ['value'], isValue: true },
  tool_search_document: { takes: ['name', 'description', 'long_description', 'tags'], json: [], gives: ['value'], isValue: true },
  tool_words: { takes: ['p_name', 'p_slug', 'p_tags'], json: [], gives: ['value'], isValue: true },
  unadjusted_source: { takes: ['p_source'], json: [], gives: ['value'], isValue: true },
  undo_expense_import: { takes: ['p_import_id'], json: [], gives: ['outcome'], isValue: true },
  undo_import: { takes: ['p_import_id', 'p_lease', 'p_rows'], json: [], gives: ['outcome'], isValue: true },
  unlink_campaign_content: { takes: ['p_campaign_id', 'p_content_id'], json: [], gives: ['outcome'], isValue: true },
  unpublish_content: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  unschedule_post: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  unsubscribe_by_token: { takes: ['p_token_hash'], json: [], gives: ['outcome'], isValue: true },
  use_report_as_template: { takes: ['p_report_id', 'p_is_template'], json: [], gives: ['outcome'], isValue: true },
  use_sign_in_mail: { takes: ['p_browser_hash', 'p_mail_token_hash', 'p_code', 'p_token_hash', 'p_guest_cart', 'p_device'], json: ['p_guest_cart', 'p_device'], gives: ['value'], isValue: true },
  use_simulation_as_template: { takes: ['p_id', 'p_is_template'], json: [], gives: ['outcome'], isValue: true },
  vehicle_method: { takes: ['p_organization_id', 'p_vehicle_id', 'p_year'], json: [], gives: ['value'], isValue: true },
  verify_ledger: { takes: ['p_email_id'], json: [], gives: ['delivery_id', 'rule', 'detail'], isValue: false },
  verify_profile: { takes: ['p_id', 'p_seen'], json: [], gives: ['outcome'], isValue: true },
  waiting_authenticator: { takes: [], json: [], gives: ['authenticator_id', 'sealed_secret'], isValue: false },
  watch_area: { takes: ['p_area_keys'], json: [], gives: ['outcome', 'area_key', 'area_name'], isValue: false },
  withdraw_public_report_link: { takes: ['p_report_id'], json: [], gives: ['outcome'], isValue: true },
  withdraw_report_link: { takes: ['p_report_id'], json: [], gives: ['outcome'], isValue: true },
  withdraw_request: { takes: ['p_request_id'], json: [], gives: ['outcome'], isValue: true },
  withdraw_upgrade: { takes: ['p_id'], json: [], gives: ['outcome'], isValue: true },
  year_before: { takes: ['p_date', 'p_period_type'], json: [], gives: ['value'], isValue: true },
} as const;
