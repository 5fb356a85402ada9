import { Client } from 'pg';
import {
  createOrganization,
  createPlatformAdmin,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';

/** How much there is of everything, the organization that is looked at and the demo ones not counted. */
export interface MarketplaceSize {
  tools: number;
  bundles: number;
  organizations: number;
  /** Of tools, by each organization. */
  purchasesEach: number;
}

/** Who looks at the pages: the people of one organization, and an admin of the platform. */
export interface ScaleViewers {
  organization: TestOrganization;
  administrator: TestPerson;
}

const ordersEach = 20;
const differentTexts = 3_000;

// Belongings of the organization that is looked at, in every database the same.
const ownTools = 20;
const ownOrders = 30;

/**
 * Grows a seeded database to a size, in statements over whole sets. Only a superuser can: triggers and foreign keys, which
 * rows in bulk do not need to be read, are left out.
 * @param superuserUrl  of the database to fill
 */
export async function fillMarketplace(superuserUrl: string, size: MarketplaceSize): Promise<ScaleViewers> {
  const sql = new Client({ connectionString: superuserUrl });
  await sql.connect();
  try {
    await sql.query('set session_replication_role = replica');
    // Rows that differ by chance, and by the same chance in every run.
    await sql.query('select setseed(0.5)');
    const viewers = {
      organization: await createOrganization(sql),
      administrator: await createPlatformAdmin(sql),
    };
    await withoutIndexes(sql, async () => {
      await fillOwn(sql, viewers.organization);
      await fillCatalog(sql, size);
      await fillOrganizations(sql, size);
      await fillTrade(sql, size);
      await fillReviews(sql);
      await keepCounts(sql);
    });
    // As autovacuum would in time.
    await sql.query('vacuum analyze');
    return viewers;
  } finally {
    await sql.end();
  }
}

/** Builds indexes once over all rows instead of with each of them. Those of keys stay. */
async function withoutIndexes(sql: Client, fill: () => Promise<void>) {
  const { rows } = await sql.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     join pg_class on pg_class.oid = indexrelid
     where relnamespace = 'public'::regnamespace and not indisunique`,
  );
  for (const { name } of rows) await sql.query(`drop index ${name}`);
  await fill();
  for (const { definition } of rows) await sql.query(definition);
}

/** Tools and bundles; one tool with a name like no other. */
async function fillCatalog(sql: Client, { tools, bundles }: MarketplaceSize) {
  await sql.query(`
    create temporary table words as
      select word, row_number() over (order by word) as place
      from (select distinct lower(regexp_replace(word, '[^A-Za-z]', '', 'g')) as word
        from marketplace_tools, regexp_split_to_table(description || ' ' || long_description, '\\s+') as word) every
      where char_length(word) > 2;
    create unique index on words (place);
    analyze words;
    create temporary table tags as
      select tag, row_number() over (order by tag) as place
      from (select distinct unnest(tags) as tag from marketplace_tools) every`);
  // A text is one of a few thousand, so that a search finds as many of the tools as it would among real ones.
  await sql.query(`
    create temporary table texts as
      select text_place as place, string_agg(initcap(word), ' ' order by at) filter (where at <= 2) as name,
        string_agg(word, ' ' order by at) filter (where at <= 14) as short, string_agg(word, ' ' order by at) as long
      from generate_series(0, ${differentTexts - 1}) as text_place
      cross join generate_series(1, 60) as at
      join words on words.place = 1 + (hashtext(text_place || ':' || at) & 2147483647) % (select count(*) from words)
      group by text_place;
    create unique index on texts (place);
    analyze texts`);
  const pick = (type: string) =>
    `(enum_range(null::${type}))[1 + (hashtext('${type}' || number) & 2147483647) % array_length(enum_range(null::${type}), 1)]`;
  await sql.query(
    `insert into marketplace_tools (slug, name, description, long_description, category, area, tier, price, price_model,
       required_tier, status, tags, features, created_at, updated_at)
     select 'tool-' || number, texts.name || ' ' || number, texts.short, texts.long,
       ${pick('tool_category')}, ${pick('tool_area')}, ${pick('tool_tier')},
       case price_model when 'FREE' then 0 else 1000 + number * 7919 % 90000 end, price_model,
       case when number % 3 = 0 then 'GROWTH' else 'FREE' end::subscription_tier,
       case when number % 40 = 0 then 'DISABLED' when number % 25 = 0 then 'DEPRECATED' when number % 10 = 0 then 'BETA' else 'ACTIVE' end::tool_status,
       array(select tag from tags where place in
         (select 1 + (hashtext(number || ':tag:' || at) & 2147483647) % (select count(*) from tags) from generate_series(1, 4) as at) order by tag),
       array['One of its features', 'Another one', 'And a third'],
       now() - number * interval '7 minutes', now() - number * interval '3 minutes'
     from (select number, case when number % 12 = 0 then 'FREE' when number % 15 = 0 then 'CUSTOM' when number % 5 = 0 then 'ANNUAL' else 'MONTHLY' end::price_model as price_model
       from generate_series(1, $1 - 1 - (select count(*) from marketplace_tools)) as number) made
     join texts on texts.place = (hashtext('text' || number) & 2147483647) % ${differentTexts}`,
    [tools],
  );
  await sql.query(
    `insert into marketplace_tools (slug, name, description, category, area, tier, price, tags)
     values ('zeppelin-planner', 'Zeppelin Planner', 'Plans what no other tool plans', 'GROWTH', 'LISTINGS', 'T1', 9900, '{}')`,
  );
  await sql.query(
    `insert into tool_bundles (slug, name, description, bundle_type, original_price, bundle_price, status, created_at, updated_at)
     select 'bundle-' || number, 'Bundle ' || number, 'Tools that work well together', 'GROWTH_PACK', 40000, 20000 + number * 7 % 9000,
       'ACTIVE', now() - number * interval '1 hour', now() - number * interval '1 hour'
     from generate_series(1, $1 - (select count(*) from tool_bundles)) as number`,
    [bundles],
  );
  await sql.query(`
    create temporary table numbered_tools as
      select id, name, price, row_number() over (order by slug like 'tool-%', slug) - 1 as place from marketplace_tools;
    create unique index on numbered_tools (place);
    insert into bundle_tools (bundle_id, tool_id, position)
      select bundle.id, tool.id, at
      from (select id, row_number() over (order by slug) as number from tool_bundles where slug like 'bundle-%') bundle
      cross join generate_series(0, 4) as at
      join numbered_tools tool on tool.place = (bundle.number * 5 + at) % (select count(*) from numbered_tools);
    analyze numbered_tools`);
}

async function fillOrganizations(sql: Client, { organizations }: MarketplaceSize) {
  await sql.query(
    `insert into organizations (name, slug, subscription_tier, created_at)
     select 'Brokerage ' || number, 'brokerage-' || number, 'ELITE', now() - number * interval '1 hour'
     from generate_series(1, $1) as number`,
    [organizations],
  );
  await sql.query(`
    create temporary table numbered_organizations as
      select id, row_number() over (order by slug) as place from organizations where slug like 'brokerage-%';
    insert into users (email, name, email_confirmed_at)
      select 'person-' || place || '-' || at || '@people.test', 'Person' || place || ' Number' || at, now()
      from numbered_organizations, generate_series(1, 3) as at;
    insert into memberships (organization_id, user_id, role)
      select organization.id, person.id, (array['OWNER', 'ADMIN', 'MEMBER'])[at]::org_role
      from numbered_organizations organization
      cross join generate_series(1, 3) as at
      join users person on lower(person.email) = 'person-' || organization.place || '-' || at || '@people.test';
    insert into sessions (token_hash, user_id, organization_id, expires_at)
      select encode(sha256(user_id::text::bytea), 'hex'), user_id, organization_id, now() + interval '20 days' from memberships
      where organization_id in (select id from numbered_organizations);
    create temporary table owners as
      select membership.organization_id, membership.user_id, organization.place from memberships membership
      join numbered_organizations organization on organization.id = membership.organization_id where role = 'OWNER';
    analyze owners`);
}

/** Purchases, the orders that made them, and what else comes of work with tools. */
async function fillTrade(sql: Client, { purchasesEach }: MarketplaceSize) {
  // A fifth of an organization's purchases are of a few tools that many own.
  await sql.query(
    `create temporary table made as
     select owner.organization_id, owner.user_id, owner.place as organization, at, tool.id as tool_id, tool.name, tool.price,
       md5(owner.organization_id::text || at % $2)::uuid as order_id,
       now() - ((owner.place * 37 + at % $2 * 523) % 1000000) * interval '1 minute' as placed_at
     from owners owner
     cross join generate_series(0, $1 - 1) as at
     cross join (select count(*) as tools, least(count(*) / 5, 200) as popular from numbered_tools) catalog
     join numbered_tools tool on tool.place = case when at < $1 / 5 then (owner.place * 7 + at) % catalog.popular
       else catalog.popular + (owner.place * 31 + at * 997) % (catalog.tools - catalog.popular) end`,
    [purchasesEach, ordersEach],
  );
  await sql.query(`
    analyze made;
    insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchase_date, purchased_by, status, order_id)
      select organization_id, tool_id, price, 'ONE_TIME', placed_at, user_id, case when at % 10 = 9 then 'CANCELLED' else 'ACTIVE' end::purchase_status, order_id from made;
    insert into marketplace_orders (id, organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
        billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, subtotal, credit_total, total, placed_at)
      select order_id, organization_id, 'LOT-9' || lpad(row_number() over (order by placed_at)::text, 7, '0'), gen_random_uuid(), 'none', user_id, 'INVOICE',
        case when organization % 3 = 0 then 'PENDING' else 'COMPLETED' end::payment_status,
        'Brokerage', 'billing@people.test', '1 Main Street', 'Chicago', 'IL', '60601', sum(price), 0, sum(price), placed_at
      from made group by order_id, organization_id, user_id, organization, placed_at;
    insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price)
      select organization_id, order_id, row_number() over (partition by order_id order by at), 'TOOL', tool_id, name, price, 0, price from made;
    ${chargeLines('LOT-9%')};
    insert into audit_log (organization_id, chain_position, occurred_at, actor_id, action, subject_type, subject_id, after, previous_hash, hash)
      select organization_id, row_number() over (partition by organization_id order by placed_at), placed_at, buyer_id, 'insert', 'order', id::text,
        jsonb_build_object('id', id, 'number', number, 'total', total, 'buyer_id', buyer_id, 'payment_status', payment_status), 'none', 'none'
      from marketplace_orders o where number like 'LOT-9%' and ${madeInBulk};
    insert into bundle_purchases (organization_id, bundle_id, price_at_purchase, purchased_by)
      select owner.organization_id, bundle.id, bundle.bundle_price, owner.user_id from owners owner
      join (select id, bundle_price, row_number() over (order by slug) as place, count(*) over () as bundles from tool_bundles) bundle
        on bundle.place = 1 + owner.place % bundle.bundles;
    insert into shopping_carts (organization_id, user_id, tools)
      select organization_id, user_id, jsonb_agg(jsonb_build_object('id', tool_id, 'price', price)) from made where at < 3
      group by organization_id, user_id;
    insert into purchase_requests (organization_id, requester_id, tools, reason, created_at)
      select organization_id, user_id, jsonb_build_array(jsonb_build_object('id', tool_id, 'price', price)), 'Needed', placed_at from made where at < 5;
    insert into tool_seats (organization_id, tool_id, user_id, assigned_by)
      select organization_id, tool_id, user_id, user_id from made where at < 10;
    insert into tool_usage_daily (organization_id, tool_id, day, opens)
      select organization_id, tool_id, current_date - ago, 1 + ago % 5 from made, generate_series(0, 19) as ago where at < 2`);
}

/** Orders of the demo have numbers by chance, which may begin alike. */
const madeInBulk = `o.checkout_digest = 'none'`;

/** The row of the tool that each line of these orders charges. */
const chargeLines = (numbers: string) => `
  insert into order_line_tools (organization_id, order_id, order_line_id, position, tool_id, name, price_model, list_price, price)
    select line.organization_id, line.order_id, line.id, 1, line.tool_id, line.name, 'ONE_TIME', line.list_price, line.price
    from order_lines line join marketplace_orders o on o.organization_id = line.organization_id and o.id = line.order_id
    where o.number like '${numbers}' and ${madeInBulk}`;

async function fillReviews(sql: Client) {
  await sql.query(`
    insert into tool_reviews (organization_id, tool_id, reviewer_id, rating, title, review, status, verified_purchase, moderated_at, created_at, updated_at)
      select organization_id, tool_id, user_id, 1 + (organization * 3 + at) % 5, 'Of use', 'We use it every day and would buy it again.',
        case (organization + at) % 20 when 0 then 'PENDING' when 1 then 'REJECTED' else 'APPROVED' end::review_status, true,
        placed_at, placed_at, placed_at
      from made where at < 20;
    insert into review_flags (review_id, user_id, reason)
      select review.id, person.user_id, 'It is not about this tool' from tool_reviews review
      join owners person on person.place = 1 + abs(hashtext(review.id::text)) % (select count(*) from owners)
      where review.status = 'APPROVED' and hashtext(review.id::text || 'flag') % 100 = 0`);
}

/** Does what triggers would have done. */
async function keepCounts(sql: Client) {
  await sql.query(`
    insert into catalog_words
      select distinct word from (select min(name) as name, description, min(tags) as tags from marketplace_tools group by description) different,
        app.searchable_words(name, description, tags) as word
      on conflict do nothing;
    -- Both at once: writing a tool makes its search document anew.
    update marketplace_tools tool set purchase_count = coalesce(owners, 0), rating = average, review_count = coalesce(reviews, 0)
      from (select tool_id, count(*) as owners from tool_purchases where status = 'ACTIVE' group by tool_id) owned
      full join (select tool_id, round(avg(rating), 2) as average, count(*) as reviews from tool_reviews where status = 'APPROVED' group by tool_id) reviewed
        using (tool_id)
      where tool_id = tool.id`);
}

/** Belongings of one organization: tools and orders, a bundle, a cart, requests, seats and use. */
async function fillOwn(sql: Client, { id, owner, member }: TestOrganization) {
  const parameters = [id, owner.id];
  await sql.query(
    `create temporary table own as
     select id as tool_id, name, price, row_number() over (order by slug) as at from marketplace_tools where is_sold order by slug`,
  );
  await sql.query(
    `insert into tool_purchases (organization_id, tool_id, price_at_purchase, price_model, purchase_date, purchased_by, order_id)
     select $1::uuid, tool_id, price, 'ONE_TIME', now() - at * interval '1 day', $2, md5($1::uuid::text || at)::uuid from own where at <= ${ownTools}`,
    parameters,
  );
  await sql.query(
    `insert into marketplace_orders (id, organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
       billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, subtotal, credit_total, total, placed_at)
     select md5($1::uuid::text || at)::uuid, $1::uuid, 'LOT-8' || lpad(at::text, 7, '0'), gen_random_uuid(), 'none', $2, 'INVOICE', 'COMPLETED',
       'Brokerage', 'billing@people.test', '1 Main Street', 'Chicago', 'IL', '60601', price, 0, price, now() - at * interval '1 day'
     from own where at <= ${ownOrders}`,
    parameters,
  );
  await sql.query(
    `insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price)
     select $1::uuid, md5($1::uuid::text || at)::uuid, 1, 'TOOL', tool_id, name, price, 0, price from own where at <= ${ownOrders}`,
    [id],
  );
  await sql.query(chargeLines('LOT-8%'));
  await sql.query(
    `insert into bundle_purchases (organization_id, bundle_id, price_at_purchase, purchased_by)
     select $1, id, bundle_price, $2 from tool_bundles where is_active order by original_price, slug limit 1`,
    parameters,
  );
  await sql.query(
    `insert into shopping_carts (organization_id, user_id, tools)
     select $1, $2, jsonb_agg(jsonb_build_object('id', tool_id, 'price', price)) from (select * from own where tool_id not in (select app.owned_tool_ids($1)) order by at limit 3) wanted`,
    parameters,
  );
  await sql.query(
    `insert into purchase_requests (organization_id, requester_id, tools, reason, created_at)
     select $1, $2, jsonb_build_array(jsonb_build_object('id', tool_id, 'price', price)), 'Needed', now() - at * interval '1 day'
     from own where at between 21 and 30`,
    [id, member.id],
  );
  await sql.query(
    `insert into tool_usage_daily (organization_id, tool_id, day, opens)
     select $1, tool_id, current_date - ago, 3 from own, generate_series(0, 29) as ago where at <= 10`,
    [id],
  );
  await sql.query('drop table own');
}
