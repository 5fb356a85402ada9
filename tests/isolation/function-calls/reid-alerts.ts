import { randomUUID } from 'node:crypto';
import { callers, type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody writes: what people with it may do is tested with their rows, in
// tests/reid.
const call = (name: string, what: string, statement: string, outcome: string | null): FunctionCall => ({
  function: name,
  what,
  statement,
  values: () => [randomUUID()],
  outcomes: same(outcome),
  writes: [],
});

const alert = `'{"name": "Prices", "area_keys": [], "conditions": {}, "alert_type": "SOLD"}'`;

export const reidAlerts: readonly FunctionCall[] = [
  call(
    'save_reid_alert',
    'by nobody without the module',
    `select outcome from app.save_reid_alert($1, null, ${alert}, null)`,
    'NOT_ALLOWED',
  ),
  call('switch_reid_alert', 'none that is not there', 'select app.switch_reid_alert($1, true) as outcome', 'NOT_FOUND'),
  call(
    'resume_reid_alerts',
    'none where none is switched off',
    'select outcome from app.resume_reid_alerts() where $1::uuid is not null',
    'NOT_FOUND',
  ),
  call(
    'count_reid_alerts',
    'none for whoever may not read them',
    'select active as outcome from app.count_reid_alerts() where $1::uuid is not null',
    '0',
  ),
  call('find_alert_version', 'of none', 'select app.find_alert_version($1) as outcome', null),
  call(
    'send_webhook_test',
    'of no alert that is not there',
    'select app.send_webhook_test($1, $1) as outcome',
    'NOT_FOUND',
  ),
  call(
    'replace_webhook_secret',
    'of no alert that is not there',
    `select app.replace_webhook_secret($1, 0, 'sealed') as outcome`,
    'NOT_FOUND',
  ),
  call(
    'decide_alert_event',
    'none that is not there',
    'select app.decide_alert_event($1, true) as outcome',
    'NOT_FOUND',
  ),
  call(
    'mark_alert_events_read',
    'by nobody without the module',
    'select app.mark_alert_events_read(array[$1::uuid]) as outcome',
    null,
  ),
  call(
    'count_unread_alert_events',
    'none for whoever may not read them',
    'select app.count_unread_alert_events() as outcome where $1::uuid is not null',
    '0',
  ),
  call(
    'test_reid_alert',
    'by nobody without the module',
    `select app.test_reid_alert('{}', array[$1::text]) as outcome`,
    null,
  ),
  call('find_alert_mail', 'none by a made-up id', 'select alert as outcome from app.find_alert_mail($1)', null),
  call('stop_alert_mail', 'none by a made-up id', 'select app.stop_alert_mail($1) as outcome', 'NOT_FOUND'),
  call(
    'claim_webhook_deliveries',
    'none where none is due',
    'select count(*) as outcome from app.claim_webhook_deliveries(20) where $1::uuid is not null',
    '0',
  ),
  call(
    'settle_webhook_deliveries',
    'none that nobody holds',
    `select app.settle_webhook_deliveries(jsonb_build_array(jsonb_build_object('id', $1::uuid, 'attempt', 1, 'outcome', 'DELIVERED'))) as outcome`,
    '0',
  ),
  call(
    'send_due_digests',
    'none where none is due',
    'select app.send_due_digests(10) as outcome where $1::uuid is not null',
    '0',
  ),
  call(
    'list_webhook_secrets',
    'none where there is none',
    `select count(*) as outcome from app.list_webhook_secrets('00000000-0000-0000-0000-000000000000', 500) where $1::uuid is not null`,
    '0',
  ),
  call(
    'replace_sealed_secrets',
    'of no alert that is not there',
    `select app.replace_sealed_secrets(jsonb_build_array(jsonb_build_object('alertId', $1::uuid, 'before', 'a', 'after', 'b'))) as outcome`,
    '0',
  ),
  {
    function: 'list_organizations_to_judge',
    what: 'none without the module',
    statement: 'select count(*) as outcome from app.list_organizations_to_judge(500) where organization_id = $1',
    values: ({ organization }) => [organization.id],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'judge_due_alerts',
    what: 'by anybody, because it does what is due: it notes that it was here',
    statement: 'select app.judge_due_alerts($1) as outcome',
    values: ({ organization }) => [organization.id],
    outcomes: same('0'),
    writes: callers,
  },
];
