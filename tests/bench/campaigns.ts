import { campaignBenchPages, fillCampaigns } from './campaigns-pages.ts';
import { measureCampaignWork } from './campaigns-work.ts';
import { benchModule } from './module-bench.ts';

/** `npm run bench -- campaigns`: queueing and sending campaigns' mail, and their pages among a million contacts. */
export const benchCampaigns = (options: { json: boolean }) =>
  benchModule(options, {
    work: measureCampaignWork,
    pages: campaignBenchPages,
    growingTables: [
      'campaigns',
      'contacts',
      'contact_consents',
      'contact_list_members',
      'email_campaigns',
      'email_deliveries',
      'email_events',
      'social_media_posts',
      'suppressions',
    ],
    fill: fillCampaigns,
  });
