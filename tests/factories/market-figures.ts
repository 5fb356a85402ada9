import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { insertRow } from './module-rows.ts';
import type { TestOrganization } from './organizations.ts';

/** The last day of the month so many months before another month, such as "2024-06-30". */
export function monthEnd(year: number, month: number, back = 0): string {
  return new Date(Date.UTC(year, month - back, 0)).toISOString().slice(0, 10);
}

/** An applied import of an organization. */
export async function createImport(
  sql: Client,
  organization: TestOrganization,
  fileName = 'market.csv',
): Promise<string> {
  const { id } = await insertRow(sql, 'reid_imports', {
    organization_id: organization.id,
    user_id: organization.owner.id,
    file_name: fileName,
    file_key: `imports/${organization.id}/${randomUUID()}`,
    file_size_bytes: 100,
    content_hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
    status: 'APPLIED',
    applied_at: '2024-07-05T10:00:00Z',
  });
  return String(id);
}

interface Months {
  zip: string;
  source?: string;
  propertyType?: string | null;
  importId?: string | null;
  /** How many, up to June 2024. */
  count?: number;
  /** The columns of the month so many months before the newest. */
  figures: (back: number) => Record<string, number | null>;
}

/** Adds months of one area and source, the newest June 2024, on lines 2, 3, … of their file, the earliest first. */
export async function addMonths(
  sql: Client,
  organization: TestOrganization,
  { zip, source = 'redfin', propertyType = null, importId = null, count = 13, figures }: Months,
): Promise<void> {
  for (let back = count - 1; back >= 0; back--)
    await insertRow(sql, 'reid_market_data', {
      organization_id: organization.id,
      area_key: `zip-${zip}`,
      area_name: zip,
      area_type: 'ZIP',
      zip_code: zip,
      state: 'TX',
      report_date: monthEnd(2024, 6, back),
      period_type: 'MONTHLY',
      property_type: propertyType,
      data_source: source,
      import_id: importId,
      source_line: count - back + 1,
      ...figures(back),
    });
}
