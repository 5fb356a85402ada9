import { createModuleRow } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import type { TestDatabase } from '../setup/database.ts';

type Values = Record<string, unknown>;

/** An organization whose OWNER, ADMIN and MEMBER have a seat in REID. */
export async function createAnalysts({ sql }: Pick<TestDatabase, 'sql'>): Promise<TestOrganization> {
  const organization = await createOrganization(sql);
  await unlockModules(sql, organization);
  return organization;
}

/** A month of Texas by Redfin, but for the columns given. Returns its id. */
export async function addMonth(
  { sql }: Pick<TestDatabase, 'sql'>,
  organization: TestOrganization,
  values: Values = {},
): Promise<string> {
  const { id } = await createModuleRow(sql, 'reid_market_data', organization, {
    area_key: 'state-tx',
    area_name: 'Texas',
    area_type: 'STATE',
    zip_code: null,
    state: 'TX',
    data_source: 'redfin',
    ...values,
  });
  return String(id);
}

interface Applied {
  /** When it was applied. */
  at: string;
  area_key?: string;
  /** Days of monthly prices that it changed, and the prices before: null where the cell was empty. */
  report_dates: string[];
  old_values: (number | null)[];
  /** Whether there was a row before. */
  had_rows: boolean[];
}

/** An import that was applied at a moment, as the history keeps it: what it changed of the prices of Texas, and that it had Texas. */
export async function addApplied(
  { sql }: Pick<TestDatabase, 'sql'>,
  organization: TestOrganization,
  { at, area_key = 'state-tx', report_dates, old_values, had_rows }: Applied,
): Promise<string> {
  const { id } = await createModuleRow(sql, 'reid_imports', organization, { status: 'APPLIED', applied_at: at });
  const series = { import_id: id, area_key, data_source: 'redfin', report_dates, had_rows };
  await createModuleRow(sql, 'reid_market_revisions', organization, { ...series, old_values });
  await createModuleRow(sql, 'reid_market_revisions', organization, {
    ...series,
    figure: 'source_row',
    old_values: report_dates.map(() => null),
    old_rows: JSON.stringify(had_rows.map((had) => (had ? {} : null))),
  });
  return String(id);
}
