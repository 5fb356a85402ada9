import { createHash, randomUUID } from 'node:crypto';
import { insertRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Prepare, startAsOwner, type World } from './world.ts';

/** An OWNER in the module, with a report in this state. */
async function startWithReport(world: World, values: Record<string, unknown>) {
  const start = await startAsOwner(world);
  const { sql } = world.database;
  await unlockModules(sql, start.organization);
  const { id } = await insertRow(sql, 'tax_reports', {
    organization_id: start.organization.id,
    user_id: start.organization.owner.id,
    name: 'Report',
    template_type: 'EXPENSE_SUMMARY',
    tax_year: 2025,
    period_start: '2025-01-01',
    period_end: '2025-12-31',
    started_at: new Date(),
    ...values,
  });
  return { ...start, id: String(id), address: `/expenses/reports/${id}` };
}

const complete = { status: 'COMPLETED', generated_at: new Date(), attempts: 1 };

export const expenseReports: Record<string, Record<string, Prepare>> = {
  'expenses.reports._index.tsx': {
    generate: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await unlockModules(world.database.sql, organization);
      return {
        visitor,
        address: '/expenses/reports',
        fields: { key: randomUUID(), template: 'EXPENSE_SUMMARY', taxYear: '2025' },
        match: 'app.start_tax_report',
        countEffects: counting(world)('tax_reports where organization_id = $1', organization.id),
      };
    },
  },
  'expenses.reports.$reportId.tsx': {
    'create a link': async (world) => {
      const { visitor, id, address } = await startWithReport(world, complete);
      return {
        visitor,
        address,
        fields: { intent: 'create-link', days: '7' },
        match: 'app.create_report_link',
        countEffects: counting(world)('tax_reports where id = $1 and link_token_hash is not null', id),
      };
    },
    'withdraw the link': async (world) => {
      const { visitor, id, address } = await startWithReport(world, {
        ...complete,
        link_token_hash: createHash('sha256').update(randomUUID()).digest('hex'),
        link_expires_at: new Date(Date.now() + 86_400_000),
      });
      return {
        visitor,
        address,
        fields: { intent: 'withdraw-link' },
        match: 'app.withdraw_report_link',
        countEffects: counting(world)('tax_reports where id = $1 and link_token_hash is null', id),
      };
    },
    'generate again': async (world) => {
      const { visitor, id, address } = await startWithReport(world, { status: 'FAILED', attempts: 2 });
      return {
        visitor,
        address,
        fields: { intent: 'generate' },
        match: 'app.restart_tax_report',
        countEffects: counting(world)('tax_reports where id = $1 and attempts = 3', id),
      };
    },
  },
};
