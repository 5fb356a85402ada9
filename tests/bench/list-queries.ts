/** The query of a page of the modules: a page of a list, in the order it is shown, with its usual filter. */
export interface ListQuery {
  table: string;
  query: string;
  /** The index made for it. */
  index: string;
  /**
   * A filter, or a policy that shows people their own rows, leaves few: then another index that begins with the
   * organization, and sorting what it finds, can be as good.
   */
  isNarrow?: true;
}

const page = 'limit 50';

/** The list query of each table of the modules that grows with use. Row-level security adds the organization. */
export const listQueries: readonly ListQuery[] = [
  {
    table: 'reid_market_data',
    query: `select * from reid_market_data order by report_date desc, id desc ${page}`,
    index: 'reid_market_data_organization_id_report_date',
  },
  {
    table: 'reid_market_data',
    query: `select * from reid_market_data where zip_code = '60007' order by report_date desc ${page}`,
    index: 'reid_market_data_organization_id_zip_code',
    isNarrow: true,
  },
  {
    table: 'reid_market_data',
    // The next source after one: a list of sources jumps from name to name, in this index or in that of the unique key.
    query: `select data_source from reid_market_data where data_source > '0' order by data_source limit 1`,
    index: 'reid_market_data_source_report_date',
    isNarrow: true,
  },
  {
    table: 'reid_market_data',
    // The newest areas of a source, for lists and maps.
    query: `select distinct on (area_key) area_key, median_price from reid_market_data
      where data_source = (select max(data_source) from reid_market_data) and report_date > date '2001-01-01'
      order by area_key, property_type nulls first, report_date desc`,
    index: 'reid_market_data_source_report_date',
    isNarrow: true,
  },
  {
    table: 'reid_market_data',
    // The series of areas.
    query: `select report_date, median_price from reid_market_data where area_key = any ('{zip-60001,zip-60002}')
      and data_source = 'redfin' and report_date between date '2000-01-01' and date '2001-01-01' order by report_date`,
    index: 'reid_market_data_organization_id_area_key',
    isNarrow: true,
  },
  {
    table: 'reid_demographics',
    query: `select * from reid_demographics where area_key = any ('{city-1,city-2}') order by report_year`,
    index: 'reid_demographics_organization_id_area_key',
    isNarrow: true,
  },
  {
    table: 'reid_demographics',
    query: `select * from reid_demographics order by report_year desc, id desc ${page}`,
    index: 'reid_demographics_organization_id_report_year',
  },
  {
    table: 'reid_schools',
    query: `select * from reid_schools order by name collate human, id ${page}`,
    index: 'reid_schools_organization_id_name',
  },
  {
    table: 'reid_schools',
    query: `select * from reid_schools where state = 'IL' and lower(city) = 'chicago' and is_active order by name collate human, id ${page}`,
    index: 'reid_schools_organization_id_name',
    isNarrow: true,
  },
  {
    table: 'reid_roi_simulations',
    query: `select * from reid_roi_simulations order by updated_at desc, id desc ${page}`,
    index: 'reid_roi_simulations_organization_id_updated_at',
    isNarrow: true,
  },
  {
    table: 'reid_alerts',
    query: `select id, name, is_active, created_at from reid_alerts order by created_at desc, id desc ${page}`,
    index: 'reid_alerts_organization_id_created_at',
    isNarrow: true,
  },
  {
    table: 'reid_reports',
    query: `select id, name, status, created_at from reid_reports order by created_at desc, id desc ${page}`,
    index: 'reid_reports_organization_id_created_at',
    isNarrow: true,
  },
  {
    table: 'reid_ai_profiles',
    query: `select * from reid_ai_profiles order by created_at desc, id desc ${page}`,
    index: 'reid_ai_profiles_organization_id_created_at',
    isNarrow: true,
  },
  {
    table: 'listings',
    query: `select * from listings order by address, id ${page}`,
    index: 'listings_organization_id_address',
  },
  {
    table: 'expenses',
    // A MEMBER reads their own: few of the organization's rows, which are found and sorted.
    query: `select * from expenses order by date desc, id desc ${page}`,
    index: 'expenses_organization_id_date',
    isNarrow: true,
  },
  {
    table: 'expenses',
    query: `select * from expenses where tax_year = 2023 order by date desc ${page}`,
    index: 'expenses_organization_id_tax_year',
    isNarrow: true,
  },
  {
    table: 'receipts',
    query: `select * from receipts order by created_at desc, id desc ${page}`,
    index: 'receipts_organization_id_created_at',
  },
  {
    table: 'tax_reports',
    query: `select id, name, created_at from tax_reports order by created_at desc, id desc ${page}`,
    index: 'tax_reports_organization_id_created_at',
  },
  {
    table: 'content',
    query: `select * from content order by updated_at desc, id desc ${page}`,
    index: 'content_organization_id_updated_at',
  },
  {
    table: 'contacts',
    query: `select * from contacts order by created_at desc, id desc ${page}`,
    index: 'contacts_organization_id_created_at',
    // Without statistics of organizations, each counts as a two-hundredth: a hundred rows here, which are sorted as soon as read in order.
    isNarrow: true,
  },
  {
    table: 'contact_lists',
    query: `select * from contact_lists order by name ${page}`,
    index: 'contact_lists_organization_id_name',
  },
  {
    table: 'suppressions',
    query: `select * from suppressions order by created_at desc, id desc ${page}`,
    index: 'suppressions_organization_id_created_at',
  },
  {
    table: 'campaigns',
    query: `select * from campaigns order by created_at desc, id desc ${page}`,
    index: 'campaigns_organization_id_created_at',
  },
  {
    table: 'email_campaigns',
    query: `select id, name, created_at from email_campaigns order by created_at desc, id desc ${page}`,
    index: 'email_campaigns_organization_id_created_at',
  },
  {
    table: 'email_deliveries',
    query: `select id, email, status from email_deliveries where email_campaign_id = md5(app.current_organization_id()::text || 0)::uuid order by email ${page}`,
    index: 'email_deliveries_once',
    isNarrow: true,
  },
  {
    table: 'social_media_posts',
    query: `select * from social_media_posts order by scheduled_at desc, id desc ${page}`,
    index: 'social_media_posts_organization_id_scheduled_at',
  },
  {
    table: 'campaign_content',
    query: `select * from campaign_content where campaign_id = md5(app.current_organization_id()::text || 0)::uuid order by position ${page}`,
    index: 'campaign_content_organization_id_campaign_id',
  },
];
