import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { runInBackground } from '~/services/background.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { cancelImport, continueImport, type ImportLease, startImport } from './commands.server.ts';
import { findFileKey } from './queries.server.ts';
import type { ImportChoices, ImportCommand } from './schema.ts';
import { removeFile, workOnImport } from './work.server.ts';

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>;
type Refuse = (problem: string | Record<string, string>, status?: number) => RefusedForm['answer'];

export const importsPath = '/campaigns/contacts/import';
const pageOf = (id: string) => `${importsPath}/${id}`;

/**
 * Does what a form of an import asks for, and answers it; reading the file goes on behind the answer.
 * @throws a 404 where there is no such import for the viewer
 */
export async function answerImportForm(args: Args, id: string, command: ImportCommand, refuse: Refuse) {
  switch (command.intent) {
    case 'start':
      return await start(args, id, command.choices, refuse);
    case 'continue':
      return await goOn(args, id);
    case 'cancel':
      return await cancel(args, id, refuse);
    default:
      return unreachable(command);
  }
}

/** Works on an import behind the answer. The form's organization is not asked for again: its sender may work for another by then. */
function workBehind({ context }: Args, lease: ImportLease) {
  context.database.formOrganization = undefined;
  runInBackground(context, 'import of contacts', () => workOnImport(context, lease));
}

async function start(args: Args, id: string, choices: ImportChoices, refuse: Refuse) {
  const { viewer, started } = await args.context.database.write((handle) => ({
    started: startImport(handle, id, choices),
  }));
  requireViewer(viewer, args.request);
  const { outcome, lease } = started[0] ?? {};
  switch (outcome) {
    case 'RUNNING':
      if (lease) workBehind(args, { id, lease });
      return redirect(pageOf(id));
    case 'NO_LIST':
      return refuse({ listId: 'Choose another list: this one is gone.' });
    case 'CLOSED':
      return redirect(pageOf(id));
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function goOn(args: Args, id: string) {
  const { viewer, taken } = await args.context.database.write((handle) => ({ taken: continueImport(handle, id) }));
  requireViewer(viewer, args.request);
  const { outcome, lease } = taken[0] ?? {};
  switch (outcome) {
    case 'TAKEN':
      if (lease) workBehind(args, { id, lease });
      return redirect(pageOf(id));
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

async function cancel({ request, context }: Args, id: string, refuse: Refuse) {
  const { viewer, cancelled, file } = await context.database.write((handle) => ({
    cancelled: cancelImport(handle, id),
    file: findFileKey(handle, id),
  }));
  requireViewer(viewer, request);
  const outcome = cancelled[0]?.outcome;
  switch (outcome) {
    case 'CANCELLED':
      if (file[0]) await removeFile(context.files, file[0].key);
      return await redirectWithToast(context, pageOf(id), 'The import is cancelled. What it brought in before stays.');
    case 'CLOSED':
      return refuse('Nothing was cancelled: the file is read already.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
