import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { decideEvent, markEventsRead } from '~/modules/reid/alerts/commands.server.ts';
import { deliverAlertsSoon } from '~/modules/reid/alerts/due-alerts.server.ts';
import { EventList, MarkAsRead } from '~/modules/reid/alerts/event-list.tsx';
import { readPlace, writePlace } from '~/modules/reid/alerts/place.ts';
import { eventsPerPage, listEvents } from '~/modules/reid/alerts/queries.server.ts';
import { eventCommandSchema } from '~/modules/reid/alerts/schema.ts';
import { reid } from '~/modules/reid/module.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, toPath } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Events', reid.unlockedBy.title);

const address = '/reid/alerts/events';

export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams;
  const before = readPlace(search.get('before'));
  const alertId = z.guid().safeParse(search.get('alert')).data ?? null;
  const [visitor, { listed }] = await Promise.all([
    requireModule(args, reid),
    args.context.database.read((handle) => ({ listed: listEvents(handle, { before, alertId }) })),
  ]);
  const { rows, last } = cutPage(listed, eventsPerPage);
  return {
    rows,
    alertId,
    isFirst: before === null,
    next: last ? writePlace(last) : null,
    userId: visitor.user.id,
    role: visitor.role,
    mayWrite: visitor.mayWrite,
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, eventCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const page = toPath(new URL(request.url));
  if (command.intent === 'read') {
    const { viewer, marked } = await context.database.write((handle) => ({
      marked: markEventsRead(handle, command.ids),
    }));
    requireViewer(viewer, request);
    if ((marked[0]?.value ?? null) === null) throw notFound();
    return redirectWithToast(context, page, 'They are marked as read.');
  }
  const { viewer, decided } = await context.database.write((handle) => ({
    decided: decideEvent(handle, command.id, command.intent === 'approve'),
  }));
  requireViewer(viewer, request);
  const outcome = decided[0]?.outcome;
  switch (outcome) {
    case 'APPROVED':
      deliverAlertsSoon(context);
      return redirectWithToast(context, page, 'It is approved and on its way.');
    case 'DISMISSED':
      return redirectWithToast(context, page, 'It is dismissed: nobody is told.');
    case 'DECIDED':
      return form.refuse('Nothing was changed now: somebody decided about this event before.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function AlertEventsPage() {
  const { rows, alertId, isFirst, next, userId, role, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const start = writeAddress(address, { alert: alertId });
  return (
    <>
      <Breadcrumbs links={[{ href: '/reid/alerts', label: 'Alerts' }]} current="Events" />
      <PageHeader
        title="Events"
        description="What your alerts found: one event for each alert, area and period, whatever is restated later."
        actions={mayWrite && <MarkAsRead rows={rows} />}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {rows.length === 0 ? (
        <EmptyState
          icon="bell-ring"
          title={isFirst ? 'Nothing happened yet' : 'Nothing further on'}
          actions={!isFirst && <LinkButton href={start}>Back to the start</LinkButton>}
        >
          {isFirst && 'What alerts find appears here, after each import.'}
        </EmptyState>
      ) : (
        <EventList
          rows={rows}
          mayDecide={(owner) => mayWrite && (isManager(role) || (owner !== null && owner === userId))}
        />
      )}
      <Steps
        label="Pages of events"
        back={!isFirst && { href: start, label: 'Back to the start' }}
        next={next !== null && { href: writeAddress(address, { alert: alertId, before: next }), label: 'Next' }}
      />
    </>
  );
}
