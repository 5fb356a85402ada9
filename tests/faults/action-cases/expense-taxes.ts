import { randomUUID } from 'node:crypto';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Prepare, startAsOwner, type World } from './world.ts';

/** An organization with the module, and its owner at work. */
async function startAtTaxes(world: World) {
  const start = await startAsOwner(world);
  await unlockModules(world.database.sql, start.organization);
  return { ...start, count: counting(world) };
}

const income = (id: string, version: string) => ({
  intent: 'save',
  id,
  version,
  date: '2025-05-02',
  kind: 'COMMISSION',
  payer: 'Lakeside Brokerage',
  amount: '9,000',
});

export const expenseTaxes: Record<string, Record<string, Prepare>> = {
  'expenses.tax._index.tsx': {
    'record a payment': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      return {
        visitor,
        address: '/expenses/tax?year=2025',
        fields: {
          intent: 'pay',
          key: randomUUID(),
          quarter: '1',
          jurisdiction: 'FEDERAL',
          paidOn: '2025-04-10',
          amount: '1,500',
          confirmation: '',
        },
        match: 'app.record_tax_payment',
        countEffects: count('tax_payments where organization_id = $1', organization.id),
      };
    },
    'remove a payment': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      const { id } = await createModuleRow(world.database.sql, 'tax_payments', organization, { tax_year: 2025 });
      return {
        visitor,
        address: '/expenses/tax?year=2025',
        fields: { intent: 'remove-payment', payment: String(id) },
        match: 'app.remove_tax_payment',
        countEffects: count(
          '(select 1 where not exists (select from tax_payments where organization_id = $1)) removed',
          organization.id,
        ),
      };
    },
    recalculate: async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      return {
        visitor,
        address: '/expenses/tax?year=2025',
        fields: { intent: 'recalculate' },
        match: 'app.save_tax_estimate',
        countEffects: count('tax_estimates where organization_id = $1 and quarter is null', organization.id),
      };
    },
  },
  'expenses.tax.settings.tsx': {
    'save settings': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      return {
        visitor,
        address: '/expenses/tax/settings?year=2025',
        fields: {
          intent: 'save-settings',
          version: '0',
          taxedAs: 'SOLE_PROPRIETOR',
          filingStatus: 'MARRIED_JOINT',
          homeOfficeMethod: 'NONE',
          calculationMethod: 'STANDARD',
          instalmentMethod: 'EQUAL',
          w2Wages: '50,000',
        },
        match: 'app.save_tax_settings',
        countEffects: count('tax_settings where organization_id = $1 and w2_wages = 5000000', organization.id),
      };
    },
    'name who may see taxes': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      const { id } = organization.admin;
      return {
        visitor,
        address: '/expenses/tax/settings?year=2025',
        fields: { intent: 'save-readers', shown: id, named: id },
        match: 'app.save_tax_readers',
        countEffects: count('tax_readers where organization_id = $1', organization.id),
      };
    },
  },
  'expenses.income._index.tsx': {
    'add income': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      return {
        visitor,
        address: '/expenses/income',
        fields: income(randomUUID(), '0'),
        match: 'app.save_income',
        countEffects: count('income_entries where organization_id = $1', organization.id),
      };
    },
  },
  'expenses.income_.$id.tsx': {
    'change income': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      const { id, version } = await createModuleRow(world.database.sql, 'income_entries', organization);
      return {
        visitor,
        address: `/expenses/income/${id}`,
        fields: income(String(id), String(version)),
        match: 'app.save_income',
        countEffects: count('income_entries where id = $1 and version > 1', id),
      };
    },
    'delete income': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      const { id } = await createModuleRow(world.database.sql, 'income_entries', organization);
      return {
        visitor,
        address: `/expenses/income/${id}`,
        fields: { intent: 'delete', id: String(id) },
        match: 'app.delete_income',
        countEffects: count('(select 1 where not exists (select from income_entries where id = $1)) deleted', id),
      };
    },
  },
  'expenses.years.tsx': {
    'close a year': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      return {
        visitor,
        address: '/expenses/years',
        fields: { intent: 'close', year: '2025', undecided: '0', withoutReceipt: '0', unmapped: '0' },
        match: 'app.close_tax_year',
        countEffects: count('closed_tax_years where organization_id = $1', organization.id),
      };
    },
    'reopen a year': async (world) => {
      const { visitor, organization, count } = await startAtTaxes(world);
      await createModuleRow(world.database.sql, 'closed_tax_years', organization, { tax_year: 2025 });
      return {
        visitor,
        address: '/expenses/years',
        fields: { intent: 'reopen', year: '2025' },
        match: 'app.reopen_tax_year',
        countEffects: count(
          '(select 1 where not exists (select from closed_tax_years where organization_id = $1)) reopened',
          organization.id,
        ),
      };
    },
  },
};
