import { Tag } from '~/components/ui/tag.tsx';
import { type CampaignStatus, campaignStatusLabels } from './labels.ts';

const hues = {
  DRAFT: 'neutral',
  PLANNING: 'info',
  ACTIVE: 'success',
  PAUSED: 'warning',
  COMPLETED: 'neutral',
  CANCELLED: 'danger',
} as const satisfies Record<CampaignStatus, string>;

/** The state of a campaign. */
export function CampaignTag({ status }: { status: CampaignStatus }) {
  return <Tag hue={hues[status]}>{campaignStatusLabels[status]}</Tag>;
}
