import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import type { SystemContext } from '~/load-context.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { tryBluesky } from '../publishing/bluesky.server.ts';
import { tryMastodon } from '../publishing/mastodon.server.ts';
import { tryWebhook } from '../publishing/webhook.server.ts';
import { beginAccountTest, disconnectAccount, noteAccountCheck } from './commands.server.ts';
import { type OpenedAccount, openAccounts } from './credentials.server.ts';
import { accountCommandSchema } from './schema.ts';

const page = '/campaigns/accounts';

/**
 * Tests or disconnects a connected account.
 * @param form  the form as it was sent
 */
export async function answerAccountCommand(
  { request, context }: Pick<ActionFunctionArgs, 'request' | 'context'>,
  form: FormData,
) {
  const parsed = await parseForm(form, accountCommandSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: command, refuse, refuseForNow } = parsed;
  if (command.intent === 'disconnect') {
    const { viewer, done } = await context.database.write((handle) => ({
      done: disconnectAccount(handle, command.id),
    }));
    requireViewer(viewer, request);
    const outcome = done[0]?.outcome;
    switch (outcome) {
      case 'DISCONNECTED':
        return redirectWithToast(context, page, 'The account is disconnected. Its posts are published by hand now.');
      case 'BUSY':
        return refuse('A post is on its way with this account. Try again in a few minutes.', 409);
      case 'NOT_ALLOWED':
      case 'NOT_FOUND':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  }
  const { viewer, begun } = await context.database.write((handle) => ({ begun: beginAccountTest(handle, command.id) }));
  requireViewer(viewer, request);
  const outcome = begun[0]?.outcome;
  switch (outcome) {
    case 'ALLOWED': {
      const problem = await testAccount(context.asNobody(), command.id);
      return redirectWithToast(
        context,
        page,
        problem === null
          ? 'The account works.'
          : { kind: 'notice', message: `It does not work: ${problem.slice(0, 400)}` },
      );
    }
    case 'TOO_OFTEN':
      return refuseForNow('Twenty tests were made within an hour, which is the limit. Try again later.', 3600);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/**
 * Asks the server of a connected account whether it still works, and for the longest post it takes, and notes what it says.
 * @param context  of nobody: credentials are handed to no one who is signed in
 * @returns a sentence where it does not work
 */
async function testAccount(context: SystemContext, id: string): Promise<string | null> {
  const account = (await openAccounts(context, [id])).get(id);
  const found = await askServer(context, account);
  await context.database.write((handle) => ({ noted: noteAccountCheck(handle, id, found) }));
  return found.problem;
}

async function askServer(
  context: SystemContext,
  account: OpenedAccount | undefined,
): Promise<{ problem: string | null; maxCharacters: number | null }> {
  if (!account?.credentials) {
    return { problem: 'Its credentials cannot be read. Connect it again.', maxCharacters: null };
  }
  const { kind, credentials } = account;
  if (kind === 'WEBHOOK') return { ...(await tryWebhook(context.outgoing, credentials)), maxCharacters: null };
  const found = await (kind === 'BLUESKY' ? tryBluesky(context, credentials) : tryMastodon(context, credentials));
  if ('problem' in found) return { problem: found.problem, maxCharacters: null };
  return { problem: null, maxCharacters: found.maxCharacters };
}
