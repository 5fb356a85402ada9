import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { calculate, summarize } from '../../app/modules/reid/roi/v2/calculate.ts';
import { caseA } from '../../app/modules/reid/roi/v2/test-inputs.ts';
import type { VisitorName } from '../pages/facts.ts';
import { fillAddress } from '../pages.ts';
import type { TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import type { TestWorker } from '../setup/worker.ts';
import { createInvitation, createPasswordReset } from './account-links.ts';
import { createCampaignParts } from './campaign-parts.ts';
import { openOrderForm } from './checkout.ts';
import { createMarkets } from './markets.ts';
import { frozenReportData } from './module-rows.ts';
import { createOrganization, createPlatformAdmin, createUser, type TestOrganization } from './organizations.ts';
import { unlockModules } from './purchases.ts';
import { createMarketImport } from './reid-import-rows.ts';
import { only } from './rows.ts';

/** Values of the parts of addresses like `:order`. */
export type KnownParts = Awaited<ReturnType<typeof createKnownParts>>;

/** An organization with one of everything that has a page, and people to visit every route. */
export interface Site extends Record<VisitorName, Visitor> {
  organization: TestOrganization;
  known: KnownParts;
  /** An address of the table of pages with its parts filled in. */
  fillAddress(address: string): string;
}

/** Makes a site for the tests that visit every route. */
export async function createSite(
  { sql }: Pick<TestDatabase, 'sql'>,
  { url, outbox }: { url: string; outbox: Pick<TestWorker['outbox'], 'url'> },
): Promise<Site> {
  const organization = await createOrganization(sql);
  const signIn = (person: { id: string }, organizationId: string | null = organization.id) =>
    createSignedInVisitor(url, { sql, personId: person.id, organizationId });
  const owner = await signIn(organization.owner);

  const { id: tool } = only(await sql.query(`select id from marketplace_tools where slug = 'cma-generator'`));
  await owner.post('/cart', { intent: 'add', kind: 'TOOL', id: tool });
  const order = await placeOrder(owner);
  await unlockModules(sql, organization);
  const parts = await createKnownParts(sql, outbox.url, {
    organizationId: organization.id,
    requesterId: organization.member.id,
    order,
    ownTool: 'cma-generator',
  });
  // One whose files are there.
  const known = { ...parts, ...(await makeReport(owner)) };
  await owner.post('/cart', { intent: 'add', kind: 'BUNDLE', id: known.bundle });
  const file = new File(['%PDF-1.7'], 'receipt.pdf');
  await owner.post(`/expenses/${known.expense}/receipts`, { intent: 'add-receipts', receipts: file });
  const receipt = only(
    await sql.query<{ id: string }>('select id from receipts where expense_id = $1', [known.expense]),
  );

  return {
    organization,
    guest: createVisitor(url),
    viewer: await signIn(organization.viewer),
    member: await signIn(organization.member),
    admin: await signIn(organization.admin),
    owner,
    administrator: await signIn(await createPlatformAdmin(sql), null),
    known: { ...known, receipt: receipt.id },
    fillAddress: (address) => fillAddress(address, { ...known, receipt: receipt.id }),
  };
}

/**
 * Makes one of everything that has an address and was not there before.
 * @param outbox  where the Worker's mail goes
 * @param have  number of an order of the organization, and slug of a tool that it owns
 */
export async function createKnownParts(
  sql: Client,
  outbox: string,
  have: { organizationId: string; requesterId: string; order: string; ownTool: string },
) {
  const { organizationId, requesterId, order, ownTool } = have;
  const idOf = async (query: string, values: unknown[] = []) => only(await sql.query<{ id: string }>(query, values)).id;
  const creditNote = `CRN-${randomUUID()}`;
  await sql.query(
    `insert into credit_notes (organization_id, order_id, number, reason, total)
     select organization_id, id, $2, 'Reason', 0 from marketplace_orders where number = $1`,
    [order, creditNote],
  );
  const request = await idOf(
    `insert into purchase_requests (organization_id, requester_id, reason, tools)
     select $1, $2, 'Reason', jsonb_build_array(jsonb_build_object('id', id, 'price', price))
     from marketplace_tools where slug = 'photo-enhancement' returning id`,
    [organizationId, requesterId],
  );
  const reportLink = randomBytes(32).toString('base64url');
  const report = await idOf(
    `insert into tax_reports (organization_id, user_id, name, template_type, tax_year, period_start, period_end, status, generated_at, is_shared,
       link_token_hash, link_expires_at)
     values ($1, $2, 'Report', 'EXPENSE_SUMMARY', 2024, '2024-01-01', '2024-12-31', 'COMPLETED', now(), true, $3, now() + interval '1 day') returning id`,
    [organizationId, requesterId, createHash('sha256').update(reportLink).digest('hex')],
  );
  const marketReportLink = randomBytes(32).toString('base64url');
  const marketReport = await idOf(
    `insert into reid_reports (organization_id, user_id, name, report_type, status, area_keys, data, insights, generated_at, is_public,
       public_token_hash, public_expires_at)
     values ($1, $2, 'Market report', 'CUSTOM', 'COMPLETED', '{zip-60601}', $4, '["Prices rose."]', now(), true, $3, now() + interval '1 day') returning id`,
    [
      organizationId,
      requesterId,
      createHash('sha256').update(marketReportLink).digest('hex'),
      JSON.stringify(frozenReportData),
    ],
  );
  const profile = await idOf(
    `insert into reid_ai_profiles (organization_id, user_id, profile_type, area_type, area_key, zip_code, summary, ai_model, model_version,
       is_public, last_refreshed_at)
     values ($1, $2, 'NEIGHBORHOOD', 'ZIP', 'zip-60601', '60601', 'Summary', 'lotline-rules', '1', true, now()) returning id`,
    [organizationId, requesterId],
  );
  const { token: invitation } = await createInvitation(sql, organizationId, `${randomUUID()}@people.test`);
  const mail = { to: 'somebody@people.test', subject: 'Subject', text: 'Text', html: '<p>Text</p>' };
  const sent = await fetch(`${outbox}/messages`, { method: 'POST', body: JSON.stringify(mail) });
  const { id: message }: { id: string } = await sent.json();
  const statement = await idOf(
    `insert into expense_imports (organization_id, user_id, file_name, file_key, file_size_bytes, content_hash, format, account, detected)
     select $1::uuid, $2::uuid, 'march.csv', 'imports/' || $1::uuid || '/' || gen_random_uuid(), 100, repeat('a', 64), 'CSV', 'Checking', $3::jsonb returning id`,
    [
      organizationId,
      requesterId,
      JSON.stringify({
        format: 'CSV',
        encoding: 'utf-8',
        markLength: 0,
        delimiter: ',',
        headerLine: 1,
        sample: [
          { line: 1, cells: ['Date', 'Description', 'Amount'] },
          { line: 2, cells: ['03/25/2026', 'Store', '-12.50'] },
        ],
      }),
    ],
  );
  const alert = await idOf(
    `insert into reid_alerts (organization_id, name, alert_type, conditions, area_keys, delivery_channels, email_addresses, webhook_url)
     values ($1, 'Prices', 'PRICE_DROP', $2, '{city-tx-austin}', '{IN_APP,EMAIL,WEBHOOK}', '{somebody@people.test}', 'https://hooks.example.com/')
     returning id`,
    [
      organizationId,
      JSON.stringify({ figure: 'price', compare: 'falls', value: 5, unit: 'percent', over: 'year', source: 'redfin' }),
    ],
  );
  const alertMail = await idOf(
    `insert into outgoing_mail (key, organization_id, recipient, kind, content, send_after)
     values ('reid-alert:' || gen_random_uuid(), $1, 'somebody@people.test', 'reid-alert', jsonb_build_object('alertId', $2::text, 'name', 'Prices'),
       'infinity') returning id`,
    [organizationId, alert],
  );
  const expense = await idOf(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id)
     select $1, $2, '2024-05-06', 2024, 'Store', 1250, id from expense_categories
     where organization_id is null and code = 'OFFICE' returning id`,
    [organizationId, requesterId],
  );
  // One however often this is asked: five at once may not have the standard rate.
  const vehicle = await idOf(
    `with kept as (select id from vehicles where organization_id = $1 and name = 'Van'),
     made as (insert into vehicles (organization_id, name, first_used_on)
       select $1, 'Van', '2022-01-01' where not exists (select from kept) returning id)
     select id from kept union all select id from made`,
    [organizationId],
  );
  const trip = await idOf(
    `insert into expenses (organization_id, user_id, date, tax_year, merchant, amount, category_id, vehicle_id, mileage_from,
       mileage_to, mileage_purpose, mileage_distance)
     select $1, $2, '2024-05-06', 2024, 'Trip', 1, id, $3, 'Office', 'Lake Street', 'Showing', 12.5 from expense_categories
     where organization_id is null and code = 'CAR' returning id`,
    [organizationId, requesterId, vehicle],
  );
  const property = await idOf(
    `insert into listings (organization_id, address, city, state, zip_code, kind)
     values ($1, '12 Lake Street', 'Chicago', 'IL', '60601', 'RENTAL') returning id`,
    [organizationId],
  );
  const asset = await idOf(
    `insert into depreciable_assets (organization_id, listing_id, name, asset_class, basis, in_service_on)
     values ($1, $2, 'House', 'RESIDENTIAL', 30000000, '2024-10-01') returning id`,
    [organizationId, property],
  );
  const markets = await createMarkets(sql, organizationId);
  const campaignParts = await createCampaignParts(sql, { organizationId, requesterId });
  const payee = await idOf(`insert into payees (organization_id, name) values ($1, 'Lee Roofing') returning id`, [
    organizationId,
  ]);
  const marketImport = await createMarketImport(sql, { organizationId, userId: requesterId, status: 'APPLIED' });
  const rental = {
    inputs: JSON.stringify(caseA),
    results: JSON.stringify(summarize(calculate({ strategy: 'RENTAL', inputs: caseA }))),
  };
  const saveRental = (base: string | null) =>
    idOf(
      `insert into reid_roi_simulations (organization_id, user_id, name, inputs, results, calculation_version, is_shared, scenario_type,
         parent_simulation_id)
       values ($1, $2, 'Rental', $3, $4, '2', true, case when $5::uuid is null then 'BASE' else 'CUSTOM' end::reid_scenario_type, $5) returning id`,
      [organizationId, requesterId, rental.inputs, rental.results, base],
    );
  const simulation = await saveRental(null);
  return {
    organization: organizationId,
    ...markets,
    ...campaignParts,
    simulation,
    scenario: await saveRental(simulation),
    alert,
    alertMail,
    /** Of a file that is not there; `createSite` uploads one. */
    receipt: String(randomUUID()),
    expense,
    vehicle,
    trip,
    property,
    asset,
    payee,
    income: await idOf(
      `insert into income_entries (organization_id, user_id, date, tax_year, kind, payer, amount)
       select $1, $2, '2024-05-06', 2024, 'COMMISSION', 'Lakeside Brokerage', 900000 returning id`,
      [organizationId, requesterId],
    ),
    marketImport,
    marketFigure: await idOf('select id from reid_market_data where import_id = $1', [marketImport]),
    statement,
    report,
    reportLink,
    marketReport,
    marketReportLink,
    profile,
    order,
    ownTool,
    creditNote,
    request,
    invitation,
    message,
    reset: await createPasswordReset(sql, (await createUser(sql)).id),
    tool: await idOf(`select id from marketplace_tools where slug = 'cma-generator'`),
    bundle: await idOf(`select id from tool_bundles where slug = 'listing-domination'`),
    review: await idOf('select id from published_reviews limit 1'),
  };
}

/** Makes a report that everybody of the organization reads, with its files and a link. */
async function makeReport(visitor: Visitor): Promise<{ report: string; reportLink: string }> {
  const report = randomUUID();
  const address = `/expenses/reports/${report}`;
  await visitor.post('/expenses/reports?index', {
    key: report,
    template: 'EXPENSE_SUMMARY',
    taxYear: '2024',
    sharedWithAll: 'on',
  });
  for (let page = await visitor.get(address); !page.text.includes('Download PDF'); page = await visitor.get(address))
    if (!page.text.includes('The files are being made')) throw new Error(`There is no report: ${page.status}.`);
  const { text } = await visitor.post(address, { intent: 'create-link', days: '1' });
  return { report, reportLink: /\/shared-reports\/([\w-]{43})"/.exec(text)?.[1] ?? '' };
}

async function placeOrder(visitor: Visitor): Promise<string> {
  const { status, location, text } = await visitor.post('/checkout', await openOrderForm(visitor));
  if (status !== 302) throw new Error(`The order was not placed: ${status} ${text}`);
  return location?.split('/').at(-1) ?? '';
}
