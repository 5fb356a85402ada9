import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { resumeAlerts, switchAlert } from '~/modules/reid/alerts/commands.server.ts';
import { AlertLimit } from '~/modules/reid/alerts/limit.tsx';
import { AlertList, AlertPlaces } from '~/modules/reid/alerts/list.tsx';
import { readPlace, writePlace } from '~/modules/reid/alerts/place.ts';
import { alertsPerPage, countAlerts, listAlerts } from '~/modules/reid/alerts/queries.server.ts';
import { listCommandSchema } from '~/modules/reid/alerts/schema.ts';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Alerts', reid.unlockedBy.title);

const address = '/reid/alerts';

export async function loader(args: LoaderFunctionArgs) {
  const before = readPlace(new URL(args.request.url).searchParams.get('before'));
  const [visitor, { listed, counted }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ listed: listAlerts(handle, before), counted: countAlerts(handle) })),
  ]);
  const [counts] = counted;
  if (!counts) throw notFound();
  const { rows, last } = cutPage(listed, alertsPerPage);
  return {
    rows,
    counts,
    isFirst: before === null,
    next: last ? writePlace(last) : null,
    userId: visitor.user.id,
    role: visitor.role,
    mayWrite: visitor.mayWrite,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, listCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (command.intent === 'resume') {
    const { viewer, done } = await context.database.write((handle) => ({ done: resumeAlerts(handle) }));
    requireViewer(viewer, request);
    const count = done[0]?.resumed ?? 0;
    if (done[0]?.outcome === 'LIMIT') return form.refuse(full, 409);
    if (count === 0) throw notFound();
    return redirectWithToast(context, address, `${countWords(count, 'alert')} ${count === 1 ? 'is' : 'are'} on again.`);
  }
  const { viewer, done } = await context.database.write((handle) => ({
    done: switchAlert(handle, command.id, command.intent === 'turn-on'),
  }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'ON':
      return redirectWithToast(context, address, 'The alert is on.');
    case 'OFF':
      return redirectWithToast(context, address, 'The alert is off.');
    case 'LIMIT':
      return form.refuse(full, 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

const full = 'It stays off: your plan allows no more active alerts. Turn another one off first.';

export default function AlertsPage() {
  const { rows, counts, isFirst, next, userId, role, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader
        title="Alerts"
        description="Each watches figures of its areas after every import, and tells you once about each period."
        actions={<AlertPlaces mayWrite={mayWrite} />}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <AlertLimit {...counts} mayWrite={mayWrite} />
      {rows.length === 0 ? (
        <EmptyState
          icon="bell-ring"
          title={isFirst ? 'No alert yet' : 'Nothing further on'}
          actions={!isFirst && <LinkButton href={address}>Back to the start</LinkButton>}
        >
          {isFirst && 'Create one to be told when prices fall, listings rise or a market turns.'}
        </EmptyState>
      ) : (
        <AlertList
          rows={rows}
          mayChange={(owner) => mayWrite && (isManager(role) || (owner !== null && owner === userId))}
        />
      )}
      <Steps
        label="Pages of alerts"
        back={!isFirst && { href: address, label: 'Back to the start' }}
        next={next !== null && { href: writeAddress(address, { before: next }), label: 'Next' }}
      />
    </>
  );
}
