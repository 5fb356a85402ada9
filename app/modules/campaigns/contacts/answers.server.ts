import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import type { Row } from '#db/call-function.server.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import type { RefusedForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { suppressAddressOf } from '../suppressions/commands.server.ts';
import {
  addToList,
  eraseContact,
  recordConsent,
  removeFromList,
  saveContact,
  withdrawConsent,
} from './commands.server.ts';
import { changedMeanwhile } from './entry.ts';
import { contactsPath } from './filters.ts';
import { findContact } from './queries.server.ts';
import type { ContactCommand } from './schema.ts';

type Args = Pick<LoaderFunctionArgs, 'request' | 'context'>;
type Refuse = (problem: string | Record<string, string>, status?: number) => RefusedForm['answer'];

/**
 * Does what a form of a contact's page asks for, and answers it.
 * @throws a 404 where there is no such contact for the viewer, or they may not do it
 */
export async function answerContactForm(args: Args, id: string, command: ContactCommand, refuse: Refuse) {
  switch (command.intent) {
    case 'save':
      return await save(args, id, command, refuse);
    case 'record-consent':
    case 'withdraw-consent':
      return await keepConsent(args, id, command, refuse);
    case 'suppress':
      return await suppress(args, id, command);
    case 'add-to-list':
      return await putOnList(args, id, command.listId, refuse);
    case 'remove-from-list':
      return await takeOffList(args, id, command.listId);
    case 'erase':
      return await erase(args, id, refuse);
    default:
      return unreachable(command);
  }
}

const pageOf = (id: string) => `${contactsPath}/${id}`;
type Of<Intent extends ContactCommand['intent']> = Extract<ContactCommand, { intent: Intent }>;

async function save({ request, context }: Args, id: string, command: Of<'save'>, refuse: Refuse) {
  // The address says which contact it is, whatever a changed form says.
  if (command.id !== id || command.version === null) throw notFound();
  const { viewer, saved } = await context.database.write((handle) => ({ saved: saveContact(handle, command) }));
  requireViewer(viewer, request);
  return answerSaved(context, saved[0], refuse, 'The contact is saved.');
}

/** Answers the form of a contact, new or kept. */
export function answerSaved(
  context: Args['context'],
  saved: Row<'save_contact'> | undefined,
  refuse: Refuse,
  message: string,
) {
  const outcome = saved?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirectWithToast(context, pageOf(saved?.contactId ?? ''), message);
    case 'CHANGED':
      return refuse(changedMeanwhile, 409);
    case 'TAKEN':
      return refuse({ email: 'Enter another address: a contact has this one already.' }, 409);
    case 'LIMIT':
      return refuse('Nothing was saved: your plan has no room for more contacts.', 409);
    case 'NO_ZONE':
      return refuse({ timeZone: 'Enter a time zone like America/Chicago, or leave it empty.' });
    case 'EXPIRED':
      return refuse({ consentSince: expired });
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

const expired = 'Nothing was saved: counted from that day, the consent has ended already.';

async function keepConsent(
  { request, context }: Args,
  id: string,
  command: Of<'record-consent'> | Of<'withdraw-consent'>,
  refuse: Refuse,
) {
  const { viewer, recorded } = await context.database.write((handle) => ({
    recorded:
      command.intent === 'withdraw-consent'
        ? withdrawConsent(handle, id, command.withdrawalId, command.withdrawalSource)
        : recordConsent(handle, id, {
            id: command.consentId,
            source: command.consentSource,
            wording: command.consentWording,
            since: command.consentSince,
            months: command.consentMonths,
          }),
  }));
  requireViewer(viewer, request);
  const outcome = recorded[0]?.outcome;
  switch (outcome) {
    case 'RECORDED':
      return redirectWithToast(
        context,
        pageOf(id),
        command.intent === 'record-consent' ? 'The consent is recorded.' : 'The consent is withdrawn.',
      );
    case 'EXPIRED':
      return refuse({ consentSince: expired });
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function suppress({ request, context }: Args, id: string, command: Of<'suppress'>) {
  const { viewer, found, added } = await context.database.write((handle) => ({
    found: findContact(handle, id),
    added: suppressAddressOf(handle, command.suppressionId, id, command.suppressionNote),
  }));
  requireViewer(viewer, request);
  const outcome = added[0]?.outcome;
  if (!found[0] || outcome === 'NOT_ALLOWED' || outcome === undefined) throw notFound();
  const message = outcome === 'ADDED' ? 'The address is suppressed.' : 'The address was suppressed before.';
  return redirectWithToast(context, pageOf(id), message);
}

async function putOnList({ request, context }: Args, id: string, listId: string, refuse: Refuse) {
  const { viewer, added } = await context.database.write((handle) => ({ added: addToList(handle, listId, { id }) }));
  requireViewer(viewer, request);
  const outcome = added[0]?.outcome;
  switch (outcome) {
    case 'ADDED':
      return redirectWithToast(context, pageOf(id), 'They are on the list.');
    case 'LEFT':
      return refuse({ listId: 'Choose another list: they left this one themselves, so only they can come back.' }, 409);
    case 'NO_CONTACT':
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function takeOffList({ request, context }: Args, id: string, listId: string) {
  const { viewer, removed } = await context.database.write((handle) => ({
    removed: removeFromList(handle, listId, id),
  }));
  requireViewer(viewer, request);
  if (removed[0]?.outcome !== 'REMOVED') throw notFound();
  return redirectWithToast(context, pageOf(id), 'They are off the list.');
}

async function erase({ request, context }: Args, id: string, refuse: Refuse) {
  const { viewer, erased } = await context.database.write((handle) => ({ erased: eraseContact(handle, id) }));
  requireViewer(viewer, request);
  const outcome = erased[0]?.outcome;
  switch (outcome) {
    case 'ERASED':
      return redirectWithToast(
        context,
        contactsPath,
        'The contact is erased. Where their address is suppressed, it stays so.',
      );
    case 'NOT_ALLOWED':
      return refuse('Nothing was erased: an owner or admin erases contacts.', 403);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}
