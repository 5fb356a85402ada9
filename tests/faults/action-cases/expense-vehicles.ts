import { randomUUID } from 'node:crypto';
import { createModuleRow } from '../../factories/module-rows.ts';
import { unlockModules } from '../../factories/purchases.ts';
import { counting, type Fields, type Prepare, startAsOwner, uniqueName, type World } from './world.ts';

/** An organization with the module, its owner at work, and one of everything that has a form. */
async function startAtBooks(world: World) {
  const start = await startAsOwner(world);
  const { organization } = start;
  const { sql } = world.database;
  await unlockModules(sql, organization);
  const idOf = async (table: string, values: object = {}) =>
    String((await createModuleRow(sql, table, organization, { ...values })).id);
  const vehicle = await idOf('vehicles', { person_id: null, first_used_on: '2022-01-01' });
  const trip = await idOf('expenses', {
    user_id: organization.owner.id,
    vehicle_id: vehicle,
    mileage_from: 'A',
    mileage_to: 'B',
    mileage_purpose: 'C',
    mileage_distance: 10,
  });
  const unused = await idOf('vehicles', { person_id: null });
  const [property, asset, payee] = [await idOf('listings'), await idOf('depreciable_assets'), await idOf('payees')];
  const retired = await idOf('payees', { is_active: false });
  return { ...start, vehicle, unused, trip, property, asset, payee, retired, id: randomUUID(), name: uniqueName() };
}
type Books = Awaited<ReturnType<typeof startAtBooks>>;

/** A form of a page that is sent once. */
const at =
  (
    address: string | ((books: Books) => string),
    fields: (books: Books) => Fields,
    match: string,
    effects: (books: Books) => [query: string, ...values: unknown[]],
  ): Prepare =>
  async (world) => {
    const books = await startAtBooks(world);
    return {
      visitor: books.visitor,
      address: typeof address === 'string' ? address : address(books),
      fields: fields(books),
      match,
      countEffects: counting(world)(...effects(books)),
    };
  };

const gone = (table: string) => `(select 1 where not exists (select from ${table} where id = $1)) gone`;
const trip = (books: Books, values: Fields): Fields => ({
  intent: 'save',
  date: '2026-03-02',
  from: 'Office',
  to: books.name,
  purpose: 'Showing',
  vehicleId: books.vehicle,
  distance: '12.5',
  ...values,
});
const property: Fields = { city: 'Chicago', state: 'IL', zipCode: '60601', kind: 'RENTAL' };
const asset: Fields = { intent: 'save', assetClass: 'RESIDENTIAL', basis: '300000', inServiceOn: '2026-03-02' };

export const expenseVehicles: Record<string, Record<string, Prepare>> = {
  'expenses.mileage.new.tsx': {
    add: at(
      '/expenses/mileage/new',
      (books) => trip(books, { id: books.id }),
      'app.save_trip',
      ({ id }) => ['expenses where id = $1 and mileage_distance = 12.5', id],
    ),
  },
  'expenses.mileage.$tripId.tsx': {
    save: at(
      (books) => `/expenses/mileage/${books.trip}`,
      (books) => trip(books, { id: books.trip, version: '1' }),
      'app.save_trip',
      (books) => ['expenses where id = $1 and mileage_distance = 12.5', books.trip],
    ),
    delete: at(
      (books) => `/expenses/mileage/${books.trip}`,
      () => ({ intent: 'delete', version: '1' }),
      'app.delete_trip',
      (books) => [gone('expenses'), books.trip],
    ),
  },
  'expenses.mileage.vehicles.new.tsx': {
    add: at(
      '/expenses/mileage/vehicles/new',
      ({ id, name }) => ({ id, name, firstUsedOn: '2026-01-01', method: 'ACTUAL' }),
      'app.save_vehicle',
      ({ id }) => [`vehicle_years where vehicle_id = $1 and method = 'ACTUAL'`, id],
    ),
  },
  'expenses.mileage.vehicles.$vehicleId.tsx': {
    save: at(
      ({ vehicle }) => `/expenses/mileage/vehicles/${vehicle}`,
      ({ vehicle, name }) => ({ intent: 'save', id: vehicle, version: '1', name, firstUsedOn: '2022-01-01' }),
      'app.save_vehicle',
      ({ vehicle, name }) => ['vehicles where id = $1 and name = $2', vehicle, name],
    ),
    'save year': at(
      ({ vehicle }) => `/expenses/mileage/vehicles/${vehicle}`,
      () => ({ intent: 'save-year', taxYear: '2026', method: 'STANDARD', odometerStart: '100', odometerEnd: '900' }),
      'app.save_vehicle_year',
      ({ vehicle }) => ['vehicle_years where vehicle_id = $1 and odometer_end = 900', vehicle],
    ),
    delete: at(
      ({ unused }) => `/expenses/mileage/vehicles/${unused}`,
      () => ({ intent: 'delete' }),
      'app.delete_vehicle',
      ({ unused }) => [gone('vehicles'), unused],
    ),
  },
  'expenses.listings.new.tsx': {
    add: at(
      '/expenses/listings/new',
      ({ id }) => ({ ...property, id, address: '1 Lake Street' }),
      'app.save_property',
      ({ id }) => ['listings where id = $1', id],
    ),
  },
  'expenses.listings.$listingId_.edit.tsx': {
    save: at(
      (books) => `/expenses/listings/${books.property}/edit`,
      (books) => ({ ...property, id: books.property, version: '1', address: '2 Lake Street', isRetired: 'on' }),
      'app.save_property',
      (books) => ['listings where id = $1 and not is_active', books.property],
    ),
  },
  'expenses.listings.assets.new.tsx': {
    add: at(
      '/expenses/listings/assets/new',
      ({ id, name }) => ({ ...asset, id, name }),
      'app.save_asset',
      ({ id }) => ['depreciable_assets where id = $1', id],
    ),
  },
  'expenses.listings.assets.$assetId.tsx': {
    save: at(
      (books) => `/expenses/listings/assets/${books.asset}`,
      (books) => ({ ...asset, id: books.asset, version: '1', name: books.name }),
      'app.save_asset',
      (books) => ['depreciable_assets where id = $1 and name = $2', books.asset, books.name],
    ),
    delete: at(
      (books) => `/expenses/listings/assets/${books.asset}`,
      () => ({ intent: 'delete', version: '1' }),
      'app.delete_asset',
      (books) => [gone('depreciable_assets'), books.asset],
    ),
  },
  'expenses.payees.new.tsx': {
    add: at(
      '/expenses/payees/new',
      ({ id, name }) => ({ id, name, taxNumberLastFour: '6789' }),
      'app.save_payee',
      ({ id }) => ['payees where id = $1', id],
    ),
  },
  'expenses.payees.$payeeId.tsx': {
    save: at(
      ({ payee }) => `/expenses/payees/${payee}`,
      ({ payee, name }) => ({ intent: 'save', id: payee, version: '1', name }),
      'app.save_payee',
      ({ payee, name }) => ['payees where id = $1 and name = $2', payee, name],
    ),
    archive: at(
      ({ payee }) => `/expenses/payees/${payee}`,
      () => ({ intent: 'archive' }),
      'app.archive_payee',
      ({ payee }) => ['payees where id = $1 and not is_active', payee],
    ),
    restore: at(
      ({ retired }) => `/expenses/payees/${retired}`,
      () => ({ intent: 'restore' }),
      'app.archive_payee',
      ({ retired }) => ['payees where id = $1 and is_active', retired],
    ),
  },
};
