import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { deliverAlertsSoon } from '../alerts/due-alerts.server.ts';
import {
  cancelImport,
  checkImport,
  continueImport,
  type ImportLease,
  startImport,
  startUndo,
} from './commands.server.ts';
import { findImport } from './queries.server.ts';
import { findQuestion } from './reader.ts';
import { keptFile } from './sample.ts';
import { answersOf, type ImportChoices, type ImportCommand } from './schema.ts';
import { workOnImport } from './work.server.ts';

type Context = Pick<LoaderFunctionArgs, 'request' | 'context'>;
type Refuse = (problem: string | Record<string, string>, status?: number) => RefusedForm['answer'];

const pageOf = (id: string) => `/reid/data/${id}`;

/**
 * Does what a form of an import asks for, and answers it; what takes long goes on behind the answer.
 * @throws a 404 where there is no such import for the viewer
 */
export async function answerImportForm(args: Context, id: string, command: ImportCommand, refuse: Refuse) {
  switch (command.intent) {
    case 'check':
      return await check(args, id, command.choices, refuse);
    case 'apply':
      return await apply(args, id, refuse);
    case 'continue':
      return await goOn(args, id);
    case 'cancel':
      return await cancel(args, id, refuse);
    case 'undo':
      return await undo(args, id, refuse);
    default:
      return unreachable(command);
  }
}

/** Works on an import behind the answer. The form's organization is not asked for again: its sender may work for another by then. */
function workBehind({ context }: Context, lease: ImportLease) {
  context.database.formOrganization = undefined;
  const work = workOnImport(context, lease)
    .then((isApplied) => isApplied && deliverAlertsSoon(context))
    .catch((error: unknown) => {
      const problem = error instanceof Error ? error.stack : String(error);
      console.error(
        JSON.stringify({ requestId: context.requestId, task: 'import of markets', importId: lease.id, error: problem }),
      );
    });
  context.waitUntil(work);
}

function begin(args: Context, id: string, lease: string | null) {
  if (lease) workBehind(args, { id, lease });
  return redirect(pageOf(id));
}

async function check(args: Context, id: string, choices: ImportChoices, refuse: Refuse) {
  const { database } = args.context;
  const { viewer, found } = await database.read((handle) => ({ found: findImport(handle, id) }));
  requireViewer(viewer, args.request);
  if (!found[0]) throw notFound();
  const detected = keptFile.parse(found[0].detected);
  const question = findQuestion(detected, answersOf(choices));
  if (question === 'FIGURE') return refuse({ metric: 'Choose the figure that the file holds.' });
  if (question === 'YEAR') return refuse({ year: 'Enter the last year of the survey, like 2023.' });
  const { checked } = await database.write((handle) => ({ checked: checkImport(handle, id, detected, choices) }));
  const { outcome, lease } = checked[0] ?? {};
  switch (outcome) {
    case 'CHECKING':
      return begin(args, id, lease ?? null);
    case 'CLOSED':
      return redirect(pageOf(id));
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

const busy =
  'Another file of the same source is being applied or undone. Try again when that is done: figures of two at once could not be told apart.';

async function apply(args: Context, id: string, refuse: Refuse) {
  const { viewer, started } = await args.context.database.write((handle) => ({ started: startImport(handle, id) }));
  requireViewer(viewer, args.request);
  const { outcome, lease } = started[0] ?? {};
  switch (outcome) {
    case 'APPLYING':
      return begin(args, id, lease ?? null);
    case 'NOT_READY':
      return redirect(pageOf(id));
    case 'BUSY':
      return refuse(busy, 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function goOn(args: Context, id: string) {
  const { viewer, taken } = await args.context.database.write((handle) => ({ taken: continueImport(handle, id) }));
  requireViewer(viewer, args.request);
  const { outcome, lease } = taken[0] ?? {};
  switch (outcome) {
    case 'TAKEN':
      return begin(args, id, lease ?? null);
    case 'BUSY':
    case 'NOTHING':
      return redirect(pageOf(id));
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function cancel({ request, context }: Context, id: string, refuse: Refuse) {
  const { viewer, cancelled } = await context.database.write((handle) => ({ cancelled: cancelImport(handle, id) }));
  requireViewer(viewer, request);
  const outcome = cancelled[0]?.outcome;
  switch (outcome) {
    case 'CANCELLED':
      return await redirectWithToast(context, '/reid/data', 'The import is cancelled. Nothing of it was applied.');
    case 'CLOSED':
      return refuse('Nothing was cancelled: it is being applied, or is applied. Undo it instead.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function undo(args: Context, id: string, refuse: Refuse) {
  const { viewer, started } = await args.context.database.write((handle) => ({ started: startUndo(handle, id) }));
  requireViewer(viewer, args.request);
  const { outcome, lease, laterName } = started[0] ?? {};
  switch (outcome) {
    case 'UNDOING':
      return begin(args, id, lease ?? null);
    case 'NOT_APPLIED':
      return redirect(pageOf(id));
    case 'NOT_ALLOWED':
      return refuse('Nothing was undone: an import is undone by whoever uploaded it, or by an ADMIN or OWNER.', 403);
    case 'CHANGED_SINCE':
      return refuse(
        `Nothing was undone: “${laterName ?? 'another file'}” has changed the same figures since. Undo that first.`,
        409,
      );
    case 'BUSY':
      return refuse(busy, 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
