import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { reportDataSchema } from '../../app/modules/reid/reports/content.ts';
import { findInsights } from '../../app/modules/reid/reports/insights.ts';
import { asViewer } from './as-viewer.ts';
import type { TestPerson } from './organizations.ts';
import { only } from './rows.ts';

/** What a report is asked to be. */
export interface AskedMarketReport {
  id?: string;
  name?: string;
  type?: string;
  areas?: readonly string[];
  from?: string;
  to?: string;
  sections?: readonly string[];
  source?: string | null;
  propertyType?: string | null;
  sharedWith?: readonly string[];
  templateId?: string | null;
  /** Instead of the digest of the preview. */
  digest?: string;
}

const everySection = ['overview', 'prices', 'inventory', 'speed', 'people', 'schools', 'investment', 'sources'];

/** Makes a report as its page does: previews it, finds its insights, and asks for it. */
export async function makeMarketReport(asApp: Client, person: TestPerson, asked: AskedMarketReport = {}) {
  const {
    id = randomUUID(),
    name = 'A report',
    type = 'CUSTOM',
    areas = ['zip-78704'],
    from = '2023-01-01',
    to = '2024-06-30',
    sections = everySection,
    source = null,
    propertyType = null,
    sharedWith = [],
    templateId = null,
  } = asked;
  return asViewer(asApp, person.tokenHash, async (client) => {
    const { rows } = await client.query('select * from app.preview_reid_report($1, $2, $3, $4, $5, $6)', [
      JSON.stringify(areas.map((area) => [area])),
      from,
      to,
      sections,
      source,
      propertyType,
    ]);
    const [preview] = rows;
    const insights = preview ? findInsights(reportDataSchema.parse(preview.data)) : [];
    const { outcome } = only(
      await client.query<{ outcome: string }>(
        'select app.make_reid_report($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as outcome',
        [
          id,
          name,
          type,
          areas,
          from,
          to,
          JSON.stringify({ sections, source, propertyType }),
          sharedWith,
          templateId,
          JSON.stringify(insights),
          asked.digest ?? preview?.digest ?? '',
        ],
      ),
    );
    return { id, outcome };
  });
}
