import type { Module } from '~/modules/module.ts';

export const campaigns = {
  name: 'campaigns',
  title: 'Campaigns',
  unlockedBy: {
    tool: 'campaigns',
    address: '/campaigns',
    title: 'Campaigns',
    places: [{ href: '/campaigns', label: 'Overview', icon: 'layout-dashboard' }],
  },
  personalAddresses: ['/campaigns'],
  exportedTables: {
    content: [],
    contacts: [],
    contact_lists: [],
    contact_list_members: [],
    contact_consents: [],
    suppressions: [],
    campaigns: [],
    email_campaigns: [],
    email_deliveries: ['unsubscribe_token_hash'],
    social_media_posts: [],
    campaign_content: [],
  },
} as const satisfies Module;
