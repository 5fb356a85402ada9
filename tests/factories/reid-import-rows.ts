import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

const source = 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa';
const columns = ['RegionID', 'SizeRank', 'RegionName', 'RegionType', 'StateName', '2024-06-30'];
const day = '2024-06-30';

/** A file of one figure that is uploaded, as an import keeps it. */
export const oneFigureFile = {
  fileName: 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv',
  source,
  content: `${columns.join()}\n1,0,United States,country,,361500.125\n`,
  detected: {
    format: 'ZILLOW',
    encoding: 'utf-8',
    markLength: 0,
    delimiter: ',',
    quotes: true,
    columns,
    headerRecords: 1,
    periodType: 'MONTHLY',
    zillow: { metric: 'zhvi', source },
    survey: null,
    sample: [
      {
        line: 2,
        area: 'United States',
        reportDate: day,
        propertyType: null,
        figures: { typical_value: 36150013 },
        cells: ['1', '0', 'United States', 'country', '', '361500.125'],
      },
    ],
  },
  choices: { from: null, states: [], metric: null, survey: null },
  scope: { kind: 'MARKET', figures: ['typical_value'], dates: { first: day, last: day }, sharedKeys: [] },
  /** Its row as it is staged. */
  record: {
    source,
    identity: '1',
    areaKey: 'us',
    distinction: '',
    propertyType: null,
    periodType: 'MONTHLY',
    reportDate: day,
    area: { type: 'NATIONAL', key: 'us', name: 'United States', externalId: '1' },
    figures: { typical_value: 36150013 },
  },
};

type Status = 'UPLOADED' | 'READY' | 'APPLYING' | 'APPLIED';

/** Makes an import of that file, as far as it is, with the rows that it has then; returns its id. */
export async function createMarketImport(
  sql: Client,
  { organizationId, userId, status }: { organizationId: string; userId: string; status: Status },
): Promise<string> {
  const id = randomUUID();
  const { fileName, detected, choices, scope, record } = oneFigureFile;
  await sql.query(
    `insert into reid_imports (id, organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, data_sources, status,
       detected, header, choices, scope, rows_count, applied_at)
     values ($1, $2, $3, $4, $5, 10, repeat('a', 64), 'ZILLOW', array[$6], $7::reid_import_status, $8, $9, $10, $11, 1,
       case $7::text when 'APPLIED' then now() end)`,
    [
      id,
      organizationId,
      userId,
      fileName,
      `imports/${organizationId}/${id}`,
      source,
      status,
      detected,
      JSON.stringify(columns),
      choices,
      scope,
    ],
  );
  if (status === 'APPLIED') await createFigure(sql, organizationId, id);
  else if (status !== 'UPLOADED') {
    await sql.query(
      `insert into reid_import_rows (organization_id, import_id, row_key, line, kind, record, raw)
       select $1, $2, app.import_row_key(record), 2, 'MARKET', record, '{"cells": []}' from (select $3::jsonb) as given (record)`,
      [organizationId, id, record],
    );
  }
  return id;
}

/** The figure that an import made, or made again, with its history. */
async function createFigure(sql: Client, organizationId: string, importId: string): Promise<void> {
  await sql.query(
    `insert into reid_market_data (organization_id, data_source, area_key, area_name, area_type, report_date, period_type, typical_value,
       import_id, source_line, source_row)
     values ($1, $2, 'us', 'United States', 'NATIONAL', $3, 'MONTHLY', 36150013, $4, 2, $5)
     on conflict on constraint reid_market_data_source_area_period do update set import_id = excluded.import_id`,
    [
      organizationId,
      source,
      day,
      importId,
      { cells: ['1', '0', 'United States', 'country', '', '361500.125'], column: 5 },
    ],
  );
  await sql.query(
    `insert into reid_market_revisions (organization_id, import_id, data_source, area_key, period_type, figure, report_dates, old_values,
       had_rows, external_id, old_rows)
     select $1, $2, $3, 'us', 'MONTHLY', figure, array[$4::date], '{null}', '{false}', case figure when 'source_row' then '1' end,
       case figure when 'source_row' then '[null]'::jsonb end
     from unnest(array['source_row', 'typical_value']) figure`,
    [organizationId, importId, source, day],
  );
}
