import type { Module } from '~/modules/module.ts';

export const reid = {
  name: 'reid',
  title: 'REID',
  unlockedBy: {
    tool: 'reid-dashboard',
    address: '/reid',
    title: 'REID Dashboard',
    places: [{ href: '/reid', label: 'Overview', icon: 'layout-dashboard' }],
  },
  personalAddresses: ['/reid'],
  auditSubjects: { reid_report: 'REID report' },
  exportedTables: {
    reid_market_data: [],
    reid_demographics: [],
    reid_schools: [],
    reid_roi_simulations: [],
    reid_alerts: [],
    reid_reports: ['public_token_hash'],
    reid_ai_profiles: [],
  },
} as const satisfies Module;
