import { randomUUID } from 'node:crypto';
import { by, type FunctionCall, type Outcome, same } from './describe.ts';

// The organization of the scene has no module and no email. What people and the schedule do with those that there are is tested in
// tests/campaigns.

const call = (name: string, what: string, statement: string, outcome: Outcome): FunctionCall => ({
  function: name,
  what,
  statement,
  values: () => [randomUUID()],
  outcomes: same(outcome),
  writes: [],
});

/** A call that answers nobody who is signed in. */
const forNobody = (
  name: string,
  what: string,
  statement: string,
  signedIn: Outcome,
  nobody: Outcome,
): FunctionCall => ({
  ...call(name, what, statement, signedIn),
  outcomes: by({ owner: signedIn, other: signedIn, nobody }),
});

export const campaignSending: readonly FunctionCall[] = [
  call(
    'schedule_email',
    'none that is not there',
    `select app.schedule_email($1, 1, null, null, null, false, '{}', '[]') as outcome`,
    'NOT_FOUND',
  ),
  call('pause_email', 'none that is not there', 'select app.pause_email($1) as outcome', 'NOT_FOUND'),
  call('resume_email', 'none that is not there', 'select app.resume_email($1) as outcome', 'NOT_FOUND'),
  call('cancel_email', 'none that is not there', 'select app.cancel_email($1) as outcome', 'NOT_FOUND'),
  call('verify_ledger', 'of none', 'select count(*) as outcome from app.verify_ledger($1)', '0'),
  call(
    'start_due_emails',
    'none where none is due',
    'select app.start_due_emails(1) as outcome where $1::uuid is not null',
    '0',
  ),
  call('queue_recipients', 'of none that is not there', 'select app.queue_recipients($1, 5000) as outcome', 'STOPPED'),
  call(
    'list_emails_to_queue',
    'none where none is under way',
    'select count(*) as outcome from app.list_emails_to_queue(10) where $1::uuid is not null',
    '0',
  ),
  call(
    'list_lanes',
    'none where none is under way',
    'select count(*) as outcome from app.list_lanes(10) where $1::uuid is not null',
    '0',
  ),
  call('find_lane', 'of none', 'select count(*) as outcome from app.find_lane($1)', '0'),
  call('sweep_deliveries', 'none', 'select app.sweep_deliveries(60) as outcome where $1::uuid is not null', '0'),
  call('finish_emails', 'none', 'select app.finish_emails(false, 10) as outcome where $1::uuid is not null', '0'),
  forNobody(
    'hand_over_stride',
    'nothing of an email that is not there, and nothing to whoever is signed in',
    `select app.hand_over_stride($1, now(), $1, '[]', 'secret', '[]', 10, '{"leaseSeconds": 120, "rate": 0, "groupRate": 0}') ->> 'outcome' as outcome`,
    null,
    'STOPPED',
  ),
  call(
    'note_delivery_event',
    'of no message that is not there',
    `select app.note_delivery_event($1, 'BOUNCE', '5.1.1', 'event') as outcome`,
    'NOT_FOUND',
  ),
  call(
    'note_returned_mail',
    'by a made-up token',
    `select app.note_returned_mail(encode(sha256(convert_to($1::text, 'UTF8')), 'hex'), 'BOUNCE', '5.1.1', 'event') as outcome`,
    'NOT_FOUND',
  ),
];
