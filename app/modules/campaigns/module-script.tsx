import script from '~/scripts/campaigns.ts?worker&url';

/** The script of Campaigns, on pages that have something for it to do. */
export function CampaignsScript() {
  return <script type="module" src={script} />;
}
