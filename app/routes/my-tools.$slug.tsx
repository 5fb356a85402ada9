import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { listManagers } from '~/modules/accounts/people/queries.server.ts';
import { isManager, managerRoles, organizationRoles } from '~/modules/accounts/people/roles.ts';
import { runOwnedToolCommand } from '~/modules/marketplace/purchases/commands.server.ts';
import { ConnectionSection, ConnectionState } from '~/modules/marketplace/purchases/connection-section.tsx';
import { DailyOpens } from '~/modules/marketplace/purchases/daily-opens.tsx';
import { isModule, OpenTool } from '~/modules/marketplace/purchases/open-tool.tsx';
import {
  findToolInUse,
  findUsage,
  listDailyOpens,
  listSeats,
} from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { listWaysOfOwning } from '~/modules/marketplace/purchases/queries.server.ts';
import { ownedToolCommandSchema } from '~/modules/marketplace/purchases/schema.ts';
import { ToolSeats } from '~/modules/marketplace/purchases/seats.tsx';
import { PurchaseTag } from '~/modules/marketplace/purchases/status-tag.tsx';
import { ToolStanding } from '~/modules/marketplace/purchases/tool-standing.tsx';
import { ToolUsage } from '~/modules/marketplace/purchases/usage.tsx';
import { WayOfOwningCard } from '~/modules/marketplace/purchases/ways-of-owning.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  formsFrom: {
    open: ['OWNER', 'ADMIN', 'MEMBER'],
    'assign-seat': managerRoles,
    'revoke-seat': managerRoles,
    'set-renewal': managerRoles,
    'set-connection': managerRoles,
    'set-cap': ['OWNER'],
    cancel: managerRoles,
  },
} satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.tool.name, 'My tools') : writeTitle('Tool not found'),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const slug = params.slug ?? '';
  const { viewer, found, ways, people, usage, period, managers } = await context.database.read((handle) => ({
    found: findToolInUse(handle, slug),
    ways: listWaysOfOwning(handle, slug),
    people: listSeats(handle, slug),
    usage: listDailyOpens(handle, slug),
    period: findUsage(handle, slug),
    managers: listManagers(handle),
  }));
  const { user, role } = requireRole(requireViewer(viewer, request), organizationRoles);
  const [tool] = found;
  if (!tool || ways.length === 0) throw notFound();
  // The opening that took the last unit below the cap leads on as well.
  const isOutside = (tool.access === 'ALLOWED' || tool.access === 'CAPPED') && tool.address?.startsWith('https://');
  const outside = isOutside && new URL(request.url).searchParams.has('opened') ? tool.address : null;
  return data(
    {
      tool,
      ways,
      people,
      usage,
      period: period[0],
      openKey: crypto.randomUUID(),
      mayCap: role === 'OWNER',
      managers: managers.map(({ name }) => name),
      viewerId: user.id,
      canManage: isManager(role),
      outside,
    },
    // The page leads on by itself. The security policy keeps forms on this site, so a redirect of the form would fail.
    outside ? { headers: { Refresh: `0; url=${new URL(outside).href}` } } : undefined,
  );
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const slug = params.slug ?? '';
  const sent = await readForm(request);
  if (!(sent instanceof FormData)) return sent.answer;
  const form = await parseForm(sent, ownedToolCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  // An empty field means no cap of its own; a form that was cut off before the field says nothing about it.
  if (command.intent === 'set-cap' && !sent.has('cap')) {
    return form.refuse({ cap: 'Enter an amount, or nothing for what the invoice limit leaves.' });
  }
  const { viewer, done } = await context.database.write((handle) => ({
    done: runOwnedToolCommand(handle, slug, command),
  }));
  requireViewer(viewer, request);
  const page = `/my-tools/${slug}`;
  const saved = (message: string, place = '') => redirectWithToast(context, `${page}${place}`, message);
  const address = done[0] && 'address' in done[0] ? done[0].address : null;
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'OPENED':
      return redirect(address?.startsWith('/') ? address : `${page}?opened`);
    case 'ASSIGNED':
      return saved('The seat is assigned.', '#seats');
    case 'HAS_SEAT':
      return saved('This person has a seat already.', '#seats');
    case 'REVOKED':
      return saved('The seat is free again.', '#seats');
    case 'SAVED':
      return saved(
        command.intent === 'set-renewal' && command.renews
          ? 'The purchase renews automatically.'
          : 'The purchase ends with its period.',
      );
    case 'CONNECTED':
      return saved('The tool is marked as connected.', '#connection');
    case 'DISCONNECTED':
      return saved('The tool is marked as not connected.', '#connection');
    case 'HAS_ADDRESS':
      return form.refuse('This tool is opened and not connected, so nothing was changed.', 409);
    case 'SET':
      return saved('The cap is saved.', '#period');
    case 'NOT_BY_USE':
      return form.refuse('This purchase is not paid by use any more, so nothing was changed.', 409);
    case 'CAPPED':
      return form.refuse('The cap of this period is reached. An owner can raise it below.', 409);
    case 'CANCELLED':
      return saved('The purchase is cancelled.');
    case 'NO_SEAT':
      return form.refuse(
        command.intent === 'open'
          ? 'You need a seat to open this tool.'
          : 'This person has no seat any more, so nothing was changed.',
        409,
      );
    case 'NO_SEAT_LEFT':
      return form.refuse({ userId: 'No seat is left. Revoke one to give it to somebody else.' }, 409);
    case 'VIEWER':
      return form.refuse({ userId: 'Viewers cannot hold a seat. Give this person another role first.' }, 409);
    case 'NOT_A_MEMBER':
      return form.refuse({ userId: 'This person does not belong to your organization. Choose somebody else.' }, 409);
    case 'EVERYONE':
      return form.refuse('This tool needs no seats any more: everyone may use it.', 409);
    case 'NO_PERIOD':
      return form.refuse('This purchase has no period to renew any more, so nothing was changed.', 409);
    case 'ENDED':
      return form.refuse('This purchase ended before, so nothing was changed.', 409);
    case 'SUSPENDED':
      return form.refuse('This tool is suspended until what it cost is paid.', 409);
    case 'TIER_TOO_LOW':
    case 'NO_ADDRESS':
    case 'DISABLED':
      return form.refuse('This tool cannot be opened at the moment.', 409);
    case 'READ_ONLY':
    case 'NOT_OWNED':
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function OwnedToolPage() {
  const { tool, ways, people, usage, period, openKey, mayCap, managers, viewerId, canManage, outside } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const isOwned = tool.access !== 'NOT_OWNED';
  return (
    <WorkLayout>
      <Breadcrumbs links={[{ href: '/my-tools', label: 'My tools' }]} current={tool.name} />
      <PageHeader
        title={tool.name}
        description={tool.description}
        actions={<OpenTool tool={tool} openKey={openKey} variant="primary" />}
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {outside && (
        <Notice kind="success" title={`${tool.name} is on another site`}>
          <p>
            You are being taken there.{' '}
            <a href={outside} rel="noopener" className="link">
              {`Go to ${new URL(outside).hostname}`}
            </a>
          </p>
        </Notice>
      )}
      <ToolStanding tool={tool} canManage={canManage} managers={managers} />
      <ToolLinks tool={tool} status={isOwned ? 'ACTIVE' : ways[0]?.status} />
      {isOwned && tool.address === null && <ConnectionSection tool={tool} canManage={canManage} />}

      {period && (
        <section aria-labelledby="period" className="flex flex-col gap-3">
          <h2 id="period" tabIndex={-1}>
            Use in this period
          </h2>
          {tool.address?.startsWith('https://') && (
            <p className="text-muted">{`Opening it counts as one ${period.usageUnit}.`}</p>
          )}
          <ToolUsage
            usage={period}
            isCapped={tool.access === 'CAPPED'}
            mayCap={mayCap}
            typed={answer?.error && readTypedTexts(answer).cap}
            error={answer?.error?.cap}
          />
        </section>
      )}

      <section aria-labelledby="usage" className="flex flex-col gap-3">
        <h2 id="usage">Usage</h2>
        {tool.address === null && usage.every(({ count }) => count === 0) ? (
          <p className="text-muted">
            Opens are counted here. What the tool does inside the systems you connect it to is not.
          </p>
        ) : (
          <div className="card p-5">
            <DailyOpens toolName={tool.name} days={usage} />
          </div>
        )}
      </section>

      <section aria-labelledby="seats" className="flex flex-col gap-3">
        <h2 id="seats" tabIndex={-1}>
          Seats
        </h2>
        <ToolSeats
          seatsIncluded={tool.seatsIncluded}
          people={people}
          viewerId={viewerId}
          canAssign={canManage && isOwned}
          canRevoke={canManage}
          error={answer?.error?.userId}
        />
      </section>

      <section aria-labelledby="ways" className="flex flex-col gap-3">
        <h2 id="ways">{isOwned ? 'How you own it' : 'How you owned it'}</h2>
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {ways.map((way) => (
            <WayOfOwningCard key={way.id} way={way} canManage={canManage} />
          ))}
        </div>
      </section>
    </WorkLayout>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function ToolLinks({
  tool,
  status,
}: {
  tool: Page['tool'];
  status: Parameters<typeof PurchaseTag>[0]['status'] | undefined;
}) {
  const links = [
    { href: tool.documentationUrl, label: 'Documentation' },
    { href: tool.supportUrl, label: 'Support' },
  ].filter((link): link is { href: string; label: string } => link.href?.startsWith('https://') === true);
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {status === 'ACTIVE' && tool.access !== 'SUSPENDED' && !isModule(tool) ? (
        <ConnectionState tool={tool} />
      ) : (
        status && <PurchaseTag status={status} isSuspended={tool.access === 'SUSPENDED'} />
      )}
      {links.map(({ href, label }) => (
        <a key={label} href={href} rel="noopener" className="link">
          {label}
        </a>
      ))}
      {tool.status !== 'DISABLED' && (
        <a href={`/tools/${tool.slug}`} className="link">
          In the catalog
        </a>
      )}
    </p>
  );
}
