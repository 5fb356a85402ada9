/** The parts that a report may have, in their order. */
export const reportSections = [
  'overview',
  'prices',
  'inventory',
  'speed',
  'people',
  'schools',
  'investment',
  'sources',
] as const;
export type SectionKey = (typeof reportSections)[number];

export const reportTypes = [
  'NEIGHBORHOOD_ANALYSIS',
  'MARKET_OVERVIEW',
  'COMPARATIVE_STUDY',
  'INVESTMENT_ANALYSIS',
  'DEMOGRAPHIC_REPORT',
  'CUSTOM',
] as const;
export type ReportType = (typeof reportTypes)[number];

interface TypeFacts {
  label: string;
  /** Empty for CUSTOM, whose sections are chosen. */
  sections: readonly SectionKey[];
}

/** What each type of report shows. */
export const typeFacts: Record<ReportType, TypeFacts> = {
  MARKET_OVERVIEW: { label: 'Market overview', sections: ['overview', 'prices', 'inventory', 'speed', 'sources'] },
  NEIGHBORHOOD_ANALYSIS: {
    label: 'Neighborhood analysis',
    sections: ['overview', 'prices', 'inventory', 'speed', 'people', 'schools', 'sources'],
  },
  COMPARATIVE_STUDY: {
    label: 'Comparative study',
    sections: ['overview', 'prices', 'inventory', 'speed', 'people', 'sources'],
  },
  INVESTMENT_ANALYSIS: {
    label: 'Investment analysis',
    sections: ['overview', 'prices', 'inventory', 'investment', 'sources'],
  },
  DEMOGRAPHIC_REPORT: { label: 'Demographic report', sections: ['people', 'schools', 'sources'] },
  CUSTOM: { label: 'Custom', sections: [] },
};

export const sectionLabels: Record<SectionKey, string> = {
  overview: 'Overview',
  prices: 'Prices',
  inventory: 'Inventory',
  speed: 'Speed of sales',
  people: 'People',
  schools: 'Schools',
  investment: 'Investment',
  sources: 'Sources',
};
