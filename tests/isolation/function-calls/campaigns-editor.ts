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

export const campaignEditor: readonly FunctionCall[] = [
  call(
    'create_email',
    'by nobody without the module',
    `select app.create_email($1, $1, 'June') as outcome`,
    'NOT_ALLOWED',
  ),
  call(
    'save_email',
    'none that is not there',
    `select outcome from app.save_email($1, 1, '{"name": "June"}')`,
    'NOT_FOUND',
  ),
  call(
    'save_and_schedule_email',
    'none that is not there',
    `select outcome from app.save_and_schedule_email($1, 1, '{}', null, null, null, false, '{}', '[]')`,
    'NOT_FOUND',
  ),
  call('delete_email', 'by nobody without the module', 'select app.delete_email($1) as outcome', 'NOT_ALLOWED'),
  call(
    'describe_audience',
    'nobody for who may not read them',
    'select mailable as outcome from app.describe_audience(array[$1::uuid], array[]::uuid[], array[]::uuid[])',
    '0',
  ),
  call(
    'begin_test_send',
    'of no email that is not there',
    'select outcome from app.begin_test_send($1, array[$1::uuid])',
    'NOT_FOUND',
  ),
  call(
    'add_picture',
    'by nobody without the module',
    `select outcome from app.add_picture(replace($1::uuid::text, '-', ''), 'house.png', 'image/png', 1, 'hash', 1, 1)`,
    'NOT_ALLOWED',
  ),
  {
    function: 'list_unnamed_campaign_files',
    what: 'by anybody who knows a key',
    statement: `select count(*) as outcome from app.list_unnamed_campaign_files(array['media/' || $1::uuid])`,
    values: () => [randomUUID()],
    outcomes: same('1'),
    writes: [],
  },
];
