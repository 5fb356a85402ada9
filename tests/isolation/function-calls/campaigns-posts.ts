import { randomUUID } from 'node:crypto';
import { type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody writes: what people with it may do is tested with their rows, in
// tests/campaigns.
const call = (name: string, what: string, statement: string, outcome: string | null): FunctionCall => ({
  function: name,
  what,
  statement,
  values: () => [randomUUID()],
  outcomes: same(outcome),
  writes: [],
});

export const campaignPosts: readonly FunctionCall[] = [
  call(
    'create_post',
    'by nobody without the module',
    `select app.create_post($1, $1, 'BLUESKY') as outcome`,
    'NOT_ALLOWED',
  ),
  call('save_post', 'none that is not there', `select app.save_post($1, 1, '{}', null) as outcome`, 'NOT_FOUND'),
  call('unschedule_post', 'none that is not there', 'select app.unschedule_post($1) as outcome', 'NOT_FOUND'),
  call(
    'move_post',
    'none that is not there',
    `select app.move_post($1, '2030-01-01T09:00', 'UTC', '2030-01-01T09:00Z') as outcome`,
    'NOT_FOUND',
  ),
  call('copy_post', 'none that is not there', `select app.copy_post($1, '[]') as outcome`, 'NOT_FOUND'),
  call(
    'mark_post_published',
    'none that is not there',
    'select app.mark_post_published($1, null) as outcome',
    'NOT_FOUND',
  ),
  call(
    'save_post_figures',
    'of none that is not there',
    `select app.save_post_figures($1, null, '{}') as outcome`,
    'NOT_FOUND',
  ),
  call('delete_post', 'none that is not there', 'select app.delete_post($1) as outcome', 'NOT_FOUND'),
  call(
    'note_posts_by_hand',
    'of none where none is due',
    'select app.note_posts_by_hand(10)::text as outcome where $1::uuid is not null',
    '0',
  ),
  call(
    'claim_posts',
    'none where none is due',
    'select (select count(*) from app.claim_posts(10))::text as outcome where $1::uuid is not null',
    '0',
  ),
  call(
    'settle_posts',
    'of none that was claimed',
    `select app.settle_posts(jsonb_build_array(jsonb_build_object('id', $1::uuid, 'lease', now(), 'outcome', 'PUBLISHED')))::text as outcome`,
    '0',
  ),
  call(
    'begin_account_test',
    'by nobody without the module',
    'select app.begin_account_test(null) as outcome where $1::uuid is not null',
    'NOT_ALLOWED',
  ),
  call(
    'connect_account',
    'by nobody without the module',
    `select outcome from app.connect_account($1, '{"kind": "WEBHOOK", "name": "Hook", "server": "https://hooks.example.com/"}', 'sealed')`,
    'NOT_ALLOWED',
  ),
  call(
    'disconnect_account',
    'by nobody without the module',
    'select app.disconnect_account($1) as outcome',
    'NOT_ALLOWED',
  ),
  call(
    'list_account_credentials',
    'of none that is not there',
    `select (select count(*) from app.list_account_credentials(array[$1::uuid], '00000000-0000-0000-0000-000000000000', 10))::text as outcome`,
    '0',
  ),
  call(
    'note_account_check',
    'of none that is not there',
    'select app.note_account_check($1, null, null)::text as outcome',
    'false',
  ),
  call(
    'replace_account_credentials',
    'of none that is not there',
    `select app.replace_account_credentials(jsonb_build_array(jsonb_build_object('accountId', $1::uuid, 'before', 'a', 'after', 'b')))::text as outcome`,
    '0',
  ),
];
