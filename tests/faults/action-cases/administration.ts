import { createBundle, createTool, createTools } from '../../factories/catalog.ts';
import { buy } from '../../factories/orders.ts';
import { createOrganization } from '../../factories/organizations.ts';
import { readHiddenFields, readPageForm } from '../../factories/page-forms.ts';
import { createReview } from '../../factories/reviews.ts';
import { counting, own, type Prepare, signInAsPlatformAdmin, startAsOwner, uniqueName, type World } from './world.ts';

/** The form of a page that shows what would be done to several things, as it stands there. */
async function openPreview(world: World, address: string, field: string) {
  const visitor = await signInAsPlatformAdmin(world);
  return { visitor, address, fields: readHiddenFields((await visitor.get(address)).text, field) };
}

/** An organization's order of a tool, on invoice, that is due so many days ago. */
async function createInvoice(world: World, daysOverdue: number) {
  const { database } = world;
  const organization = await createOrganization(database.sql);
  const order = await buy(database, organization, { tools: [await createTool(database.sql)] });
  await database.sql.query('update marketplace_orders set due_on = app.today() - $2::integer where id = $1', [
    order.id,
    daysOverdue,
  ]);
  return order;
}

const heading = 'Name,Description,Category,Area,Price tier,Price,Paid,Tier needed,Works as,Icon,Provider';
const row = 'Of a test.,ELITE,LISTINGS,T2,50,MONTHLY,FREE,API,box,A company';

export const administration: Record<string, Record<string, Prepare>> = {
  'admin.tools.bulk.tsx': {
    'change prices': async (world) => {
      const [one, other] = await createTools(world.database.sql, 2, { price: 10_000 });
      const ids = [one?.id ?? '', other?.id ?? ''];
      const address = `/admin/tools/bulk?act=reprice&by=10&unit=percent&id=${ids.join('&id=')}`;
      return {
        ...(await openPreview(world, address, 'tool')),
        match: 'app.change_tools',
        countEffects: counting(world)(
          '(select 1 from marketplace_tools where id = any ($1::uuid[]) and price = 11000 having count(*) = 2) done',
          ids,
        ),
      };
    },
  },
  'admin.tools.import.tsx': {
    import: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const address = '/admin/tools/import';
      const name = uniqueName();
      const csv = `${heading}\n${name},${row}\n`;
      const { text } = await visitor.post(address, { intent: 'check', csv });
      const { shown = '' } = readPageForm(text, 'shown');
      return {
        visitor,
        address,
        fields: { intent: 'import', csv, shown },
        match: 'app.import_tools',
        countEffects: counting(world)('marketplace_tools where name = $1 and price = 5000', name),
      };
    },
  },
  'admin.bundles.bulk.tsx': {
    archive: async (world) => {
      const { id } = await createBundle(world.database.sql, await createTools(world.database.sql, 2));
      return {
        ...(await openPreview(world, `/admin/bundles/bulk?act=archive&id=${id}`, 'bundle')),
        match: 'app.change_bundles',
        countEffects: counting(world)(`tool_bundles where id = $1 and status = 'ARCHIVED'`, id),
      };
    },
  },
  'admin.reviews_.bulk.tsx': {
    approve: async (world) => {
      const { organization } = await startAsOwner(world);
      const tool = await createTool(world.database.sql);
      await own(world, organization, tool.id);
      const id = await createReview(world.database.sql, organization, tool.id);
      return {
        ...(await openPreview(world, `/admin/reviews/bulk?id=${id}`, 'review')),
        match: 'app.approve_reviews',
        countEffects: counting(world)(`tool_reviews where id = $1 and status = 'APPROVED'`, id),
      };
    },
  },
  'admin.overdue_.bulk.tsx': {
    remind: async (world) => {
      const order = await createInvoice(world, 5);
      return {
        ...(await openPreview(world, `/admin/overdue/bulk?id=${order.number}`, 'number')),
        match: 'app.remind_of_invoices',
        countEffects: counting(world)('marketplace_orders where id = $1 and reminded_on is not null', order.id),
      };
    },
  },
  'admin.orders.bulk.tsx': {
    'mark as paid': async (world) => {
      const order = await createInvoice(world, 0);
      return {
        ...(await openPreview(world, `/admin/orders/bulk?id=${order.number}`, 'number')),
        match: 'app.record_payments',
        countEffects: counting(world)(`marketplace_orders where id = $1 and payment_status = 'COMPLETED'`, order.id),
      };
    },
  },
  'admin.organizations.bulk.tsx': {
    'set tiers': async (world) => {
      const { id } = await createOrganization(world.database.sql, { tier: 'STARTER' });
      return {
        ...(await openPreview(world, `/admin/organizations/bulk?tier=ELITE&id=${id}`, 'organization')),
        match: 'app.set_tiers',
        countEffects: counting(world)(`organizations where id = $1 and subscription_tier = 'ELITE'`, id),
      };
    },
  },
  'admin.filters.tsx': {
    save: async (world) => {
      const name = uniqueName();
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: '/admin/filters',
        fields: { intent: 'save', list: 'tools', name, search: 'status=DISABLED' },
        match: 'app.save_filter',
        countEffects: counting(world)('saved_filters where name = $1', name),
      };
    },
    remove: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const name = uniqueName();
      await visitor.post('/admin/filters', { intent: 'save', list: 'orders', name, search: 'status=PENDING' });
      const kept = counting(world)('saved_filters where name = $1', name);
      const { text } = await visitor.get('/admin/filters');
      const filter = /name="filter" value="([\w-]{36})"/.exec(text)?.[1] ?? '';
      return {
        visitor,
        address: '/admin/filters',
        fields: { intent: 'remove', filter },
        match: 'app.remove_filter',
        countEffects: async () => 1 - (await kept()),
      };
    },
  },
};
