import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization } from '~/modules/accounts/platform/words.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { UpgradeCard } from '~/modules/accounts/upgrades/card.tsx';
import { decideUpgrade } from '~/modules/accounts/upgrades/commands.server.ts';
import { listUpgrades, upgradesAtOnce } from '~/modules/accounts/upgrades/queries.server.ts';
import { upgradeDecisionSchema } from '~/modules/accounts/upgrades/schema.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'support' } satisfies RouteHandle;
export const meta = pageTitle('Upgrades', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, upgrades } = await context.database.read((handle) => ({ upgrades: listUpgrades(handle) }));
  requireReader(viewer, request, 'support');
  return { upgrades, isCut: upgrades.length === upgradesAtOnce };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, upgradeDecisionSchema);
  if (!form.ok) return form.answer;
  const { upgrade, intent, note } = form.value;
  const { decided } = await writeInArea(context, request, 'support', (handle) => ({
    decided: decideUpgrade(handle, upgrade, intent === 'grant', note),
  }));
  const succeed = (message: string) => {
    deliverMailSoon(context);
    return redirectWithToast(context, '/admin/upgrades', message);
  };
  const outcome = decided[0]?.outcome;
  switch (outcome) {
    case 'GRANTED':
      return succeed('The plan is granted. It counts from their next page on.');
    case 'DECLINED':
      return succeed('The upgrade is declined.');
    case 'PROVE':
      return redirectToProof(request);
    case 'NO_NOTE':
      return form.refuse({ note: 'To decline, say why, so that they know what to do instead.' });
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'DECIDED':
      return form.refuse('Nothing was done now: this was decided, or taken back, since you opened this page.', 409);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function UpgradesPage() {
  const { upgrades, isCut } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayDecide = useMayWrite('support');
  const typed = answer ? readTypedTexts(answer) : {};
  const parts = [
    { title: 'Waiting', shown: upgrades.filter(({ status }) => status === 'PENDING') },
    { title: 'Decided', shown: upgrades.filter(({ status }) => status !== 'PENDING') },
  ].filter(({ shown }) => shown.length > 0);
  return (
    <AdminLayout>
      <PageHeader
        title="Upgrades"
        description="Organizations that ask for a higher plan. A plan decides what they may buy, and costs nothing itself. They get an email about your answer."
      />
      <ErrorSummary
        title="Nothing was changed"
        errors={answer?.error}
        ids={typed.upgrade ? { note: `note-${typed.upgrade}` } : {}}
      />
      {parts.length === 0 && (
        <EmptyState icon="medal" title="Nobody has asked">
          What organizations ask for on the page of plans appears here.
        </EmptyState>
      )}
      {parts.map(({ title, shown }) => (
        <section key={title} className="flex flex-col gap-4">
          <h2>{title}</h2>
          <ul className="flex flex-col gap-4">
            {shown.map((upgrade) => (
              <li key={upgrade.id}>
                <UpgradeCard
                  upgrade={upgrade}
                  mayDecide={mayDecide}
                  typed={typed.upgrade === upgrade.id ? typed.note : undefined}
                  error={typed.upgrade === upgrade.id ? answer?.error?.note : undefined}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {isCut && <p className="text-muted">{`These are the ${upgrades.length} newest.`}</p>}
    </AdminLayout>
  );
}
