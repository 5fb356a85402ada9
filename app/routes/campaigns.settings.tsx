import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { prepareRefusal } from '~/modules/campaigns/refusals.server.ts';
import { listSendingDomains } from '~/modules/campaigns/sending-domains/queries.server.ts';
import { SendingDomains } from '~/modules/campaigns/sending-domains/section.tsx';
import {
  answerNewDomain,
  answerRemoval,
  answerSettings,
  answerVerification,
} from '~/modules/campaigns/settings/answers.server.ts';
import {
  CampaignSettingsFacts,
  CampaignSettingsForm,
  writeCampaignSettings,
} from '~/modules/campaigns/settings/form.tsx';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { settingsPageSchema } from '~/modules/campaigns/settings/schema.ts';
import { readTypedForm } from '~/modules/campaigns/typed-form.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { listTimeZones } from '~/services/zoned-times.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Settings', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [{ mayWrite, role }, { found, domains }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findCampaignSettings(handle),
      domains: listSendingDomains(handle),
    })),
  ]);
  const [settings] = found;
  if (!settings) throw notFound();
  const zones = listTimeZones();
  return {
    settings,
    kept: writeCampaignSettings(settings),
    domains,
    // A zone that is not offered any more stays chosen.
    timeZones: zones.includes(settings.timeZone) ? zones : [settings.timeZone, ...zones],
    newId: crypto.randomUUID(),
    mayManage: mayWrite && isManager(role),
  };
}

export async function action(args: ActionFunctionArgs) {
  await requireModule(args, campaigns);
  const { request, context } = args;
  const form = await parseForm(request, settingsPageSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const refuse = await prepareRefusal(request);
  switch (command.intent) {
    case 'save':
      return answerSettings(context, refuse, command);
    case 'add-domain':
      return answerNewDomain(context, refuse, { id: command.domainId, domain: command.domain });
    case 'verify-domain':
      return answerVerification(context, form, command.domainId);
    case 'remove-domain':
      return answerRemoval(context, command.domainId);
    default:
      return unreachable(command);
  }
}

export default function CampaignSettingsPage() {
  const { settings, kept, domains, timeZones, newId, mayManage } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const newDomain = readTypedForm(answer, { domainId: newId }, ['add-domain']);
  return (
    <>
      <Breadcrumbs links={[{ href: '/campaigns', label: campaigns.unlockedBy.title }]} current="Settings" />
      <PageHeader title="Settings" description="What your organization says once about all it sends." />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {settings.postalAddress === null && (
        <Notice kind="warning" title="No postal address yet">
          <p>Every email has to name one, so none can be sent.</p>
        </Notice>
      )}
      {mayManage ? (
        <CampaignSettingsForm
          texts={readTypedForm(answer, kept, ['save'])}
          errors={answer?.error}
          timeZones={timeZones}
        />
      ) : (
        <CampaignSettingsFacts settings={settings} />
      )}
      <SendingDomains
        domains={domains}
        mayManage={mayManage}
        newId={newDomain.domainId ?? newId}
        typed={newDomain}
        errors={answer?.error}
      />
    </>
  );
}
