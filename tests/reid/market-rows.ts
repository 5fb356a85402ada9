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

/** An import that was applied at a moment, with what it changed of the monthly prices of Texas: the values before. */
export async function addApplied(
  { sql }: Pick<TestDatabase, 'sql'>,
  organization: TestOrganization,
  { at, status = 'APPLIED', ...revision }: { at: string; status?: string } & Values,
): Promise<string> {
  const { id } = await createModuleRow(sql, 'reid_imports', organization, { status, applied_at: at });
  await createModuleRow(sql, 'reid_market_revisions', organization, {
    import_id: id,
    area_key: 'state-tx',
    data_source: 'redfin',
    ...revision,
  });
  return String(id);
}
