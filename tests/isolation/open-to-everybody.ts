/** Tables and views whose rows everybody reads: the catalog, published reviews, and the lines of tax forms. */
export const relationsForEverybody: readonly string[] = [
  'bundle_tools',
  'catalog_version',
  'former_slugs',
  'marketplace_tools',
  'published_reviews',
  'tax_form_lines',
  'tool_bundles',
  'tool_pictures',
];

/**
 * Functions that write for somebody without a session: they sign in or up, hold the token of an invitation, or write to the people
 * behind the site.
 */
export const functionsThatWriteForEverybody: readonly string[] = [
  'accept_invitation',
  'send_contact_message',
  'sign_up',
  'start_sign_in',
];

/**
 * Functions that run with their owner's rights and never ask who calls: what they show or do is for everybody (published texts and
 * reviews, the search, signing in), or for whoever holds a token that was mailed.
 */
export const functionsThatAskNobody: readonly string[] = [
  'answer_billing_email',
  'count_ratings',
  'find_alert_mail',
  'find_billing_email',
  'find_email_link',
  'find_invitation',
  'find_passkey',
  'find_password_reset',
  'find_public_report',
  'find_published_content',
  'find_shared_report',
  'find_sign_in_mail',
  'find_signup_form',
  'find_subscription_request',
  'find_unsubscribe_page',
  'find_viewed_email',
  'follow_email_link',
  'forgive_search',
  'latest_review_page',
  'leave_list_by_token',
  'list_published_addresses',
  'list_published_content',
  'note_email_open',
  'plan_limits',
  'published_review_page',
  'request_password_reset',
  'request_sign_in_mail',
  'request_subscription',
  'start_sign_in',
  'stop_alert_mail',
];
