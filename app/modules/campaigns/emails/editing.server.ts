import { redirect } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { incompletePage, staleButton } from '~/services/form-values.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { showChangedBlocks, showEditor } from './answers.server.ts';
import { isStopped } from './checks.ts';
import { deleteEmail } from './commands.server.ts';
import type { TypedEmail } from './edited.ts';
import { lookOver } from './facts.server.ts';
import { checkEmailForm, type EditorIntent, readEmailForm } from './form.server.ts';
import { writeBodies } from './material.server.ts';
import { findEmail } from './queries.server.ts';
import { receiveEmailForm } from './receive.server.ts';
import { type AskedEmail, pageOf, saveTyped } from './saving.server.ts';
import { answerCancel, scheduleEdited } from './scheduling.server.ts';
import { readSendingTime } from './sending-time.server.ts';
import { sendTest } from './test-send.server.ts';

/**
 * Does what a button of the editor asks for.
 * @throws what the guards throw; a 404 where the email is not there
 */
export async function answerEditor(asked: AskedEmail) {
  const received = await receiveEmailForm(asked);
  if (!received.ok) return received.answer;
  const { typed, intent, addType, isBroken } = readEmailForm(received.form);
  if (intent?.kind === 'cancel') return answerCancel(asked);
  if (intent?.kind === 'delete') return answerDelete(asked);
  const pageProblem = intent === undefined ? staleButton : isBroken ? incompletePage : undefined;
  if (!intent || pageProblem !== undefined)
    return showEditor(typed, 400, { errors: { '': [pageProblem ?? staleButton] } });
  if (Object.keys(received.problems).length > 0) return showEditor(typed, 400, { errors: received.problems });
  switch (intent.kind) {
    case 'redraw':
    case 'upload':
      return showEditor(typed, 200);
    case 'add': {
      const type = intent.id ?? addType;
      if (!type) return showEditor(typed, 400, { errors: { addType: ['Choose a kind of block.'] } });
      return showChangedBlocks(typed, { kind: 'add', type });
    }
    case 'up':
    case 'down':
    case 'remove':
      return showChangedBlocks(typed, intent);
    default:
      return answerWithEmail(asked, typed, intent.kind);
  }
}

/** The buttons that need an email without mistakes. */
async function answerWithEmail(
  asked: AskedEmail,
  typed: TypedEmail,
  kind: Extract<EditorIntent['kind'], 'save' | 'check' | 'test' | 'schedule' | 'send'>,
) {
  const checked = checkEmailForm(typed);
  if (!checked.ok) return showEditor(typed, 400, { errors: checked.errors });
  const { email } = checked;
  switch (kind) {
    case 'save': {
      const saved = await saveTyped(asked, typed, email);
      return saved.ok ? redirectWithToast(asked.context, pageOf(asked), 'The email is saved.') : saved.answer;
    }
    case 'check': {
      const { findings } = await lookOver(asked, email);
      return showEditor(typed, 200, { findings });
    }
    case 'test':
      return sendTest(asked, typed, email);
    case 'schedule': {
      const planned = readSendingTime(typed, new Date());
      if (!planned.ok) return showEditor(typed, 400, { errors: planned.errors });
      return scheduleEdited(asked, typed, email, planned.time);
    }
    case 'send': {
      const { findings, result } = await lookOver(asked, email);
      if (isStopped(findings)) return showEditor(typed, 400, { findings });
      const saved = await saveTyped(asked, typed, email, writeBodies(result));
      return saved.ok ? redirect(`${pageOf(asked)}/send`) : saved.answer;
    }
    default:
      return unreachable(kind);
  }
}

async function answerDelete({ request, context, id }: AskedEmail) {
  const { viewer, found, deleted } = await context.database.write((handle) => ({
    found: findEmail(handle, id),
    deleted: deleteEmail(handle, id),
  }));
  requireViewer(viewer, request);
  const [email] = found;
  const outcome = deleted[0]?.outcome;
  const stay = (message: string) => redirectWithToast(context, pageOf({ id }), { kind: 'error', message });
  switch (outcome) {
    case 'DELETED':
      return redirectWithToast(
        context,
        email ? `/campaigns/${email.campaignSlug}` : '/campaigns',
        'The email is deleted.',
      );
    case 'NOT_DRAFT':
      return stay('Nothing was deleted: it is no draft any more.');
    case 'WENT_OUT':
      return stay(
        'Nothing was deleted: it went out to somebody, and the record of that is kept. Archive its campaign instead.',
      );
    case 'REPEATS':
      return stay('Nothing was deleted: copies of it are made. End its repeat first.');
    case 'TOO_LATE':
      return stay('Nothing was deleted: after 24 hours an owner or admin does that.');
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
