import { asc, desc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { reidAlerts, reidMarketData, reidRoiSimulations } from '#db/schema/index.ts';

/** How much REID holds for the viewer's organization. */
export function countReidData(handle: QueryHandle) {
  return handle
    .select({
      areas: sql<number>`(select count(distinct zip_code)::integer from ${reidMarketData})`,
      figures: sql<number>`(select count(*)::integer from ${reidMarketData})`,
      simulations: sql<number>`(select count(*)::integer from ${reidRoiSimulations})`,
      activeAlerts: sql<number>`(select count(*)::integer from ${reidAlerts} where is_active)`,
    })
    .from(sql`(select 1) as once`);
}

/** The newest figures of the market. */
export function listLatestFigures(handle: QueryHandle) {
  return handle
    .select({
      id: reidMarketData.id,
      area: sql<string>`coalesce(${reidMarketData.zipCode}, ${reidMarketData.neighborhood}, ${reidMarketData.city},
        ${reidMarketData.county}, ${reidMarketData.schoolDistrict}, ${reidMarketData.msaCode}, ${reidMarketData.state}, 'United States')`,
      reportDate: reidMarketData.reportDate,
      medianPrice: reidMarketData.medianPrice,
      activeListings: reidMarketData.activeListings,
      daysOnMarket: reidMarketData.daysOnMarket,
    })
    .from(reidMarketData)
    .orderBy(desc(reidMarketData.reportDate), desc(reidMarketData.id))
    .limit(12);
}

/** The simulations that were worked on last, of those the viewer sees. */
export function listLatestSimulations(handle: QueryHandle) {
  return handle
    .select({
      id: reidRoiSimulations.id,
      name: reidRoiSimulations.name,
      scenarioType: reidRoiSimulations.scenarioType,
      updatedAt: reidRoiSimulations.updatedAt,
    })
    .from(reidRoiSimulations)
    .orderBy(desc(reidRoiSimulations.updatedAt), desc(reidRoiSimulations.id))
    .limit(5);
}

/** The newest alerts the viewer sees. */
export function listLatestAlerts(handle: QueryHandle) {
  return handle
    .select({
      id: reidAlerts.id,
      name: reidAlerts.name,
      alertType: reidAlerts.alertType,
      isActive: reidAlerts.isActive,
    })
    .from(reidAlerts)
    .orderBy(desc(reidAlerts.createdAt), asc(reidAlerts.id))
    .limit(5);
}
