import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { saveCampaign } from '~/modules/campaigns/campaigns/commands.server.ts';
import { CampaignForm } from '~/modules/campaigns/campaigns/form.tsx';
import { startCampaign } from '~/modules/campaigns/campaigns/form-values.ts';
import { campaignSchema } from '~/modules/campaigns/campaigns/schema.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('New campaign', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const { mayWrite } = await requireModule(args, campaigns);
  if (!mayWrite) throw notFound();
  return { values: startCampaign(crypto.randomUUID()) };
}

export async function action(args: ActionFunctionArgs) {
  const { request, context } = args;
  const [{ mayWrite }, form] = await Promise.all([requireModule(args, campaigns), parseForm(request, campaignSchema)]);
  if (!mayWrite) throw notFound();
  if (!form.ok) return form.answer;
  const { viewer, saved } = await context.database.write((handle) => ({
    saved: saveCampaign(handle, form.value.id, { ...form.value, version: 0 }),
  }));
  requireViewer(viewer, request);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return redirect(`/campaigns/${saved[0]?.slug}`);
    case 'CHANGED':
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function NewCampaignPage() {
  const { values } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns', label: campaigns.unlockedBy.title }]} current="New campaign" />
      <PageHeader title="New campaign" description="It starts as a draft. Its emails, posts and content come next." />
      <ErrorSummary errors={refused?.error} title="Nothing was saved" />
      <CampaignForm values={refused ? readTypedTexts(refused) : values} errors={refused?.error} save="Save" />
    </>
  );
}
