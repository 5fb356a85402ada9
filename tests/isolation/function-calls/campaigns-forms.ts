import { randomUUID } from 'node:crypto';
import { type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody writes and nothing is public: what people with it may do is tested with
// their rows, in tests/campaigns.
const call = (name: string, what: string, statement: string, outcome: string | null): FunctionCall => ({
  function: name,
  what,
  statement,
  values: () => [randomUUID()],
  outcomes: same(outcome),
  writes: [],
});

const typed = `$1, 0, 'Title', null, 'title', 'ARTICLE', 'Text', 'Ada'`;

export const campaignForms: readonly FunctionCall[] = [
  call(
    'save_signup_form',
    'by nobody without the module',
    `select app.save_signup_form($1, 0, 'News', 'news', $1, 'News', null, 'I agree.', true, true) as outcome`,
    'NOT_ALLOWED',
  ),
  {
    ...call(
      'find_signup_form',
      'none of an organization without the module',
      'select organization as outcome from app.find_signup_form($1, $2)',
      null,
    ),
    values: ({ organization }) => [organization.name, 'news'],
  },
  call(
    'request_subscription',
    'through no form that is not there',
    `select app.request_subscription($1::text, 'news', '', 'a@people.test', repeat('a', 64), null) as outcome`,
    'NOT_FOUND',
  ),
  call(
    'find_subscription_request',
    'none by a made-up token',
    'select organization as outcome from app.find_subscription_request($1::text)',
    null,
  ),
  call(
    'confirm_subscription',
    'none by a made-up token',
    'select app.confirm_subscription($1::text) as outcome',
    'NOT_FOUND',
  ),
  call(
    'forget_subscription_requests',
    'none where none is old',
    'select app.forget_subscription_requests() as outcome where $1::uuid is not null',
    '0',
  ),
  call(
    'save_campaign_settings',
    'by nobody without the module',
    `select app.save_campaign_settings(0, null, null, null, 'UTC', 0::smallint, true) as outcome where $1::uuid is not null`,
    'NOT_ALLOWED',
  ),
  call(
    'add_sending_domain',
    'by nobody without the module',
    `select app.add_sending_domain($1, 'harbor.example', 's', 'key', 'sealed', 'token') as outcome`,
    'NOT_ALLOWED',
  ),
  call(
    'remove_sending_domain',
    'none that is not there',
    'select app.remove_sending_domain($1) as outcome',
    'NOT_FOUND',
  ),
  call(
    'start_domain_check',
    'of none that is not there',
    'select outcome from app.start_domain_check($1)',
    'NOT_FOUND',
  ),
  call(
    'list_domains_to_check',
    'none where none is due',
    'select count(*) as outcome from app.list_domains_to_check(10) where $1::uuid is not null',
    '0',
  ),
  call(
    'note_domain_check',
    'of none that is not there',
    `select app.note_domain_check($1, '{"dkim": "OK"}') as outcome`,
    'NOT_FOUND',
  ),
  call(
    'list_sealed_domain_keys',
    'none where there is none',
    `select count(*) as outcome from app.list_sealed_domain_keys('00000000-0000-0000-0000-000000000000', 10) where $1::uuid is not null`,
    '0',
  ),
  call(
    'replace_sealed_domain_keys',
    'of no domain that is not there',
    `select app.replace_sealed_domain_keys(jsonb_build_array(jsonb_build_object('domainId', $1::uuid, 'before', 'a', 'after', 'b'))) as outcome`,
    '0',
  ),
  call('save_content', 'by nobody without the module', `select app.save_content(${typed}) as outcome`, 'NOT_ALLOWED'),
  call(
    'publish_content',
    'by nobody without the module',
    `select app.publish_content(${typed}, null) as outcome`,
    'NOT_ALLOWED',
  ),
  call('unpublish_content', 'none that is not there', 'select app.unpublish_content($1) as outcome', 'NOT_FOUND'),
  call('archive_content', 'none that is not there', 'select app.archive_content($1) as outcome', 'NOT_FOUND'),
  call('delete_content', 'none that is not there', 'select app.delete_content($1) as outcome', 'NOT_FOUND'),
  call(
    'find_published_content',
    'none of an organization that is not there',
    `select title as outcome from app.find_published_content($1::text, 'open-house')`,
    null,
  ),
  {
    ...call(
      'list_published_content',
      'none of an organization without the module',
      'select count(*) as outcome from app.list_published_content($1, 10)',
      '0',
    ),
    values: ({ organization }) => [organization.name],
  },
  {
    ...call(
      'list_published_addresses',
      'none of an organization without the module',
      `select count(*) as outcome from app.list_published_addresses(1000) where path like '/c/' || $1 || '/%'`,
      '0',
    ),
    values: ({ organization }) => [organization.name],
  },
];
