import { writeDollars } from '~/utils/money.ts';
import { readGoals } from './goals.ts';
import type { ShownCampaign } from './queries.server.ts';

/** The fields of the form of a campaign, as texts by their names. */
export type CampaignFormValues = Readonly<Record<string, string | undefined>>;

/** A new campaign. @param id  that it will have */
export const startCampaign = (id: string): CampaignFormValues => ({ id, version: '0', type: 'EMAIL_MARKETING' });

const writeOptionalDollars = (cents: number | null | undefined) => (cents == null ? '' : writeDollars(cents));

/** A campaign as its form shows it. */
export function writeCampaign(
  campaign: Pick<
    ShownCampaign,
    'id' | 'version' | 'name' | 'description' | 'type' | 'startDate' | 'endDate' | 'budget' | 'tags' | 'goals'
  >,
): CampaignFormValues {
  const goals = readGoals(campaign.goals);
  return {
    id: campaign.id,
    version: String(campaign.version),
    name: campaign.name,
    description: campaign.description ?? '',
    type: campaign.type,
    startDate: campaign.startDate ?? '',
    endDate: campaign.endDate ?? '',
    budget: writeOptionalDollars(campaign.budget),
    tags: campaign.tags.join(', '),
    goalLeads: goals.leads === undefined ? '' : String(goals.leads),
    goalRevenue: writeOptionalDollars(goals.revenue),
    goalClicks: goals.clicks === undefined ? '' : String(goals.clicks),
    goalDeadline: goals.deadline ?? '',
  };
}
