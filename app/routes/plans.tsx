import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { confirmFirst } from '~/modules/accounts/email-confirmation/words.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { listManagers } from '~/modules/accounts/people/queries.server.ts';
import { isManager, managerRoles, nameManagers } from '~/modules/accounts/people/roles.ts';
import { askForUpgrade, withdrawUpgrade } from '~/modules/accounts/upgrades/commands.server.ts';
import { findLatestUpgrade } from '~/modules/accounts/upgrades/queries.server.ts';
import { upgradeSchema } from '~/modules/accounts/upgrades/schema.ts';
import {
  AskForUpgrade,
  AskSomebodyElse,
  SignUpFirst,
  UpgradeDecision,
  UpgradeSection,
  WaitingUpgrade,
} from '~/modules/accounts/upgrades/section.tsx';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { countByRequiredTier } from '~/modules/marketplace/catalog/tier-queries.server.ts';
import { planLabels, reachesTier } from '~/modules/marketplace/labels.ts';
import { listPlans, suggestPlan } from '~/modules/marketplace/plans/plans.ts';
import { listPlanLimits, listRequiredPlans } from '~/modules/marketplace/plans/queries.server.ts';
import { describeAdded, PlanTable } from '~/modules/marketplace/plans/table.tsx';
import { unlockedModules } from '~/modules/registry.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { describePage } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

// Which plan is asked about changes nothing for guests.
export const handle = {
  hydrate: false,
  publicAddress: () => '/plans',
  formsFrom: managerRoles,
} satisfies RouteHandle;

export const headers = passOnRetryAfter;

const moduleTools = unlockedModules.map(({ unlockedBy }) => unlockedBy.tool);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, counts, limits, modules, upgrades, managers } = await context.database.read((handle) => ({
    counts: countByRequiredTier(handle),
    limits: listPlanLimits(handle),
    modules: listRequiredPlans(handle, moduleTools),
    upgrades: findLatestUpgrade(handle),
    managers: listManagers(handle),
  }));
  const own = viewer?.organization?.tier ?? null;
  const asked = new URL(request.url).searchParams.get('ask');
  return {
    origin: context.environment.PUBLIC_URL,
    plans: listPlans(counts, limits),
    modules,
    own,
    isSignedIn: viewer !== null,
    isManager: isManager(viewer?.role ?? null),
    managers: managers.map(({ name }) => name),
    upgrade: upgrades[0],
    suggested: own && suggestPlan(own, counts, asked),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Plans',
        description: 'What an organization may buy on each plan, side by side, and how to get a higher one.',
        origin: data.origin,
        path: '/plans',
      })
    : [];

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, upgradeSchema);
  if (!form.ok) return form.answer;
  const { value, refuse } = form;
  const { viewer, done } = await context.database.write((handle) => ({
    done: value.intent === 'ask' ? askForUpgrade(handle, value) : withdrawUpgrade(handle, value.upgrade),
  }));
  requireRole(requireViewer(viewer, request), managerRoles);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'ASKED':
      deliverMailSoon(context);
      return redirectWithToast(context, '/plans#ask', 'Your request is sent. Somebody at Lotline answers by email.');
    case 'WITHDRAWN':
      return redirectWithToast(context, '/plans#ask', 'Your request is taken back.');
    case 'NOT_CONFIRMED':
      return refuse(confirmFirst, 403);
    case 'NO_REASON':
      return refuse({ reason: 'Say what your organization needs it for.' });
    case 'NOT_HIGHER':
      return refuse('Nothing was sent: your organization has this plan already, or a higher one.', 409);
    case 'WAITING':
      return refuse('Nothing was sent: your organization has asked already, and waits for an answer.', 409);
    case 'TOO_OFTEN':
      return form.refuseForNow(
        'Nothing was sent: your organization asked five times within an hour. Wait an hour.',
        60 * 60,
      );
    case 'DECIDED':
      return refuse('Nothing was changed now: this request was decided or taken back before.', 409);
    case 'NOT_ALLOWED':
    case 'NO_REQUEST':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function Plans() {
  const { plans, modules, own, upgrade, isManager: mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isWaiting = upgrade?.status === 'PENDING';
  return (
    <div className="page flex flex-col gap-8 py-6 sm:py-10">
      <PageHeader
        title="Plans"
        description={
          own === null
            ? 'The plan of an organization decides which tools and bundles it may buy. A plan costs nothing itself: you pay for what you buy.'
            : `Your organization is on the ${planLabels[own]} plan. It decides which tools and bundles you may buy; you pay for what you buy.`
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <PlanTable plans={plans} modules={modules} own={own} mayAsk={mayManage && !isWaiting} />
      <UpgradeSection>
        <Upgrading />
      </UpgradeSection>
    </div>
  );
}

// What the viewer can do about the plan of their organization.
function Upgrading() {
  const { plans, own, upgrade, suggested, managers, isSignedIn, isManager: mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (!isSignedIn) return <SignUpFirst />;
  if (own === null) {
    return <p className="text-muted">Plans belong to organizations, and you work for none now.</p>;
  }
  if (!mayManage) return <AskSomebodyElse people={nameManagers(managers, 'disjunction')} />;
  if (upgrade?.status === 'PENDING') return <WaitingUpgrade upgrade={upgrade} />;
  const higher = plans.filter(({ tier }) => !reachesTier(own, tier));
  const typed = answer ? readTypedTexts(answer) : {};
  return (
    <>
      <UpgradeDecision upgrade={upgrade} own={own} />
      {higher.length === 0 ? (
        <p className="text-muted">There is no higher plan: yours lets you buy everything that is sold.</p>
      ) : (
        <AskForUpgrade
          plans={higher.map(({ tier, added }) => ({ tier, added: describeAdded(added) }))}
          chosen={typed.tier ?? suggested}
          reason={typed.reason}
          errors={answer?.error}
        />
      )}
    </>
  );
}
