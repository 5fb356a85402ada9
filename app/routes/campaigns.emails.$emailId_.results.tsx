import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BarChart } from '~/components/charts/bars.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { AbTestSection } from '~/modules/campaigns/ab-tests/section.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import { answerResultsCommand } from '~/modules/campaigns/results/control.server.ts';
import { ResultFigures } from '~/modules/campaigns/results/figures.tsx';
import { drawHours, shownHours } from '~/modules/campaigns/results/hours.ts';
import { LedgerCheck } from '~/modules/campaigns/results/ledger-check.tsx';
import { ClickedLinks } from '~/modules/campaigns/results/links.tsx';
import { loadResults } from '~/modules/campaigns/results/page.server.ts';
import { Recipients, UnknownOutcomes } from '~/modules/campaigns/results/recipients.tsx';
import { SendingState } from '~/modules/campaigns/results/state.tsx';
import { Why } from '~/modules/campaigns/results/why.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle('Results', data.email.name) : writeTitle('Email not found'),
];

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.emailId);
  const search = new URL(args.request.url).searchParams;
  const [visitor, results] = await Promise.all([
    requireModule(args, campaigns),
    loadResults(args.context.database, id, search),
  ]);
  if (!results) throw notFound();
  const { mayWrite, role, user } = visitor;
  return {
    ...results,
    mayControl: mayWrite && (isManager(role) || results.email.createdBy === user.id),
    mayExport: mayWrite && isManager(role),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.emailId);
  await requireModule(args, campaigns);
  return answerResultsCommand(args, id);
}

export default function ResultsPage() {
  const { email, links, hours, variants, recipients, why, broken, mayControl, mayExport } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const editor = `/campaigns/emails/${email.id}`;
  const address = `${editor}/results`;
  const isTracked = email.isTracked && email.startedAt !== null;
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/campaigns', label: 'Campaigns' },
          { href: `/campaigns/${email.campaignSlug}`, label: email.campaign },
          { href: editor, label: email.name },
        ]}
        current="Results"
      />
      <PageHeader
        title={`Results of ${email.name}`}
        description={email.subject}
        actions={<LinkButton href={editor}>Open the email</LinkButton>}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      <SendingState email={email} mayControl={mayControl} />
      <ResultFigures email={email} />
      <UnknownOutcomes address={address} count={email.totalUnknown} mayExport={mayExport} />
      <Why address={address} {...why} />
      <AbTestSection email={email} variants={variants} mayChoose={mayControl} />
      {isTracked && <ClickedLinks links={links} delivered={email.totalDelivered} />}
      {isTracked && email.hasGrowth && (
        <Card>
          <BarChart {...drawHours(hours, shownHours)} />
        </Card>
      )}
      <Recipients
        address={address}
        {...recipients}
        mayExport={mayExport}
        isAbTest={email.isAbTest}
        showsLinks={isTracked && email.hasGrowth}
      />
      <LedgerCheck address={address} broken={broken} />
    </>
  );
}
