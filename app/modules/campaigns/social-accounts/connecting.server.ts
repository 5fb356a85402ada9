import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { giveBack, parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { createWebhookSecret } from '~/services/outgoing/signature.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { tryBluesky } from '../publishing/bluesky.server.ts';
import { tryMastodon } from '../publishing/mastodon.server.ts';
import { beginAccountTest, connectAccount, type NewAccount } from './commands.server.ts';
import { credentialsOwner } from './credentials.server.ts';
import { connectSchema, type TypedAccount, writeServer } from './schema.ts';

type Args = Pick<ActionFunctionArgs, 'request' | 'context'>;

/** What a try of typed credentials found: the account to connect with its secret, or a message by field. */
type Tried = { account: NewAccount; secret: string } | { refused: Record<string, string> };

const tooOften = 'Twenty tests were made within an hour, which is the limit. Try again later.';

/**
 * Tries an account with what was typed, and connects it unless only a try was asked for.
 * @param form  the form as it was sent
 * @returns a redirect, a refusal, what the try found; or the secret of a new webhook, which nobody is shown again
 */
export async function answerConnect({ request, context }: Args, form: FormData) {
  const parsed = await parseForm(form, connectSchema);
  if (!parsed.ok) return parsed.answer;
  const { value: typed, refuse, refuseForNow } = parsed;
  const { viewer, begun } = await context.database.write((handle) => ({ begun: beginAccountTest(handle, null) }));
  requireViewer(viewer, request);
  const allowed = begun[0]?.outcome;
  if (allowed === 'TOO_OFTEN') return refuseForNow(tooOften, 3600);
  if (allowed !== 'ALLOWED') throw notFound();
  const tried = await tryTyped(context, typed);
  if ('refused' in tried) return giveBack(form, tried.refused, 422);
  const { account, secret } = tried;
  if (typed.intent === 'try') {
    const { id, kind, name, server } = typed;
    const initialValue = { id, kind, name, server: server ?? '', ...('handle' in typed && { handle: typed.handle }) };
    return { tried: describeTry(account), initialValue };
  }
  const sealed = await context.tenantSecrets.seal(secret, credentialsOwner(account.id));
  const { connected } = await context.database.write((handle) => ({
    connected: connectAccount(handle, account, sealed),
  }));
  const { outcome, isNew = false } = connected[0] ?? {};
  switch (outcome) {
    case 'CONNECTED':
      if (isNew && account.kind === 'WEBHOOK') return { connected: { name: account.name, secret } };
      return redirectWithToast(context, '/campaigns/accounts', `${account.name} is connected.`);
    case 'NAME_TAKEN':
      return refuse({ name: 'Another account has this name. Choose a different one.' }, 422);
    case 'TOO_MANY':
      return refuse('These are 50 accounts, which is the limit. Disconnect one first.', 409);
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

async function tryTyped(context: Args['context'], typed: TypedAccount): Promise<Tried> {
  const { url, problem } = await context.outgoing.check(writeServer(typed.kind, typed.server));
  if (!url) return { refused: { server: problem } };
  const { id, kind, name } = typed;
  if (kind === 'WEBHOOK') {
    const account = { id, kind, name, platform: typed.platform ?? null, server: url.href };
    return { account: { ...account, handle: null, maxCharacters: null }, secret: createWebhookSecret() };
  }
  const handle = kind === 'BLUESKY' ? typed.handle : null;
  const credentials = { server: url.origin, handle, secret: typed.password };
  const found = await (kind === 'BLUESKY' ? tryBluesky(context, credentials) : tryMastodon(context, credentials));
  if ('problem' in found) return { refused: { password: found.problem } };
  return {
    account: {
      id,
      kind,
      platform: kind,
      name,
      server: url.origin,
      // Bluesky is signed in to by the handle that was typed.
      handle: handle ?? found.handle.slice(0, 300),
      maxCharacters: found.maxCharacters,
    },
    secret: typed.password,
  };
}

function describeTry({ kind, handle, maxCharacters }: NewAccount): string {
  if (kind === 'WEBHOOK')
    return 'The address can be reached. It gets its first message when you test the connected webhook.';
  const limit = maxCharacters === null ? '' : ` Its server takes ${maxCharacters.toLocaleString('en-US')} characters.`;
  return `It works: the account is ${handle}.${limit}`;
}
