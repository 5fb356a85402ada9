import type { Outcome } from '#db/call-function.server.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { showEditor } from './answers.server.ts';
import { isStopped } from './checks.ts';
import { cancelEmail, type SendingTime, saveAndScheduleEmail, scheduleEmail } from './commands.server.ts';
import type { CompileResult } from './compile.server.ts';
import type { EditedEmail, TypedEmail } from './edited.ts';
import { lookOver } from './facts.server.ts';
import { emailStatusLabels } from './labels.ts';
import { writeBodies } from './material.server.ts';
import { findEmail } from './queries.server.ts';
import { type AskedEmail, pageOf, showConflict } from './saving.server.ts';

/** Saves an email that passes its checks and plans it, in one transaction. */
export async function scheduleEdited(asked: AskedEmail, typed: TypedEmail, email: EditedEmail, time: SendingTime) {
  const { request, context, id } = asked;
  const { findings, result } = await lookOver(asked, email);
  if (isStopped(findings)) return showEditor(typed, 400, { findings });
  const { viewer, planned, found } = await context.database.write((handle) => ({
    planned: saveAndScheduleEmail(handle, {
      id,
      version: typed.version,
      email,
      bodies: writeBodies(result),
      time,
      compiled: result.compiled,
      links: result.links,
    }),
    found: findEmail(handle, id),
  }));
  requireViewer(viewer, request);
  const { outcome, version } = planned[0] ?? { outcome: 'NOT_FOUND' as const, version: 0 };
  if (outcome === 'CHANGED') return showConflict(typed, found[0]);
  const problem = explainUnplanned(outcome);
  if (problem) return showEditor({ ...typed, version }, 409, { errors: { [problem.field]: [problem.message] } });
  return redirectWithToast(context, pageOf(asked), 'The email is scheduled.');
}

/**
 * Hands an email that is saved to the engine.
 * @param version  that was checked and compiled
 */
export async function plan(
  { request, context, id }: AskedEmail,
  version: number,
  time: SendingTime,
  { compiled, links }: CompileResult,
): Promise<Outcome<'schedule_email'>> {
  const { viewer, scheduled } = await context.database.write((handle) => ({
    scheduled: scheduleEmail(handle, { id, version, time, compiled, links }),
  }));
  requireViewer(viewer, request);
  return scheduled[0]?.outcome ?? 'NOT_FOUND';
}

/**
 * Why an email is not planned, with the field it is about; undefined where it is.
 * @throws a 404 for an email that is not there, or not theirs to send
 */
export function explainUnplanned(outcome: Outcome<'schedule_email'>): { field: string; message: string } | undefined {
  const about = (field: string, message: string) => ({ field, message });
  switch (outcome) {
    case 'SCHEDULED':
      return undefined;
    case 'CHANGED':
      return about('', 'Nothing was scheduled: somebody changed the email at the same moment. Look at it again.');
    case 'NOT_DRAFT':
      return about('', 'Nothing was scheduled now: the email is scheduled already, or went out.');
    case 'REPEATS':
      return about('', 'Nothing was scheduled: this email repeats. Stop repeating to send it by itself.');
    case 'TOO_SOON':
      return about(
        'inRecipientZone',
        'Choose a time at least 24 hours ahead: somewhere that hour comes a day earlier.',
      );
    case 'NO_RECIPIENTS':
      return about('lists', 'Nothing was scheduled: nobody of its audience may be mailed any more.');
    case 'NOT_READY':
      return about(
        '',
        'Nothing was scheduled: there is no postal address or sender in the settings, or the campaign is over.',
      );
    case 'TIER':
      return about(
        '',
        'Nothing was scheduled: your plan does not allow so many emails in that month, or not what this one uses.',
      );
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** Takes back an email that is scheduled. */
export async function answerCancel(asked: AskedEmail) {
  const { request, context, id } = asked;
  const { viewer, cancelled } = await context.database.write((handle) => ({ cancelled: cancelEmail(handle, id) }));
  requireViewer(viewer, request);
  const outcome = cancelled[0]?.outcome;
  switch (outcome) {
    case 'DRAFT':
      return redirectWithToast(context, pageOf(asked), 'The email is a draft again.');
    case 'SENT':
    case 'SENDING':
    case 'SCHEDULED':
    case 'PAUSED':
    case 'FAILED':
      return redirectWithToast(context, pageOf(asked), {
        kind: 'notice',
        message: `It was on its way already. It is ${emailStatusLabels[outcome].toLowerCase()} now: whoever has not got it gets nothing.`,
      });
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
