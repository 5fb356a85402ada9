import { randomBytes, randomUUID } from 'node:crypto';
import { type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, and nobody a message: what people do with theirs is tested in tests/campaigns.
const call = (
  name: string,
  what: string,
  statement: string,
  outcome: string | null,
  values: () => unknown[] = () => [randomUUID()],
): FunctionCall => ({ function: name, what, statement, values, outcomes: same(outcome), writes: [] });

const token = () => [randomBytes(32).toString('hex')];

export const campaignResults: readonly FunctionCall[] = [
  call('note_email_open', 'of no message', 'select app.note_email_open($1, null, 2) as outcome', 'false'),
  call('find_email_link', 'of no message', 'select app.find_email_link($1, 1) as outcome', null),
  call('follow_email_link', 'of no message', 'select app.follow_email_link($1, 1, null, 5) as outcome', null),
  call(
    'find_viewed_email',
    'none by a made-up token',
    'select count(*) as outcome from app.find_viewed_email($1)',
    '0',
    token,
  ),
  call(
    'find_unsubscribe_page',
    'none by a made-up token',
    'select count(*) as outcome from app.find_unsubscribe_page($1)',
    '0',
    token,
  ),
  call(
    'unsubscribe_by_token',
    'by a made-up token, which is answered like any other',
    'select app.unsubscribe_by_token($1) as outcome',
    'UNSUBSCRIBED',
    token,
  ),
  call(
    'leave_list_by_token',
    'by a made-up token, which is answered like any other',
    'select app.leave_list_by_token($1, gen_random_uuid()) as outcome',
    'LEFT',
    token,
  ),
  call(
    'list_due_ab_tests',
    'none where none is under way',
    'select count(*) as outcome from app.list_due_ab_tests(100) where email_id = $1',
    '0',
  ),
  call(
    'decide_ab_test',
    'of no email that is not there',
    `select app.decide_ab_test($1, 'A', 'A is better.') as outcome`,
    'NOT_FOUND',
  ),
  call(
    'choose_ab_winner',
    'of no email that is not there',
    `select app.choose_ab_winner($1, 'A') as outcome`,
    'NOT_FOUND',
  ),
  call(
    'explain_delivery',
    'to nobody without the module',
    `select answer as outcome from app.explain_delivery($1, 'somebody@people.test')`,
    null,
  ),
  call(
    'record_results_export',
    'by nobody without the module',
    'select app.record_results_export($1, null) as outcome',
    'NOT_ALLOWED',
  ),
];
