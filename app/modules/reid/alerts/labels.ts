export const frequencyLabels = {
  IMMEDIATE: 'At once',
  DAILY: 'Every day at 8 am',
  WEEKLY: 'Mondays at 8 am',
  MONTHLY: 'On the 1st at 8 am',
} as const;

export const channelLabels = { IN_APP: 'Here', EMAIL: 'By email', WEBHOOK: 'By webhook' } as const;

/** The zones to choose from; an alert may have another one, set by an import or a program. */
export const timeZoneLabels = {
  'America/New_York': 'Eastern',
  'America/Chicago': 'Central',
  'America/Denver': 'Mountain',
  'America/Phoenix': 'Arizona',
  'America/Los_Angeles': 'Pacific',
  'America/Anchorage': 'Alaska',
  'Pacific/Honolulu': 'Hawaii',
  'America/Puerto_Rico': 'Puerto Rico',
  UTC: 'UTC',
} as const;
