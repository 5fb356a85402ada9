import { randomBytes, randomUUID } from 'node:crypto';
import { hashToken } from '../../app/services/tokens.server.ts';
import { fillCart } from '../factories/carts.ts';
import { createBundle, createTool, createTools } from '../factories/catalog.ts';
import { openCheckout, placeOrder } from '../factories/checkout.ts';
import { buy } from '../factories/orders.ts';
import {
  addMembership,
  createOrganization,
  createPlatformAdmin,
  createUser,
  type TestOrganization,
  type TestPerson,
} from '../factories/organizations.ts';
import { readPageForm } from '../factories/page-forms.ts';
import { createSeat, createToolPurchase } from '../factories/purchases.ts';
import { createRequest } from '../factories/requests.ts';
import { createReview } from '../factories/reviews.ts';
import { only, present } from '../factories/rows.ts';
import type { TestDatabase } from '../setup/database.ts';
import type { PaymentProvider } from '../setup/payment-provider.ts';
import { type Answer, createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';

/** What the cases are made in. */
export interface World {
  database: TestDatabase;
  provider: PaymentProvider;
  /** Where the Worker is. */
  url: string;
  /** Somebody's password and its hash: hashing takes long. */
  password: string;
  passwordHash: string;
}

export type Fields = Record<string, string | string[]>;

/** A form ready to be sent, and how to see in the tables what became of it. */
export interface ActionCase {
  visitor: Visitor;
  address: string;
  fields: Fields;
  /** In a statement that only this action sends. Absent for an action that writes nothing. */
  match?: string;
  /** How often it has been done: 0 before, 1 after. By SQL, but for what is kept elsewhere. */
  countEffects: () => Promise<number>;
  /** Whether nothing counts as done when the database did it and the answer got lost: somebody has to get something, too. */
  needsAnswer?: boolean;
  /** For what no browser sends. */
  send?: () => Promise<Answer>;
}

type Prepare = (world: World) => Promise<ActionCase>;

const newPassword = 'quartz meadow lantern';
const uniqueName = () => `Name ${randomBytes(6).toString('hex')}`;
const newToken = () => randomBytes(32).toString('base64url');

function signIn({ database, url }: World, { id }: { id: string }, organizationId: string | null) {
  return createSignedInVisitor(url, { sql: database.sql, personId: id, organizationId });
}

async function signInAsPlatformAdmin(world: World) {
  return signIn(world, await createPlatformAdmin(world.database.sql), null);
}

/** A new organization and its owner, who is signed in. */
async function startAsOwner(world: World) {
  const organization = await createOrganization(world.database.sql);
  return { organization, visitor: await signIn(world, organization.owner, organization.id) };
}

const counting =
  ({ database }: World) =>
  (query: string, ...values: unknown[]) =>
  async () =>
    only(await database.sql.query<{ count: number }>(`select count(*)::integer as count from ${query}`, values)).count;

async function updatePerson({ database }: World, { id }: { id: string }, passwordHash: string) {
  await database.sql.query('update users set password_hash = $2 where id = $1', [id, passwordHash]);
}

/** An order of two tools on invoice. */
async function createOrder(world: World) {
  const start = await startAsOwner(world);
  const tools = await createTools(world.database.sql, 2);
  return { ...start, order: await buy(world.database, start.organization, { tools }) };
}

/** A purchase, counted. Returns its id. */
async function own({ database }: World, organization: TestOrganization, toolId: string): Promise<string> {
  await database.sql.query('update marketplace_tools set purchase_count = purchase_count + 1 where id = $1', [toolId]);
  return createToolPurchase(database.sql, organization, toolId);
}

/** A tool with seats that the organization bought for a month. */
async function createOwnedTool(world: World) {
  const { sql } = world.database;
  const start = await startAsOwner(world);
  const tool = await createTool(sql, { seats: 2, priceModel: 'MONTHLY', demoUrl: 'https://tool.example/start' });
  const purchaseId = await own(world, start.organization, tool.id);
  await sql.query(`update tool_purchases set period_end = now() + interval '1 month' where id = $1`, [purchaseId]);
  return { ...start, tool, purchaseId, address: `/my-tools/${tool.name}` };
}

async function createInvitation(
  { database }: World,
  organizationId: string,
  email: string,
): Promise<{ id: string; token: string }> {
  const token = newToken();
  const { id } = only(
    await database.sql.query<{ id: string }>(
      `insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
       select $1, $2, 'MEMBER', $3, user_id, now() + interval '7 days'
       from memberships where organization_id = $1 and role = 'OWNER' returning id`,
      [organizationId, email, hashToken(token)],
    ),
  );
  return { id, token };
}

async function createWaitingRequest(world: World) {
  const start = await startAsOwner(world);
  const tools = await createTools(world.database.sql, 2);
  const id = await createRequest(world.database, start.organization, { tools });
  return { ...start, tools, id, address: `/requests/${id}` };
}

/** What a new tool's form has to hold besides its name. */
const toolContent = {
  description: 'Of a test.',
  category: 'ELITE',
  area: 'LISTINGS',
  tier: 'T2',
  priceModel: 'ANNUAL',
  requiredTier: 'GROWTH',
  integrationType: 'API',
  icon: 'calendar-check',
  provider: 'A company',
  publishAs: 'ACTIVE',
};

/** Billing details as a form sends them. */
export const billing = {
  paymentMethod: 'INVOICE',
  purchaseOrderNumber: 'PO-1',
  billingName: 'A brokerage',
  billingEmail: 'billing@example.test',
  street: '1 Main Street',
  city: 'Chicago',
  state: 'IL',
  postalCode: '60601',
};

/** The order form of a page, filled in. */
export async function openOrderForm(visitor: Visitor, address: string): Promise<Record<string, string>> {
  return { ...readPageForm((await visitor.get(address)).text, 'checkoutKey'), ...billing };
}

/** A cart command of the owner on a cart with one tool in it, priced at another time. */
async function startCart(world: World) {
  const { sql } = world.database;
  const start = await startAsOwner(world);
  const tool = await createTool(sql);
  await fillCart(sql, start.organization.id, start.organization.owner.id, { tools: [tool] });
  await sql.query('update marketplace_tools set price = price + 100 where id = $1', [tool.id]);
  return { ...start, tool, item: { kind: 'TOOL', id: tool.id } };
}

async function createReviewOfOwner(world: World, status: 'PENDING' | 'APPROVED') {
  const { sql } = world.database;
  const start = await startAsOwner(world);
  const tool = await createTool(sql);
  await own(world, start.organization, tool.id);
  const id = await createReview(sql, start.organization, tool.id, { status });
  return { ...start, tool, id };
}

async function openModeration(world: World, status: 'PENDING' | 'APPROVED') {
  const { id, tool } = await createReviewOfOwner(world, status);
  const visitor = await signInAsPlatformAdmin(world);
  const address = `/admin/reviews?status=${status}&q=${tool.name}`;
  const { version = '' } = readPageForm((await visitor.get(address)).text, 'version');
  return { visitor, address, id, command: { reviewId: id, version } };
}

/** Whether the visitor holds a session of this person. */
function holdsSession(world: World, visitor: Visitor, email: string) {
  return async () => {
    const value = visitor.cookies.get('__Host-session');
    if (!value) return 0;
    const token: unknown = JSON.parse(Buffer.from(decodeURIComponent(value), 'base64').toString());
    return counting(world)(
      'sessions s join users u on u.id = s.user_id where s.token_hash = $1 and u.email = $2',
      hashToken(String(token)),
      email,
    )();
  };
}

/**
 * For every route file with an action, what its forms do. A route that is not here fails the test.
 */
export const actionCases: Record<string, Record<string, Prepare>> = {
  'account.tsx': {
    rename: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const name = uniqueName();
      return {
        visitor,
        address: '/account',
        fields: { intent: 'rename', name },
        match: 'app.change_name',
        countEffects: counting(world)('users where id = $1 and name = $2', organization.owner.id, name),
      };
    },
    'change the password': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await updatePerson(world, organization.owner, world.passwordHash);
      return {
        visitor,
        address: '/account',
        fields: { intent: 'change-password', currentPassword: world.password, newPassword },
        match: 'app.finish_password_change',
        countEffects: counting(world)(
          'users where id = $1 and password_hash <> $2',
          organization.owner.id,
          world.passwordHash,
        ),
      };
    },
  },
  'admin.bundles.$id.tsx': {
    create: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const address = '/admin/bundles/new';
      const name = uniqueName();
      const form = readPageForm((await visitor.get(address)).text, 'discount');
      return {
        visitor,
        address,
        fields: { ...form, name, description: 'Of a test.', intent: 'draft' },
        match: 'app.save_bundle',
        countEffects: counting(world)('tool_bundles where name = $1', name),
      };
    },
    save: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const tools = await createTools(world.database.sql, 2);
      const { id } = await createBundle(world.database.sql, tools);
      const address = `/admin/bundles/${id}`;
      const name = uniqueName();
      const form = readPageForm((await visitor.get(address)).text, 'discount');
      return {
        visitor,
        address,
        fields: { ...form, tool: tools.map((tool) => tool.id), name, intent: 'save' },
        match: 'app.save_bundle',
        countEffects: counting(world)('tool_bundles where id = $1 and name = $2', id, name),
      };
    },
  },
  'admin.bundles.$id_.preview.tsx': {
    preview: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const form = readPageForm((await visitor.get('/admin/bundles/new')).text, 'discount');
      const name = uniqueName();
      let shown = 0;
      const address = '/admin/bundles/new/preview';
      return {
        visitor,
        address,
        fields: { ...form, name, tier: 'STARTER' },
        countEffects: async () => shown,
        send: async () => {
          const answer = await visitor.post(address, { ...form, name, tier: 'STARTER' });
          if (answer.status === 200 && answer.text.includes(name)) shown += 1;
          return answer;
        },
      };
    },
  },
  'admin.orders.$number.tsx': {
    'record a payment': async (world) => {
      const { order } = await createOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/orders/${order.number}`,
        fields: { intent: 'record-payment' },
        match: 'app.record_payment',
        countEffects: counting(world)(`marketplace_orders where id = $1 and payment_status = 'COMPLETED'`, order.id),
      };
    },
    refund: async (world) => {
      const { order } = await createOrder(world);
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/orders/${order.number}`,
        fields: {
          intent: 'refund',
          lines: order.lines.slice(0, 1).map(({ id }) => id),
          reason: 'Bought by mistake',
          refundedTotal: '0',
        },
        match: 'app.refund_order',
        countEffects: counting(world)('credit_notes where order_id = $1', order.id),
      };
    },
  },
  'admin.organizations.$id.tsx': {
    'set the tier': async (world) => {
      const { id } = await createOrganization(world.database.sql, { tier: 'STARTER' });
      return {
        visitor: await signInAsPlatformAdmin(world),
        address: `/admin/organizations/${id}`,
        fields: { tier: 'ELITE' },
        match: 'app.set_tier',
        countEffects: counting(world)(`organizations where id = $1 and subscription_tier = 'ELITE'`, id),
      };
    },
  },
  'admin.reviews.tsx': {
    approve: async (world) => {
      const { id, command, ...start } = await openModeration(world, 'PENDING');
      return {
        ...start,
        fields: { ...command, intent: 'approve', note: '' },
        match: 'app.moderate_review',
        countEffects: counting(world)(`tool_reviews where id = $1 and status = 'APPROVED'`, id),
      };
    },
    reply: async (world) => {
      const { id, command, ...start } = await openModeration(world, 'APPROVED');
      return {
        ...start,
        fields: { ...command, intent: 'reply', reply: 'Thank you for this.' },
        match: 'app.reply_to_review',
        countEffects: counting(world)(`tool_reviews where id = $1 and vendor_reply = 'Thank you for this.'`, id),
      };
    },
  },
  'admin.tools.$id._index.tsx': {
    save: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const { id } = await createTool(world.database.sql);
      const address = `/admin/tools/${id}`;
      const name = uniqueName();
      return {
        visitor,
        address,
        fields: { ...readPageForm((await visitor.get(address)).text, 'slug'), name, intent: 'save' },
        match: 'update "marketplace_tools"',
        countEffects: counting(world)('marketplace_tools where id = $1 and name = $2', id, name),
      };
    },
  },
  'admin.tools.new.tsx': {
    create: async (world) => {
      const visitor = await signInAsPlatformAdmin(world);
      const address = '/admin/tools/new';
      const name = uniqueName();
      const form = readPageForm((await visitor.get(address)).text, 'slug');
      return {
        visitor,
        address,
        fields: { ...form, ...toolContent, name, intent: 'publish' },
        match: 'insert into marketplace_tools',
        countEffects: counting(world)('marketplace_tools where name = $1', name),
      };
    },
  },
  'cart.tsx': {
    add: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { id } = await createTool(world.database.sql);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'add', kind: 'TOOL', id },
        match: 'app.add_to_cart',
        countEffects: counting(world)(
          `shopping_carts, jsonb_array_elements(tools) line where user_id = $1 and line ->> 'id' = $2`,
          organization.owner.id,
          id,
        ),
      };
    },
    remove: async (world) => {
      const { organization, visitor, item } = await startCart(world);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'remove', ...item },
        match: 'app.remove_from_cart',
        countEffects: counting(world)(`shopping_carts where user_id = $1 and tools = '[]'`, organization.owner.id),
      };
    },
    'accept prices': async (world) => {
      const { visitor, tool } = await startCart(world);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'accept-prices' },
        match: 'app.accept_cart_prices',
        countEffects: counting(world)(
          `shopping_carts where tools @> jsonb_build_array(jsonb_build_object('id', $1::uuid, 'price', $2::integer))`,
          tool.id,
          tool.price + 100,
        ),
      };
    },
    'add as a guest': async (world) => {
      const visitor = createVisitor(world.url);
      const { id } = await createTool(world.database.sql);
      return {
        visitor,
        address: '/cart',
        fields: { intent: 'add', kind: 'TOOL', id },
        countEffects: async () => (visitor.cookies.has('__Host-cart') ? 1 : 0),
      };
    },
  },
  'checkout.tsx': {
    'place an order': async (world) => {
      const { sql } = world.database;
      const { organization, visitor } = await startAsOwner(world);
      await fillCart(sql, organization.id, organization.owner.id, { tools: await createTools(sql, 2) });
      return {
        visitor,
        address: '/checkout',
        fields: await openOrderForm(visitor, '/checkout'),
        match: 'app.place_order',
        countEffects: counting(world)('marketplace_orders where organization_id = $1', organization.id),
      };
    },
  },
  'forgot-password.tsx': {
    'ask for a link': async (world) => {
      const { id, email } = await createUser(world.database.sql);
      return {
        visitor: createVisitor(world.url),
        address: '/forgot-password',
        fields: { email },
        countEffects: counting(world)('password_resets where user_id = $1', id),
      };
    },
  },
  'invitations.$token.tsx': {
    'join as somebody new': async (world) => {
      const { organization } = await startAsOwner(world);
      const email = `${randomUUID()}@people.test`;
      const { token } = await createInvitation(world, organization.id, email);
      return {
        visitor: createVisitor(world.url),
        address: `/invitations/${token}`,
        fields: { name: uniqueName(), password: newPassword },
        match: 'app.accept_invitation',
        countEffects: counting(world)('memberships m join users u on u.id = m.user_id where u.email = $1', email),
      };
    },
    'join with an account': async (world) => {
      const { organization } = await startAsOwner(world);
      const person = await createUser(world.database.sql);
      const { token } = await createInvitation(world, organization.id, person.email);
      return {
        visitor: await signIn(world, person, null),
        address: `/invitations/${token}`,
        fields: { joining: 'yes' },
        match: 'app.accept_invitation',
        countEffects: counting(world)('memberships where user_id = $1', person.id),
      };
    },
  },
  'login.tsx': {
    'sign in': async (world) => {
      const person = await createUser(world.database.sql);
      await updatePerson(world, person, world.passwordHash);
      const visitor = createVisitor(world.url);
      return {
        visitor,
        address: '/login',
        fields: { email: person.email, password: world.password },
        match: 'app.finish_sign_in',
        countEffects: holdsSession(world, visitor, person.email),
        needsAnswer: true,
      };
    },
  },
  'logout.tsx': {
    'sign out': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      await world.database.sql.query('delete from sessions where token_hash = $1', [organization.owner.tokenHash]);
      const sessions = counting(world)('sessions where user_id = $1', organization.owner.id);
      return {
        visitor,
        address: '/logout',
        fields: { redirectTo: '/tools' },
        match: 'app.end_session',
        countEffects: async () => 1 - (await sessions()),
      };
    },
    'sign out everywhere': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const sessions = counting(world)('sessions where user_id = $1', organization.owner.id);
      return {
        visitor,
        address: '/logout',
        fields: { scope: 'everywhere' },
        match: 'app.end_all_sessions',
        countEffects: async () => 1 - Math.min(1, await sessions()),
      };
    },
  },
  'my-tools.$slug.tsx': {
    open: async (world) => {
      const { organization, visitor, tool, address } = await createOwnedTool(world);
      await createSeat(world.database.sql, organization, tool.id, organization.owner.id);
      return {
        visitor,
        address,
        fields: { intent: 'open' },
        match: 'app.open_tool',
        // The row, not the number in it: whoever asks twice uses the tool twice, and is told so.
        countEffects: counting(world)('tool_usage_daily where organization_id = $1', organization.id),
      };
    },
    'assign a seat': async (world) => {
      const { organization, visitor, tool, address } = await createOwnedTool(world);
      return {
        visitor,
        address,
        fields: { intent: 'assign-seat', userId: organization.member.id },
        match: 'app.assign_seat',
        countEffects: counting(world)('tool_seats where tool_id = $1', tool.id),
      };
    },
    'revoke a seat': async (world) => {
      const { organization, visitor, tool, address } = await createOwnedTool(world);
      await createSeat(world.database.sql, organization, tool.id, organization.member.id);
      const seats = counting(world)('tool_seats where tool_id = $1', tool.id);
      return {
        visitor,
        address,
        fields: { intent: 'revoke-seat', userId: organization.member.id },
        match: 'app.revoke_seat',
        countEffects: async () => 1 - (await seats()),
      };
    },
    'switch renewal off': async (world) => {
      const { visitor, purchaseId, address } = await createOwnedTool(world);
      await world.database.sql.query('update tool_purchases set renews = true where id = $1', [purchaseId]);
      return {
        visitor,
        address,
        fields: { intent: 'set-renewal', purchaseId },
        match: 'app.set_renewal',
        countEffects: counting(world)('tool_purchases where id = $1 and not renews', purchaseId),
      };
    },
    cancel: async (world) => {
      const { visitor, purchaseId, address } = await createOwnedTool(world);
      return {
        visitor,
        address,
        fields: { intent: 'cancel', kind: 'TOOL', purchaseId },
        match: 'app.cancel_purchase',
        countEffects: counting(world)(`tool_purchases where id = $1 and status = 'CANCELLED'`, purchaseId),
      };
    },
  },
  'orders.$number.tsx': {
    cancel: async (world) => {
      const { visitor, order } = await createOrder(world);
      return {
        visitor,
        address: `/orders/${order.number}`,
        fields: { intent: 'cancel' },
        match: 'app.cancel_order',
        countEffects: counting(world)(`marketplace_orders where id = $1 and payment_status = 'CANCELLED'`, order.id),
      };
    },
  },
  'orders.$number_.payment.ts': {
    'open the payment': async (world) => {
      const { number, visitor } = await createCardOrder(world);
      return {
        visitor,
        address: `/orders/${number}/payment`,
        fields: {},
        match: 'app.find_card_payment',
        countEffects: async () =>
          world.provider.sessions.filter(({ client_reference_id }) => client_reference_id === number).length,
        needsAnswer: true,
      };
    },
  },
  'organization._index.tsx': {
    invite: async (world) => {
      const { visitor } = await startAsOwner(world);
      const email = `${randomUUID()}@people.test`;
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'invite', email, role: 'MEMBER' },
        match: 'app.invite',
        countEffects: counting(world)('invitations where email = $1', email),
      };
    },
    resend: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { id, token } = await createInvitation(world, organization.id, `${randomUUID()}@people.test`);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'resend', invitationId: id },
        match: 'app.resend_invitation',
        countEffects: counting(world)('invitations where id = $1 and token_hash <> $2', id, hashToken(token)),
      };
    },
    revoke: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const { id } = await createInvitation(world, organization.id, `${randomUUID()}@people.test`);
      const open = counting(world)('invitations where id = $1', id);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'revoke', invitationId: id },
        match: 'app.revoke_invitation',
        countEffects: async () => 1 - (await open()),
      };
    },
    'change a role': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'change-role', userId: organization.member.id, role: 'ADMIN' },
        match: 'app.change_role',
        countEffects: counting(world)(`memberships where user_id = $1 and role = 'ADMIN'`, organization.member.id),
      };
    },
    remove: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const there = counting(world)('memberships where user_id = $1', organization.member.id);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'remove', userId: organization.member.id },
        match: 'app.remove_member',
        countEffects: async () => 1 - (await there()),
      };
    },
    'hand over': async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'hand-over', userId: organization.admin.id },
        match: 'app.hand_over_ownership',
        countEffects: counting(world)(`memberships where user_id = $1 and role = 'OWNER'`, organization.admin.id),
      };
    },
    leave: async (world) => {
      const { organization } = await startAsOwner(world);
      const there = counting(world)('memberships where user_id = $1', organization.member.id);
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: '/organization',
        fields: { intent: 'leave' },
        match: 'app.leave_organization',
        countEffects: async () => 1 - (await there()),
      };
    },
    rename: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const name = uniqueName();
      return {
        visitor,
        address: '/organization',
        fields: { intent: 'rename', name },
        match: 'app.rename_organization',
        countEffects: counting(world)('organizations where id = $1 and name = $2', organization.id, name),
      };
    },
  },
  'organization.export[.]zip.ts': {
    export: async (world) => {
      const { visitor } = await startAsOwner(world);
      let archives = 0;
      const address = '/organization/export.zip';
      return {
        visitor,
        address,
        fields: {},
        match: 'app.record_export',
        countEffects: async () => archives,
        needsAnswer: true,
        send: async () => {
          const answer = await visitor.post(address, {});
          if (answer.headers.get('content-type') === 'application/zip') archives += 1;
          return answer;
        },
      };
    },
  },
  'organization_.spending-limit.tsx': {
    set: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      return {
        visitor,
        address: '/organization/spending-limit',
        fields: { limit: '1234' },
        match: 'app.set_spending_limit',
        countEffects: counting(world)(
          'organizations where id = $1 and monthly_spending_limit = 123400',
          organization.id,
        ),
      };
    },
  },
  'requests.$requestId.tsx': {
    approve: async (world) => {
      const { organization, visitor, address } = await createWaitingRequest(world);
      return {
        visitor,
        address,
        fields: { ...(await openOrderForm(visitor, address)), intent: 'approve' },
        match: 'app.approve_request',
        countEffects: counting(world)('marketplace_orders where organization_id = $1', organization.id),
      };
    },
    decline: async (world) => {
      const { visitor, id, address } = await createWaitingRequest(world);
      return {
        visitor,
        address,
        fields: { intent: 'decline', note: 'Not this year.' },
        match: 'app.decline_request',
        countEffects: counting(world)(`purchase_requests where id = $1 and status = 'DECLINED'`, id),
      };
    },
    'remove a line': async (world) => {
      const { visitor, id, tools, address } = await createWaitingRequest(world);
      return {
        visitor,
        address,
        fields: { intent: 'remove-line', line: `TOOL:${present(tools[0]).id}` },
        match: 'app.remove_request_line',
        countEffects: counting(world)('purchase_requests where id = $1 and jsonb_array_length(tools) = 1', id),
      };
    },
  },
  'requests._index.tsx': {
    send: async (world) => {
      const { sql } = world.database;
      const { organization } = await startAsOwner(world);
      await fillCart(sql, organization.id, organization.member.id, { tools: [await createTool(sql)] });
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: '/requests',
        fields: { intent: 'send', reason: 'We need it.' },
        match: 'app.send_request',
        countEffects: counting(world)('purchase_requests where requester_id = $1', organization.member.id),
      };
    },
    withdraw: async (world) => {
      const { organization, id } = await createWaitingRequest(world);
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: '/requests',
        fields: { intent: 'withdraw', requestId: id },
        match: 'app.withdraw_request',
        countEffects: counting(world)(`purchase_requests where id = $1 and status = 'WITHDRAWN'`, id),
      };
    },
  },
  'reset-password.tsx': {
    'choose a new password': async (world) => {
      const { sql } = world.database;
      const person = await createUser(sql);
      await updatePerson(world, person, world.passwordHash);
      const token = newToken();
      await sql.query(
        `insert into password_resets (user_id, token_hash, expires_at) values ($1, $2, now() + interval '1 hour')`,
        [person.id, hashToken(token)],
      );
      return {
        visitor: createVisitor(world.url),
        address: `/reset-password?token=${token}`,
        fields: { password: newPassword },
        match: 'app.reset_password',
        countEffects: counting(world)('users where id = $1 and password_hash <> $2', person.id, world.passwordHash),
      };
    },
  },
  'reviews.$id.flag.tsx': {
    report: async (world) => {
      const { id, visitor } = await createReviewOfOwner(world, 'APPROVED');
      return {
        visitor,
        address: `/reviews/${id}/flag`,
        fields: { reason: 'Of another tool.' },
        match: 'app.flag_review',
        countEffects: counting(world)('review_flags where review_id = $1', id),
      };
    },
  },
  'signup.tsx': {
    'create an account': async (world) => {
      const email = `${randomUUID()}@people.test`;
      return {
        visitor: createVisitor(world.url),
        address: '/signup',
        fields: { name: uniqueName(), email, password: newPassword, organization: uniqueName() },
        match: 'app.sign_up',
        countEffects: counting(world)(
          'users u join memberships m on m.user_id = u.id join organizations o on o.id = m.organization_id where u.email = $1',
          email,
        ),
      };
    },
  },
  'switch-organization.tsx': {
    switch: async (world) => {
      const { organization, visitor } = await startAsOwner(world);
      const other = await createOrganization(world.database.sql);
      await addMembership(world.database.sql, other.id, organization.owner.id, 'MEMBER');
      return {
        visitor,
        address: '/switch-organization',
        fields: { organizationId: other.id, returnTo: '/tools' },
        match: 'app.switch_organization',
        countEffects: counting(world)(
          'sessions where user_id = $1 and organization_id = $2',
          organization.owner.id,
          other.id,
        ),
      };
    },
  },
  'tools.$slug_.review.tsx': {
    write: async (world) => {
      const { sql } = world.database;
      const { organization, visitor } = await startAsOwner(world);
      const tool = await createTool(sql);
      await own(world, organization, tool.id);
      return {
        visitor,
        address: `/tools/${tool.name}/review`,
        fields: { intent: 'save', rating: '4', title: 'Good', review: 'It answers every lead at night.' },
        match: 'app.save_review',
        countEffects: counting(world)('tool_reviews where tool_id = $1', tool.id),
      };
    },
    delete: async (world) => {
      const { organization, tool, id } = await createReviewOfOwner(world, 'APPROVED');
      const there = counting(world)('tool_reviews where id = $1', id);
      return {
        visitor: await signIn(world, organization.member, organization.id),
        address: `/tools/${tool.name}/review`,
        fields: { intent: 'delete' },
        match: 'app.delete_review',
        countEffects: async () => 1 - (await there()),
      };
    },
  },
  'webhooks.stripe.ts': {
    'a payment': async (world) => {
      const { number, visitor } = await createCardOrder(world);
      await visitor.post(`/orders/${number}/payment`, {});
      const session = present(world.provider.sessions.find((one) => one.client_reference_id === number));
      world.provider.pay(session);
      const event = world.provider.signEvent('checkout.session.completed', session);
      const address = '/webhooks/stripe';
      return {
        visitor,
        address,
        fields: {},
        match: 'app.apply_payment_event',
        countEffects: counting(world)(`marketplace_orders where number = $1 and payment_status = 'COMPLETED'`, number),
        send: async () => {
          const { status, headers, ...response } = await fetch(world.url + address, event).then(async (answer) => ({
            status: answer.status,
            headers: answer.headers,
            text: await answer.text(),
          }));
          return { status, headers, location: undefined, ...response };
        },
      };
    },
  },
};

async function createCardOrder(world: World): Promise<{ number: string; visitor: Visitor }> {
  const { database } = world;
  const { organization, visitor } = await startAsOwner(world);
  const buyer: TestPerson = organization.owner;
  await fillCart(database.sql, organization.id, buyer.id, { tools: await createTools(database.sql, 1) });
  const form = await openCheckout(database, buyer);
  const { orderNumber } = await placeOrder(database, buyer, { ...form, paymentMethod: 'CREDIT_CARD' });
  return { number: present(orderNumber), visitor };
}
