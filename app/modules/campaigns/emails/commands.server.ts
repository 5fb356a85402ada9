import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { CompileResult } from './compile.server.ts';
import type { EditedEmail } from './edited.ts';

/**
 * Saves an email.
 * @param version  of the one that the form was filled in for
 * @param bodies  the mail as it goes out, its tags as they are typed, where it is about to be scheduled
 */
export function saveEmail(
  handle: QueryHandle,
  { id, version, email, bodies }: { id: string; version: number; email: EditedEmail; bodies?: Bodies },
) {
  return callFunction(handle, 'save_email', {
    id,
    version,
    email: writeColumns(email, bodies),
  });
}

type Bodies = { html: string; text: string } | undefined;

function writeColumns(email: EditedEmail, bodies: Bodies) {
  return {
    name: email.name,
    subject: email.subject,
    preview_text: email.previewText === '' ? null : email.previewText,
    from_name: email.fromName,
    from_email: email.fromEmail,
    reply_to: email.replyTo === '' ? null : email.replyTo,
    recipient_lists: email.lists,
    recipient_segments: email.segments,
    excluded_lists: email.excluded,
    is_tracked: email.isTracked,
    is_ab_test: email.isAbTest,
    ab_test_config: email.abTest,
    body_blocks: email.blocks,
    ...(bodies && { body_html: bodies.html, body_plaintext: bodies.text }),
  };
}

/** Saves an email that passed its checks, and plans it. */
export function saveAndScheduleEmail(
  handle: QueryHandle,
  { email, bodies, ...plan }: Parameters<typeof saveEmail>[1] & Parameters<typeof scheduleEmail>[1],
) {
  return callFunction(handle, 'save_and_schedule_email', {
    id: plan.id,
    version: plan.version,
    email: writeColumns(email, bodies),
    ...writePlan(plan),
  });
}

/** Deletes a draft. */
export function deleteEmail(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_email', { id });
}

/** Counts a test for each of these colleagues, and says who gets one. */
export function beginTestSend(handle: QueryHandle, id: string, people: readonly string[]) {
  return callFunction(handle, 'begin_test_send', { id, people });
}

/** When an email goes out: at a time of somebody's clock, or at once. */
export type SendingTime =
  | { isNow: true }
  | { isNow: false; local: string; timeZone: string; at: Date; inRecipientZone: boolean };

type Plan = { time: SendingTime } & Pick<CompileResult, 'compiled' | 'links'>;

const writePlan = ({ time, compiled, links }: Plan) => ({
  local: time.isNow ? null : time.local,
  timeZone: time.isNow ? null : time.timeZone,
  at: time.isNow ? null : time.at.toISOString(),
  inRecipientZone: !time.isNow && time.inRecipientZone,
  compiled,
  links,
});

/** Hands an email that is saved and was checked to the engine. */
export function scheduleEmail(handle: QueryHandle, { id, version, ...plan }: { id: string; version: number } & Plan) {
  return callFunction(handle, 'schedule_email', { emailId: id, version, ...writePlan(plan) });
}

/** Takes an email back that is scheduled, or stops one that is on its way. */
export function cancelEmail(handle: QueryHandle, id: string) {
  return callFunction(handle, 'cancel_email', { emailId: id });
}
