import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { ModulePage, ModuleSection } from '~/components/layout/module-layout.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { DefinitionList, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { campaigns } from '~/modules/campaigns/module.ts';
import {
  countCampaignData,
  countCampaignsByStatus,
  listLatestCampaigns,
} from '~/modules/campaigns/overview/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { toWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle(campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const [, { counted, byStatus, latest }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      counted: countCampaignData(handle),
      byStatus: countCampaignsByStatus(handle),
      latest: listLatestCampaigns(handle),
    })),
  ]);
  const [counts] = counted;
  if (!counts) throw notFound();
  return { counts, byStatus, latest };
}

export default function CampaignsPage() {
  const { counts, byStatus, latest } = useLoaderData<typeof loader>();
  return (
    <ModulePage module={campaigns} description="The campaigns of your organization, and what is about to be sent.">
      <KeyFigures
        figures={[
          { label: counts.running === 1 ? 'Campaign running' : 'Campaigns running', value: counts.running },
          { label: counts.scheduled === 1 ? 'Email scheduled' : 'Emails scheduled', value: counts.scheduled },
          { label: counts.scheduledPosts === 1 ? 'Post scheduled' : 'Posts scheduled', value: counts.scheduledPosts },
          { label: counts.contacts === 1 ? 'Contact' : 'Contacts', value: counts.contacts },
        ]}
      />
      <ModuleSection title="By status" isEmpty={byStatus.length === 0}>
        <div className="card max-w-sm px-4">
          <DefinitionList entries={byStatus.map(({ status, count }) => ({ term: toWords(status), details: count }))} />
        </div>
      </ModuleSection>
      <ModuleSection title="Latest campaigns" isEmpty={latest.length === 0}>
        <Table caption="Latest campaigns">
          <thead>
            <tr>
              <th scope="col">Campaign</th>
              <th scope="col">Status</th>
              <th scope="col" className="max-sm:hidden">
                From
              </th>
              <th scope="col" className="max-sm:hidden">
                To
              </th>
              <th scope="col" className="number">
                Spent
              </th>
              <th scope="col" className="number max-sm:hidden">
                Budget
              </th>
            </tr>
          </thead>
          <tbody>
            {latest.map((campaign) => (
              <tr key={campaign.id}>
                <th scope="row">
                  {campaign.name}
                  <span className="block text-xs font-normal text-muted">{toWords(campaign.type)}</span>
                </th>
                <td>
                  <Tag>{toWords(campaign.status)}</Tag>
                </td>
                <td className="whitespace-nowrap max-sm:hidden">
                  {campaign.startDate && <Day date={campaign.startDate} />}
                </td>
                <td className="whitespace-nowrap max-sm:hidden">
                  {campaign.endDate && <Day date={campaign.endDate} />}
                </td>
                <td className="number">
                  <Money cents={campaign.budgetSpent} currency={campaign.currency} />
                </td>
                <td className="number max-sm:hidden">
                  {campaign.budget === null ? '–' : <Money cents={campaign.budget} currency={campaign.currency} />}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ModuleSection>
    </ModulePage>
  );
}
