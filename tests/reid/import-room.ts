import { startFileRoom } from '../factories/imports.ts';
import type { MarketImporter } from '../factories/market-imports.ts';
import { createOrganization, type TestOrganization, type TestPerson } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase } from '../setup/database.ts';

export const zhvi = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';
export const zhviSource = 'zillow-zhvi-sfrcondo-0.33-0.67-sm-sa';
export const secondZhvi = `v2_${zhvi}`;
export const realtor = 'RDC_Inventory_Core_Metrics_County_History.csv';

const months = Array.from({ length: 40 }, (_, place) =>
  new Date(Date.UTC(2021, place + 1, 0)).toISOString().slice(0, 10),
);
/** A file of so many towns, forty months each. Every eleventh cell is empty. */
export function writeTowns(towns: number, shift = 0): string {
  const lines = Array.from({ length: towns }, (_, town) => {
    const cells = months.map((_, month) =>
      (town * 7 + month + shift) % 11 === 0 ? '' : 100_000 + town * 100 + month * (1 + shift),
    );
    return `${town + 1},${town},"Town ${town}, TX",msa,TX,${cells.join()}`;
  });
  return `RegionID,SizeRank,RegionName,RegionType,StateName,${months.join()}\n${lines.join('\n')}\n`;
}

export type ImportRoom = Awaited<ReturnType<typeof openImportRoom>>;

const tables = ['reid_market_data', 'reid_series_values', 'reid_demographics', 'reid_schools', 'reid_market_revisions'];

/** A database and a store of files for tests of imports, and what they look at. Call `close` in `afterAll`. */
export async function openImportRoom() {
  const [database, store] = await Promise.all([createTestDatabase(), startFileRoom()]);
  const { sql } = database;
  const findImport = async (id: string) => only(await sql.query('select * from reid_imports where id = $1', [id]));
  return {
    database,
    files: store.files,
    /** The context of the schedule. */
    system: () => ({ database: requestDatabase(database), files: store.files }),
    async openOffice() {
      const organization = await createOrganization(sql);
      await unlockModules(sql, organization);
      const as = (person: TestPerson): MarketImporter => ({
        database: requestDatabase(database, person.tokenHash),
        files: store.files,
        organizationId: organization.id,
      });
      return { organization, as, owner: as(organization.owner) };
    },
    findImport,
    /** New, restated, unchanged and withdrawn figures of an import. */
    async countsOf(id: string) {
      const found = await findImport(id);
      return [found.new_count, found.restated_count, found.unchanged_count, found.withdrawn_count];
    },
    /** Every table that imports write, without what only says when. */
    async dumpTables({ id }: Pick<TestOrganization, 'id'>) {
      const dump: Record<string, unknown[]> = {};
      for (const table of tables) {
        const { rows } = await sql.query(
          `select (to_jsonb(t) - 'updated_at' - 'created_at' - 'id')::text as row from ${table} t where organization_id = $1 order by 1`,
          [id],
        );
        dump[table] = rows.map(({ row }) => row);
      }
      return dump;
    },
    /** The stored figures of a source, by area and day. */
    async listFigures({ id }: Pick<TestOrganization, 'id'>, source: string, figure: string) {
      const { rows } = await sql.query(
        `select area_key, report_date::text as day, ${figure}::float8 as value from reid_market_data
         where organization_id = $1 and data_source = $2 order by area_key, report_date, property_type nulls first`,
        [id, source],
      );
      return rows.map(({ area_key, day, value }) => [area_key, day, value]);
    },
    async close() {
      await store.stop();
      await database.drop();
    },
  };
}
