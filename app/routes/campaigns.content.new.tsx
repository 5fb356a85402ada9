import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { ContentEditor } from '~/modules/campaigns/content/editor.tsx';
import { contentAddress } from '~/modules/campaigns/content/labels.ts';
import { answerTypedContent } from '~/modules/campaigns/content/saving.server.ts';
import { newContentSchema } from '~/modules/campaigns/content/schema.ts';
import { startContent } from '~/modules/campaigns/content/texts.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { prepareRefusal } from '~/modules/campaigns/refusals.server.ts';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { readTypedForm } from '~/modules/campaigns/typed-form.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('New content', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite, user }, { settings }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ settings: findCampaignSettings(handle) })),
  ]);
  const [found] = settings;
  if (!mayWrite || !found) throw notFound();
  return { kept: startContent(crypto.randomUUID(), user.name), timeZone: found.timeZone };
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  const form = await parseForm(args.request, newContentSchema);
  if (!form.ok) return form.answer;
  return answerTypedContent(args.context, await prepareRefusal(args.request), form.value);
}

export default function NewContentPage() {
  const { kept, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/campaigns', label: campaigns.unlockedBy.title },
          { href: contentAddress, label: 'Content' },
        ]}
        current="New content"
      />
      <PageHeader title="New content" />
      <ErrorSummary errors={answer?.error} title="Nothing was saved" />
      <ContentEditor
        texts={readTypedForm(answer, kept, ['save', 'publish'])}
        errors={answer?.error}
        timeZone={timeZone}
        isPublished={false}
      />
    </>
  );
}
