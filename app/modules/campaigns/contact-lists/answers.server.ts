import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { addToList, removeFromList } from '../contacts/commands.server.ts';
import { deleteContactList, saveContactList } from './commands.server.ts';
import type { ListCommand, TypedList } from './schema.ts';

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>;
type Refuse = (problem: string | Record<string, string>, status?: number) => RefusedForm['answer'];

export const listsPath = '/campaigns/contacts/lists';
const pageOf = (id: string) => `${listsPath}/${id}`;

/**
 * Does what a form of a list's page asks for, and answers it.
 * @throws a 404 where there is no such list for the viewer
 */
export async function answerListForm(args: Args, id: string, command: ListCommand, refuse: Refuse) {
  switch (command.intent) {
    case 'save':
      // The address says which list it is, whatever a changed form says.
      return await saveList(args, { ...command, id }, false, refuse);
    case 'add':
      return await add(args, id, command.email, refuse);
    case 'remove-from-list':
      return await remove(args, id, command.contactId);
    case 'delete':
      return await deleteList(args, id, refuse);
    default:
      return unreachable(command);
  }
}

/** Saves a list, a new one or a kept one, and leads to its page. */
export async function saveList({ request, context }: Args, list: TypedList, isNew: boolean, refuse: Refuse) {
  const { viewer, saved } = await context.database.write((handle) => ({ saved: saveContactList(handle, list, isNew) }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, pageOf(list.id), 'The list is saved.');
    case 'TAKEN':
      return refuse({ name: 'Enter another name: a list has this one already.' }, 409);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function add({ request, context }: Args, id: string, email: string, refuse: Refuse) {
  const { viewer, added } = await context.database.write((handle) => ({ added: addToList(handle, id, { email }) }));
  requireViewer(viewer, request);
  const outcome = added[0]?.outcome;
  switch (outcome) {
    case 'ADDED':
      return redirectWithToast(context, pageOf(id), 'They are on the list.');
    case 'LEFT':
      return refuse(
        { email: 'Enter another address: they left this list themselves, so only they can come back.' },
        409,
      );
    case 'NO_CONTACT':
      return refuse({ email: 'Enter the address of a contact: none has this one. Add them as a contact first.' }, 409);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function remove({ request, context }: Args, id: string, contactId: string) {
  const { viewer, removed } = await context.database.write((handle) => ({
    removed: removeFromList(handle, id, contactId),
  }));
  requireViewer(viewer, request);
  if (removed[0]?.outcome !== 'REMOVED') throw notFound();
  return redirectWithToast(context, pageOf(id), 'They are off the list.');
}

async function deleteList({ request, context }: Args, id: string, refuse: Refuse) {
  const { viewer, deleted } = await context.database.write((handle) => ({ deleted: deleteContactList(handle, id) }));
  requireViewer(viewer, request);
  const outcome = deleted[0]?.outcome;
  switch (outcome) {
    case 'DELETED':
      return redirectWithToast(context, listsPath, 'The list is deleted. Its contacts are still there.');
    case 'IN_USE':
      return refuse('Nothing was deleted: a sign-up form or a running import puts people on this list.', 409);
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
