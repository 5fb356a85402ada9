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

const typed = `'{"name": "Ann", "email": "ann@people.test", "tags": []}'`;
const onlyWithId = 'where $1::uuid is not null';

export const campaignContacts: readonly FunctionCall[] = [
  call(
    'is_on_list',
    'by what it is told',
    `select app.is_on_list(now(), true, 'a@b.test c@d.test', 'a@b.test') as outcome ${onlyWithId}`,
    'false',
  ),
  call(
    'judge_recipient',
    'by what it is told',
    `select app.judge_recipient(false, 'NONE', null) as outcome ${onlyWithId}`,
    'NO_CONSENT',
  ),
  call(
    'count_contacts',
    'none without the module',
    `select contacts as outcome from app.count_contacts() ${onlyWithId}`,
    '0',
  ),
  call(
    'save_contact',
    'by nobody without the module',
    `select outcome from app.save_contact($1, null, ${typed}, null, '{}')`,
    'NOT_ALLOWED',
  ),
  call(
    'list_contacts',
    'none without the module',
    `select count(*) as outcome from app.list_contacts('', null, null, null, null, null, 50) ${onlyWithId}`,
    '0',
  ),
  call(
    'record_contact_export',
    'by nobody without the module',
    `select app.record_contact_export() as outcome ${onlyWithId}`,
    'NOT_ALLOWED',
  ),
  call(
    'export_contacts',
    'none without the module',
    `select count(*) as outcome from app.export_contacts(null, 50) ${onlyWithId}`,
    '0',
  ),
  call('collect_contact_data', 'of nobody', 'select app.collect_contact_data($1) as outcome', null),
  call(
    'record_consent',
    'by nobody without the module',
    `select app.record_consent($1, $1, true, 'Call', null, null, null) as outcome`,
    'NOT_ALLOWED',
  ),
  call(
    'add_suppression',
    'by nobody without the module',
    `select app.add_suppression($1, 'ann@people.test', null) as outcome`,
    'NOT_ALLOWED',
  ),
  call('lift_suppression', 'none that is not there', 'select app.lift_suppression($1) as outcome', 'NOT_FOUND'),
  call(
    'save_contact_list',
    'by nobody without the module',
    `select app.save_contact_list($1, true, 'News', null) as outcome`,
    'NOT_ALLOWED',
  ),
  call(
    'delete_contact_list',
    'by nobody without the module',
    'select app.delete_contact_list($1) as outcome',
    'NOT_ALLOWED',
  ),
  call('add_to_list', 'by nobody without the module', 'select app.add_to_list($1, $1, null) as outcome', 'NOT_ALLOWED'),
  call(
    'remove_from_list',
    'by nobody without the module',
    'select app.remove_from_list($1, $1) as outcome',
    'NOT_ALLOWED',
  ),
  call(
    'save_segment',
    'by nobody without the module',
    `select app.save_segment($1, null, 'Buyers', true, '[]') as outcome`,
    'NOT_ALLOWED',
  ),
  call('delete_segment', 'by nobody without the module', 'select app.delete_segment($1) as outcome', 'NOT_ALLOWED'),
  call(
    'count_segment',
    'by nobody without the module',
    `select outcome from app.count_segment(true, '[]') ${onlyWithId}`,
    'NOT_ALLOWED',
  ),
  call(
    'begin_contact_import',
    'by nobody without the module',
    `select app.begin_contact_import() as outcome ${onlyWithId}`,
    'NOT_ALLOWED',
  ),
  call(
    'add_contact_import',
    'by nobody without the module',
    `select outcome from app.add_contact_import($1, 'a.csv', 'contacts/x', 1, repeat('a', 64), '{}')`,
    'NOT_ALLOWED',
  ),
  call(
    'start_contact_import',
    'none that is not there',
    `select outcome from app.start_contact_import($1, '{}', null, '{}', '{}')`,
    'NOT_FOUND',
  ),
  call(
    'continue_contact_import',
    'none that is not there',
    'select outcome from app.continue_contact_import($1)',
    'NOT_FOUND',
  ),
  call(
    'cancel_contact_import',
    'none that is not there',
    'select app.cancel_contact_import($1) as outcome',
    'NOT_FOUND',
  ),
  call(
    'claim_contact_imports',
    'none where nobody left any',
    `select count(*) as outcome from app.claim_contact_imports(10) ${onlyWithId}`,
    '0',
  ),
  call(
    'describe_contact_import',
    'none without its lease',
    'select count(*) as outcome from app.describe_contact_import($1, $1)',
    '0',
  ),
  call(
    'leave_contact_import',
    'none without its lease',
    `select 'LEFT' as outcome from (select app.leave_contact_import($1, $1)) as called`,
    'LEFT',
  ),
  call(
    'fail_contact_import',
    'none without its lease',
    `select app.fail_contact_import($1, $1, 'A problem') as outcome`,
    'STOPPED',
  ),
  call(
    'take_contact_rows',
    'none without its lease',
    `select app.take_contact_rows($1, $1, 0, '[]', '[]', 1, 1, true) as outcome`,
    'STOPPED',
  ),
  call('erase_contact', 'nobody who is not there', 'select app.erase_contact($1) as outcome', 'NOT_FOUND'),
  call(
    'list_unnamed_campaign_files',
    'those that no row names',
    `select count(*) as outcome from app.list_unnamed_campaign_files(array['contacts/' || $1::uuid, 'media/' || $1::uuid])`,
    '2',
  ),
];
