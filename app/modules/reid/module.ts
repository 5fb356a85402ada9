import type { Module } from '~/modules/module.ts';

export const reid = {
  name: 'reid',
  title: 'REID',
  unlockedBy: {
    tool: 'reid-dashboard',
    address: '/reid',
    title: 'REID Dashboard',
    places: [
      { href: '/reid', label: 'Overview', icon: 'layout-dashboard' },
      { href: '/reid/reports', label: 'Reports', icon: 'file-chart-column' },
      { href: '/reid/profiles', label: 'Profiles', icon: 'gauge' },
    ],
  },
  personalAddresses: ['/reid', '/r/'],
  auditSubjects: { reid_import: 'REID import', reid_report: 'REID report' },
  exportedTables: {
    reid_market_data: [],
    reid_market_revisions: [],
    reid_series_values: [],
    reid_demographics: [],
    reid_schools: [],
    reid_imports: [],
    reid_import_rows: [],
    reid_import_problems: [],
    reid_watched_areas: [],
    reid_roi_simulations: [],
    reid_alerts: ['webhook_secret', 'previous_webhook_secret'],
    reid_alert_events: [],
    reid_alert_reads: [],
    reid_webhook_deliveries: [],
    reid_reports: ['public_token_hash'],
    reid_ai_profiles: [],
    reid_monthly_uses: [],
  },
} as const satisfies Module;
