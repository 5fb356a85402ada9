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

const campaign = `'{"name": "Spring", "slug": "spring", "type": "SOCIAL_MEDIA", "goals": {}, "tags": []}'`;
const rule = `'{"frequency": "WEEKLY", "interval": 1, "startsOn": "2026-01-05", "localTime": "09:00", "timeZone": "UTC"}'`;

export const campaignPlans: readonly FunctionCall[] = [
  call(
    'save_campaign',
    'by nobody without the module',
    `select outcome from app.save_campaign($1, 0, ${campaign})`,
    'NOT_ALLOWED',
  ),
  call(
    'save_campaign',
    'none that is not there',
    `select outcome from app.save_campaign($1, 1, ${campaign})`,
    'NOT_FOUND',
  ),
  call('move_campaign', 'none that is not there', `select app.move_campaign($1, 'ACTIVE', 1) as outcome`, 'NOT_FOUND'),
  call('archive_campaign', 'none that is not there', 'select app.archive_campaign($1, true) as outcome', 'NOT_FOUND'),
  call('delete_campaign', 'none that is not there', 'select app.delete_campaign($1) as outcome', 'NOT_FOUND'),
  call(
    'link_campaign_content',
    'by nobody without the module',
    'select app.link_campaign_content($1, $1, false, null) as outcome',
    'NOT_ALLOWED',
  ),
  call(
    'unlink_campaign_content',
    'by nobody without the module',
    'select app.unlink_campaign_content($1, $1) as outcome',
    'NOT_ALLOWED',
  ),
  call(
    'add_campaign_entry',
    'by nobody without the module',
    `select app.add_campaign_entry($1, $1, 'COST', 'Signs', '2026-01-05', 100, 0) as outcome`,
    'NOT_ALLOWED',
  ),
  call(
    'remove_campaign_entry',
    'by nobody without the module',
    'select app.remove_campaign_entry($1, $1) as outcome',
    'NOT_ALLOWED',
  ),
  call(
    'save_campaign_repeat',
    'of no email that is not there',
    `select app.save_campaign_repeat($1, 'EMAIL', $1, 1, ${rule}, null, null) as outcome`,
    'NOT_FOUND',
  ),
  call(
    'stop_campaign_repeat',
    'of nothing that does not repeat',
    'select app.stop_campaign_repeat($1) as outcome',
    'NOT_FOUND',
  ),
  call(
    'list_due_repeats',
    'none where none is due',
    'select count(*) as outcome from app.list_due_repeats(10) where $1::uuid is not null',
    '0',
  ),
  call(
    'make_repeat_copy',
    'of no repeat that is not there',
    `select app.make_repeat_copy($1, '2026-01-05', '2026-01-05T09:00', now(), null, null, null) as outcome`,
    'GONE',
  ),
];
