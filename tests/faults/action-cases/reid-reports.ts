import { createHash, randomUUID } from 'node:crypto';
import { addMonths } from '../../factories/market-figures.ts';
import { frozenReportData, insertRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Prepare, startAsOwner, type World } from './world.ts';

/** An OWNER in the module, with a finished report. */
async function startWithReport(world: World, values: Record<string, unknown> = {}) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const { id } = await insertRow(sql, 'reid_reports', {
    organization_id: start.organization.id,
    user_id: start.organization.owner.id,
    name: 'Report',
    report_type: 'CUSTOM',
    status: 'COMPLETED',
    area_keys: ['zip-60601'],
    period_start: '2024-01-01',
    period_end: '2024-06-30',
    data: frozenReportData,
    generated_at: new Date(),
    ...values,
  });
  return { ...start, id: String(id), address: `/reid/reports/${id}` };
}

export const reidReports: Record<string, Record<string, Prepare>> = {
  'reid.reports.new.tsx': {
    generate: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await unlockModules(world.database.sql, organization);
      await addMonths(world.database.sql, organization, {
        zip: '60601',
        figures: () => ({ median_price: 40_000_000 }),
      });
      return {
        visitor,
        address: '/reid/reports/new',
        fields: {
          key: randomUUID(),
          type: 'MARKET_OVERVIEW',
          otherAreas: '60601',
          from: '2023-01-01',
          to: '2024-06-30',
        },
        match: 'app.make_reid_report',
        countEffects: counting(world)('reid_reports where organization_id = $1', organization.id),
      };
    },
  },
  'reid.reports.$reportId.tsx': {
    'make a link': async (world) => {
      const { visitor, id, address } = await startWithReport(world);
      return {
        visitor,
        address,
        fields: { intent: 'make-link', days: '7' },
        match: 'app.make_public_report_link',
        countEffects: counting(world)('reid_reports where id = $1 and is_public', id),
      };
    },
    'withdraw the link': async (world) => {
      const { visitor, id, address } = await startWithReport(world, {
        is_public: true,
        public_token_hash: createHash('sha256').update(randomUUID()).digest('hex'),
        public_expires_at: new Date(Date.now() + 86_400_000),
      });
      return {
        visitor,
        address,
        fields: { intent: 'withdraw-link' },
        match: 'app.withdraw_public_report_link',
        countEffects: counting(world)('reid_reports where id = $1 and not is_public', id),
      };
    },
    schedule: async (world) => {
      const { visitor, id, address } = await startWithReport(world);
      return {
        visitor,
        address,
        fields: { intent: 'schedule', frequency: 'MONTHLY', hour: '8', zone: 'America/Chicago' },
        match: 'app.schedule_reid_report',
        countEffects: counting(world)('reid_reports where id = $1 and schedule is not null', id),
      };
    },
    'save as template': async (world) => {
      const { visitor, id, address } = await startWithReport(world);
      return {
        visitor,
        address,
        fields: { intent: 'template' },
        match: 'app.use_report_as_template',
        countEffects: counting(world)('reid_reports where id = $1 and is_template', id),
      };
    },
  },
};
