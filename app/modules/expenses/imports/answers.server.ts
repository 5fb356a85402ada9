import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import type { z } from 'zod';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { chooseLines, mapImport, takeImport } from './commands.server.ts';
import type { ImportChoices, importCommandSchema } from './schema.ts';
import { commitOn, readImportOn, type TakenImport, undoOn } from './work.server.ts';

type Command = z.infer<typeof importCommandSchema>;
type Context = Pick<LoaderFunctionArgs, 'request' | 'context'>;
type Refuse = (problem: string, status?: number) => RefusedForm['answer'];

/**
 * Does what a form of an import asks for, and answers it.
 * @throws a 404 where there is no such import for the viewer
 */
export async function answerImportForm(args: Context, id: string, command: Command, refuse: Refuse) {
  switch (command.intent) {
    case 'map-table':
    case 'map-ofx':
      return await nameColumns(args, id, command.choices, refuse);
    case 'read':
      return await readOn(args, id);
    case 'import':
      return await importLines(args, id, refuse);
    case 'choose':
      return command.to === undefined
        ? await importLines(args, id, refuse, command)
        : await turnPage(args, id, command, command.to);
    case 'undo':
      return await undo(args, id, refuse);
    default:
      return unreachable(command);
  }
}

const pageOf = (id: string) => `/expenses/import/${id}`;

async function nameColumns({ request, context }: Context, id: string, choices: ImportChoices, refuse: Refuse) {
  const { viewer, mapped, taken } = await context.database.write((handle) => ({
    mapped: mapImport(handle, id, choices),
    taken: takeImport(handle, id),
  }));
  requireViewer(viewer, request);
  const outcome = mapped[0]?.outcome;
  switch (outcome) {
    case 'MAPPED':
      return await goOn(context, id, taken[0]);
    case 'NO_CATEGORY':
      return refuse('Choose a category of the list: this one is no longer in use.');
    case 'NO_INCOME':
      return refuse('Choose something else for money that came in: income is entered by those who may see taxes.');
    case 'CLOSED':
      return redirect(pageOf(id));
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function readOn({ request, context }: Context, id: string) {
  const { viewer, taken } = await context.database.write((handle) => ({ taken: takeImport(handle, id) }));
  requireViewer(viewer, request);
  const outcome = taken[0]?.outcome;
  switch (outcome) {
    case 'TAKEN':
      return await goOn(context, id, taken[0]);
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

async function goOn(context: Context['context'], id: string, taken: TakenImport | undefined) {
  if (taken) await readImportOn(context, id, taken);
  return redirect(pageOf(id));
}

async function turnPage(
  { request, context }: Context,
  id: string,
  { shown, ticked }: { shown: number[]; ticked: number[] },
  to: string,
) {
  const { viewer, chosen } = await context.database.write((handle) => ({
    chosen: chooseLines(handle, id, shown, ticked),
  }));
  requireViewer(viewer, request);
  if (chosen[0]?.outcome === 'NOT_FOUND') throw notFound();
  const [show, after] = to.split(':');
  return redirect(`${pageOf(id)}?show=${show}&after=${after}`);
}

async function importLines(
  { context }: Context,
  id: string,
  refuse: Refuse,
  ticks?: { shown: number[]; ticked: number[] },
) {
  const outcome = await commitOn(context, id, ticks);
  switch (outcome) {
    case 'COMPLETED':
      return await redirectWithToast(context, pageOf(id), 'The import is done.');
    case 'COMMITTED':
    case 'NOT_CHECKED':
      return redirect(pageOf(id));
    case 'NOTHING_CHOSEN':
      return refuse('Nothing was imported: tick at least one line.', 409);
    case 'NO_INCOME':
      return refuse('Nothing was imported: it brings in income, which those enter who may see taxes.', 403);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function undo({ context }: Context, id: string, refuse: Refuse) {
  const outcome = await undoOn(context.database, id);
  switch (outcome) {
    case 'UNDONE':
      return await redirectWithToast(context, pageOf(id), 'The import is undone.');
    case 'REMOVED':
    case 'NOT_IMPORTED':
      return redirect(pageOf(id));
    case 'TOO_LATE':
      return refuse('Nothing was taken back: an import can be undone for 30 days.', 409);
    case 'NO_INCOME':
      return refuse('Nothing was taken back: it brought in income, which those change who may see taxes.', 403);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
