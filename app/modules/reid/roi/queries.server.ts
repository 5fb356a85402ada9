import { asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { organizations, reidRoiSimulations, users } from '#db/schema/index.ts';
import type { MonthlyUses } from '../limits.ts';
import type { FigureIds, FilledInput } from './asked.ts';
import type { Figure, PriceSource } from './market-figures.ts';
import type { Strategy } from './v2/inputs.ts';

export const simulationsPerPage = 50;

/** What the calculator needs of the organization: what it may fill inputs from, begin with and save. */
export interface CalculatorData {
  /** The newest rate of 30-year mortgages that was imported: what a loan costs until somebody types another rate. */
  rate: Figure | null;
  /** The newest figures of the area that is asked for. */
  price: Figure | null;
  rent: Figure | null;
  /** The figures that inputs were filled from, by their ids. */
  used: Figure[];
  watched: { key: string; name: string }[];
  templates: { id: string; name: string; strategy: Strategy; inputs: unknown }[];
  /** Simulations saved in this month of UTC, and how many may be; null for any number. */
  saved: MonthlyUses;
  /** The simulation that is being changed, and when it was changed last. */
  changed: { id: string; name: string; seen: string; userId: string } | null;
}

/** A figure of market data as JSON. @param value  cents  @param kind  its column */
const figure = (
  value: SQL,
  kind: SQL,
) => sql`jsonb_build_object('id', id, 'value', ${value}, 'kind', ${kind}, 'source', data_source,
  'area', area_name, 'day', report_date)`;
const price = sql`coalesce(median_price, typical_value, median_list_price)`;
const priceKind = sql`case when median_price is not null then 'median_price' when typical_value is not null then 'typical_value'
  else 'median_list_price' end`;
/** A series' rate in millionths, from its percent. */
const rateFigure = sql`jsonb_build_object('id', id, 'value', round(value * 10000)::integer, 'kind', series, 'source', data_source,
  'area', null, 'day', report_date)`;

const uuid = (id: string | SQL | undefined) => (id === undefined ? sql`null::uuid` : sql`${id}::uuid`);

/** The figures with these ids, as a list. */
const listFigures = ({ price: priceId, rent, rate }: { [Input in FilledInput]?: string | SQL }) => sql`(
  select coalesce(jsonb_agg(used), '[]') from (
    select ${figure(price, priceKind)} as used from reid_market_data where id = ${uuid(priceId)} and ${price} is not null
    union all
    select ${figure(sql`median_rent`, sql`'median_rent'`)} from reid_market_data where id = ${uuid(rent)} and median_rent is not null
    union all
    select ${rateFigure} from reid_series_values where id = ${uuid(rate)} and value is not null) found)`;

/** The id of a stored figure, null where it is none. */
const storedFigure = (
  input: FilledInput,
) => sql`substring(reid_roi_simulations.inputs -> 'figures' ->> ${sql.raw(`'${input}'`)}
  from '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$')`;

/** A list of texts for `= any`, which uses an index. */
const textArray = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/**
 * All that the calculator reads, in one statement.
 * @param areaKeys  keys that the area which is asked for may have, the likeliest first
 * @param source  of the price; the first there is where it is null
 */
export function readCalculator(
  handle: QueryHandle,
  {
    areaKeys,
    source,
    figures,
    changedId,
  }: { areaKeys: readonly string[]; source: PriceSource | null; figures: FigureIds; changedId: string | null },
) {
  // Seasonally adjusted prices are a source of their own and are not what a home costs.
  const ofSource = source ? sql`and starts_with(data_source, ${source})` : sql``;
  return handle
    .select({
      data: sql<CalculatorData>`jsonb_build_object(
        'rate', (select ${rateFigure} from reid_series_values
          where series = 'MORTGAGE30US' and value is not null
          order by report_date desc limit 1),
        'price', (select ${figure(price, priceKind)} from reid_market_data
          where area_key = any (${textArray(areaKeys)}) and ${price} is not null
            and data_source <> 'redfin-sa' ${ofSource}
          order by array_position(${textArray(areaKeys)}, area_key),
            case when data_source = 'redfin' then 1 when starts_with(data_source, 'zillow') then 2 when data_source = 'realtor' then 3 else 4 end,
            property_type nulls first, median_price is null, typical_value is null, report_date desc limit 1),
        'rent', (select ${figure(sql`median_rent`, sql`'median_rent'`)} from reid_market_data
          where area_key = any (${textArray(areaKeys)}) and median_rent is not null
          order by array_position(${textArray(areaKeys)}, area_key), property_type nulls first, report_date desc limit 1),
        'used', ${listFigures(figures)},
        'watched', (select coalesce(jsonb_agg(jsonb_build_object('key', area_key, 'name', coalesce((select area_name from reid_market_data
              where area_key = watched.area_key limit 1), area_key)) order by area_key), '[]')
          from (select area_key from reid_watched_areas order by created_at desc limit 50) watched),
        'templates', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'strategy', strategy, 'inputs', inputs) order by name collate human), '[]')
          from (select id, name, strategy, inputs from reid_roi_simulations
            where is_template order by updated_at desc limit 20) template),
        'saved', jsonb_build_object('used', coalesce((select uses from reid_monthly_uses where use = 'SIMULATION'
          and month = date_trunc('month', now() at time zone 'UTC')::date), 0),
          'most', app.reid_monthly_limit('SIMULATION', organizations.subscription_tier)),
        'changed', (select jsonb_build_object('id', id, 'name', name, 'seen', updated_at::text, 'userId', user_id) from reid_roi_simulations
          where id = ${changedId}::uuid))`,
    })
    .from(organizations)
    .where(sql`${organizations.id} = app.current_organization_id()`);
}

/** Simulations that the organization saved in this month of UTC, and how many its tier allows. */
export function countSaved(handle: QueryHandle) {
  return handle
    .select({
      used: sql<number>`coalesce((select uses from reid_monthly_uses where use = 'SIMULATION' and month = date_trunc('month', now() at time zone 'UTC')::date), 0)`,
      most: sql<number | null>`app.reid_monthly_limit('SIMULATION', organizations.subscription_tier)`,
    })
    .from(organizations)
    .where(sql`${organizations.id} = app.current_organization_id()`);
}

const columns = {
  id: reidRoiSimulations.id,
  userId: reidRoiSimulations.userId,
  owner: users.name,
  name: reidRoiSimulations.name,
  strategy: reidRoiSimulations.strategy,
  scenarioType: reidRoiSimulations.scenarioType,
  results: reidRoiSimulations.results,
  version: reidRoiSimulations.calculationVersion,
  isShared: reidRoiSimulations.isShared,
  isTemplate: reidRoiSimulations.isTemplate,
  updatedAt: reidRoiSimulations.updatedAt,
};

/** A page of the simulations that the viewer sees, the latest first, each with the number of its scenarios; one row more where another page follows. */
export function listSimulations(handle: QueryHandle, page: number) {
  return handle
    .select({
      ...columns,
      scenarios: sql<number>`(select count(*)::integer from reid_roi_simulations scenario
        where scenario.organization_id = ${reidRoiSimulations.organizationId} and scenario.parent_simulation_id = ${reidRoiSimulations.id})`,
    })
    .from(reidRoiSimulations)
    .leftJoin(users, eq(users.id, reidRoiSimulations.userId))
    .where(isNull(reidRoiSimulations.parentSimulationId))
    .orderBy(desc(reidRoiSimulations.updatedAt), desc(reidRoiSimulations.id))
    .limit(simulationsPerPage + 1)
    .offset((page - 1) * simulationsPerPage);
}
export type ListedSimulation = Awaited<ReturnType<typeof listSimulations>>[number];

const whole = {
  ...columns,
  inputs: reidRoiSimulations.inputs,
  address: reidRoiSimulations.address,
  city: reidRoiSimulations.city,
  state: reidRoiSimulations.state,
  zipCode: reidRoiSimulations.zipCode,
  notes: reidRoiSimulations.notes,
  parentId: reidRoiSimulations.parentSimulationId,
  /** When it was changed last, exactly: what a form says that it has seen. */
  seen: sql<string>`${reidRoiSimulations.updatedAt}::text`,
};

/** A simulation, whole; none where the viewer does not see it. */
export function findSimulation(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...whole,
      base: sql<string | null>`(select base.name from reid_roi_simulations base
        where base.organization_id = ${reidRoiSimulations.organizationId} and base.id = ${reidRoiSimulations.parentSimulationId})`,
      /** The figures that its inputs were filled from, as they are now. */
      used: sql<Figure[]>`${listFigures({
        price: storedFigure('price'),
        rent: storedFigure('rent'),
        rate: storedFigure('rate'),
      })}`,
    })
    .from(reidRoiSimulations)
    .leftJoin(users, eq(users.id, reidRoiSimulations.userId))
    .where(eq(reidRoiSimulations.id, id));
}

/** The scenarios of a simulation, the oldest first. */
export function listScenarios(handle: QueryHandle, baseId: string) {
  return handle
    .select(columns)
    .from(reidRoiSimulations)
    .leftJoin(users, eq(users.id, reidRoiSimulations.userId))
    .where(eq(reidRoiSimulations.parentSimulationId, baseId))
    .orderBy(asc(reidRoiSimulations.createdAt), asc(reidRoiSimulations.id));
}

/** Simulations to compare; those that the viewer does not see are left out. */
export function listComparedSimulations(handle: QueryHandle, ids: readonly string[]) {
  return handle
    .select({ ...columns, inputs: reidRoiSimulations.inputs })
    .from(reidRoiSimulations)
    .leftJoin(users, eq(users.id, reidRoiSimulations.userId))
    .where(inArray(reidRoiSimulations.id, [...ids]));
}
