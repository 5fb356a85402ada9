import { isNull, sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import { describeEstimate } from '../../../app/modules/expenses/tax/commands.server.ts';
import * as schema from '../../schema/index.ts';
import { type Day, yearOf } from '../days.ts';
import type { Random } from '../random.ts';
import type { DemoMarket } from '../reid/areas.ts';
import { makeAsset, makeExpenses, makeListings, makePayees, makeVehicle } from './expenses.ts';
import { makeReceipt } from './receipts.ts';
import { type DemoBooks, makeIncome, makeTaxPayments, makeTaxSettings, planDemoTaxes } from './taxes.ts';

type Transaction = Parameters<Parameters<NodePgDatabase<typeof schema>['transaction']>[0]>[0];

interface Demo {
  organizationId: string;
  /** OWNER, ADMIN and MEMBER, in this order. */
  people: readonly [string, ...string[]];
  market: DemoMarket;
  today: Day;
  random: Random;
}

/** Gives a demo organization a year of books: expenses with receipts, trips, income, and the taxes that follow from them. */
export async function seedExpenses(transaction: Transaction, demo: Demo): Promise<void> {
  const { organizationId, people, market, today, random } = demo;
  const listings = await transaction
    .insert(schema.listings)
    .values(makeListings(organizationId, market))
    .returning({ id: schema.listings.id, kind: schema.listings.kind });
  const rentalIds = listings.filter(({ kind }) => kind === 'RENTAL').map(({ id }) => id);
  const expenses = await insertExpenses(
    transaction,
    demo,
    listings.map(({ id }) => id),
  );
  // Most of what costs much has its receipt; trips need none.
  const receipted = expenses.filter(({ mileageDistance, amount }) => mileageDistance === null && amount >= 7_500);
  await transaction
    .insert(schema.receipts)
    .values(receipted.filter((_, index) => index % 5 !== 0).map((expense) => makeReceipt(organizationId, expense)));
  const assets = await transaction
    .insert(schema.depreciableAssets)
    .values(makeAsset(organizationId, rentalIds[0], today))
    .returning();
  const income = await transaction
    .insert(schema.incomeEntries)
    .values(makeIncome(organizationId, people[0], rentalIds, today, random))
    .returning();
  const [settings] = await transaction
    .insert(schema.taxSettings)
    .values(makeTaxSettings(organizationId, yearOf(today), market.state))
    .returning();
  if (!settings) throw new Error('The demo settings were not made.');
  await seedTaxes(transaction, demo, { expenses, income, assets, rentalIds, settings });
}

async function insertExpenses(
  transaction: Transaction,
  { organizationId, people, today, random }: Demo,
  listingIds: readonly string[],
): Promise<DemoBooks['expenses']> {
  const categories = await transaction
    .select({ id: schema.expenseCategories.id, code: schema.expenseCategories.code })
    .from(schema.expenseCategories)
    .where(isNull(schema.expenseCategories.organizationId));
  const [vehicle] = await transaction
    .insert(schema.vehicles)
    .values(makeVehicle(organizationId, today))
    .returning({ id: schema.vehicles.id });
  const payees = await transaction
    .insert(schema.payees)
    .values(makePayees(organizationId, today))
    .returning({ id: schema.payees.id, name: schema.payees.name });
  const setting = {
    organizationId,
    people,
    today,
    listingIds,
    categoryIds: new Map(categories.map(({ code, id }) => [code, id])),
    payeeIds: new Map(payees.map(({ name, id }) => [name, id])),
    vehicleId: vehicle?.id,
  };
  return transaction.insert(schema.expenses).values(makeExpenses(setting, random)).returning();
}

/** Saves the estimate as its page does, and what was paid of it. */
async function seedTaxes(transaction: Transaction, { organizationId, people, today }: Demo, books: DemoBooks) {
  const taxYear = planDemoTaxes(yearOf(today), books, today);
  const payments = makeTaxPayments(organizationId, people[0], taxYear, today);
  if (payments.length > 0) await transaction.insert(schema.taxPayments).values(payments);
  const { year, method, version, figuresHash, taxRate, rows, assumptions } = describeEstimate(taxYear, 'STANDARD');
  await transaction.execute(sql`select app.set_viewer(${people[0]}::uuid, ${organizationId}::uuid, 'OWNER', false)`);
  const { rows: saved } = await transaction.execute(sql`
    select app.save_tax_estimate(${year}, ${method}, ${version}, ${figuresHash}, ${taxRate}, ${JSON.stringify(rows)}::jsonb,
      ${JSON.stringify(assumptions)}::jsonb) as outcome`);
  if (saved[0]?.outcome !== 'SAVED') throw new Error(`The demo estimate was not saved: ${saved[0]?.outcome}`);
  await transaction.execute(sql`select app.set_viewer(null, null, null, false)`);
}
