import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { hashSentDeliveryToken } from '~/modules/campaigns/tokens/tokens.server.ts';
import { secretAddressHeaders } from '~/modules/campaigns/tracking/answers.server.ts';
import { maskAddress, readChoice } from '~/modules/campaigns/unsubscribes/choice.ts';
import { leaveListByToken, unsubscribeByToken } from '~/modules/campaigns/unsubscribes/commands.server.ts';
import { Preferences, type ShownPreferences } from '~/modules/campaigns/unsubscribes/page.tsx';
import { findUnsubscribePage, listsSchema } from '~/modules/campaigns/unsubscribes/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { incompletePage } from '~/services/form-values.ts';
import { giveBack, readForm } from '~/services/forms.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  readsNoCookies: true,
  ignoresFormOrganization: true,
  ifInDoubt: 'Press “Unsubscribe” again: it is never done twice.',
} satisfies RouteHandle;
export const meta = pageTitle('Email preferences');

/** Shows whoever has a message how to get no more. Looking changes nothing, because mail programs open links by themselves. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { found } = await context.database.read((handle) => ({
    found: findUnsubscribePage(handle, hashSentDeliveryToken(params.token)),
  }));
  const [page] = found;
  const preferences: ShownPreferences = {
    organization: page?.organization ?? null,
    email: page?.email ? maskAddress(page.email) : null,
    isUnsubscribed: page?.isUnsubscribed ?? false,
    lists: listsSchema.parse(page?.lists ?? []),
  };
  return data(preferences, { headers: secretAddressHeaders });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

/** Takes the page's buttons, and what mail programs send by themselves (RFC 8058): never a redirect, and the second time as the first. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (!(form instanceof FormData)) return form.answer;
  const choice = readChoice(form);
  if (!choice) return giveBack(form, incompletePage, 400);
  const tokenHash = hashSentDeliveryToken(params.token);
  if (choice.what === 'ALL')
    await context.database.write((handle) => ({ done: unsubscribeByToken(handle, tokenHash) }));
  if (choice.what === 'LIST')
    await context.database.write((handle) => ({ done: leaveListByToken(handle, tokenHash, choice.listId) }));
  return { done: choice.what };
}

export default function UnsubscribePage() {
  const preferences = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      {answer && 'error' in answer && <ErrorSummary errors={answer.error} title="Nothing was changed" />}
      <Preferences preferences={preferences} done={answer && 'done' in answer ? answer.done : undefined} />
    </>
  );
}
