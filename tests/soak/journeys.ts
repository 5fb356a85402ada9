import { randomInt, randomUUID } from 'node:crypto';
import { unlockedModules } from '../../app/modules/registry.ts';
import { fillOrderForm } from '../factories/checkout.ts';
import { readPageForm } from '../factories/page-forms.ts';
import type { VisitorName } from '../pages/facts.ts';
import { listPages } from '../pages.ts';
import type { Answer, Visitor } from '../setup/visitor.ts';

/** Somebody at work in the shop. */
export interface Actor {
  visitor: Visitor;
  /** The one organization whose name may be on what they see; none for guests, all for platform admins. */
  organization: string | 'all' | undefined;
}

/** Tools and bundles to look at and to buy. */
export interface Catalog {
  tools: { id: string; slug: string }[];
  bundles: { id: string; slug: string }[];
}

/** An answer that nobody should have got. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

export type Journey = (actor: Actor, catalog: Catalog) => Promise<void>;

/** @throws UnexpectedAnswer for any other status, and for a page with the name of somebody else's organization */
function expectAnswer({ organization }: Actor, path: string, answer: Answer, statuses: number[] = [200]): Answer {
  if (!statuses.includes(answer.status)) {
    throw new UnexpectedAnswer(`${path} answered ${answer.status} instead of ${statuses.join(' or ')}`);
  }
  if (organization !== 'all') {
    const foreign = answer.text.match(/organization-[0-9a-f]{12}/g)?.find((name) => name !== organization);
    if (foreign) throw new UnexpectedAnswer(`${path} shows ${foreign} to ${organization ?? 'a guest'}`);
  }
  return answer;
}

const pick = <Item>(items: readonly Item[]): Item => {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
};

async function look(actor: Actor, ...paths: string[]) {
  for (const path of paths) expectAnswer(actor, path, await actor.visitor.get(path));
}

const filters = [
  '?category=GROWTH',
  '?area=LEADS&sort=rating',
  '?q=listing',
  '?q=markting',
  '?max=100&sort=price-asc',
  '?page=2',
];

/** Looks around without buying anything. */
export const browse: Journey = (actor, { tools, bundles }) =>
  look(
    actor,
    '/',
    `/tools${pick(filters)}`,
    `/tools/${pick(tools).slug}`,
    '/bundles',
    `/bundles/${pick(bundles).slug}`,
    `/bundles/compare?b=${bundles[0]?.slug}&b=${bundles[1]?.slug}`,
  );

/** Puts a tool or a bundle into the plan and looks at it, and now and then takes it out again. */
export const plan: Journey = async (actor, { tools, bundles }) => {
  const kind = pick(['TOOL', 'TOOL', 'BUNDLE'] as const);
  const { id } = pick(kind === 'TOOL' ? tools : bundles);
  // 409: owned already, or no longer sold.
  expectAnswer(actor, 'add', await actor.visitor.post('/cart', { intent: 'add', kind, id }), [200, 302, 303, 409]);
  await look(actor, '/cart');
  if (randomInt(4) === 0) {
    expectAnswer(actor, 'remove', await actor.visitor.post('/cart', { intent: 'remove', kind, id }), [200, 302, 303]);
  }
};

/** Orders what is in the plan, sends the form a second time, and looks at the order. */
export const buy: Journey = async (actor, catalog) => {
  await plan(actor, catalog);
  const { text } = expectAnswer(actor, '/checkout', await actor.visitor.get('/checkout'));
  if (!text.includes('name="checkoutKey"')) return;
  const form = fillOrderForm(text);
  const placed = expectAnswer(actor, 'place order', await actor.visitor.post('/checkout', form), [302, 409]);
  if (placed.status !== 302 || !placed.location) return;
  const again = expectAnswer(actor, 'place order again', await actor.visitor.post('/checkout', form), [302]);
  if (again.location !== placed.location) {
    throw new UnexpectedAnswer(`the same form placed ${placed.location} and ${again.location}`);
  }
  await look(actor, placed.location, '/orders', '/my-tools', '/purchases');
  if (randomInt(4) === 0) {
    // 409: what costs nothing is paid at once.
    const cancelled = await actor.visitor.post(placed.location, { intent: 'cancel' });
    expectAnswer(actor, 'cancel', cancelled, [200, 302, 303, 409]);
  }
};

/** Looks at what the organization owns, opens a tool and writes about it. */
export const use: Journey = async (actor) => {
  const { text } = expectAnswer(actor, '/my-tools', await actor.visitor.get('/my-tools'));
  const owned = [...text.matchAll(/href="\/my-tools\/([\w-]+)"/g)].map(([, slug = '']) => slug);
  if (owned.length === 0) return;
  const slug = pick(owned);
  // 409: cancelled between the list and the page.
  expectAnswer(actor, `/my-tools/${slug}`, await actor.visitor.get(`/my-tools/${slug}`), [200, 404]);
  const opened = await actor.visitor.post(`/my-tools/${slug}`, { intent: 'open', key: randomUUID() });
  expectAnswer(actor, 'open', opened, [200, 302, 303, 403, 404, 409]);
  const review = {
    intent: 'save',
    rating: String(randomInt(1, 6)),
    title: '',
    review: `Twenty characters and more: ${randomUUID()}`,
  };
  expectAnswer(
    actor,
    'review',
    await actor.visitor.post(`/tools/${slug}/review`, review),
    [200, 302, 303, 403, 404, 409, 429],
  );
};

/** Asks the owners to buy something. */
export const ask: Journey = async (actor, catalog) => {
  await plan(actor, catalog);
  const sent = await actor.visitor.post('/requests', { intent: 'send', reason: 'For the team.' });
  // 409: nothing in the plan, or twenty requests wait already.
  expectAnswer(actor, 'send request', sent, [200, 302, 303, 409]);
  await look(actor, '/requests');
};

/** Declines the oldest request that waits. */
export const decide: Journey = async (actor) => {
  const { text } = expectAnswer(actor, '/requests', await actor.visitor.get('/requests'));
  const [, id] = text.match(/href="\/requests\/([0-9a-f-]{36})"/) ?? [];
  if (!id) return;
  expectAnswer(actor, 'request', await actor.visitor.get(`/requests/${id}`));
  const declined = await actor.visitor.post(`/requests/${id}`, { intent: 'decline', note: 'Not this month.' });
  expectAnswer(actor, 'decline', declined, [200, 302, 303, 409]);
};

const pages = listPages();

/** Looks at every page of people who are signed in that is for this visitor, but for those of one thing. */
async function lookAround(actor: Actor, visitor: VisitorName) {
  for (const { address, may } of pages) {
    if (!may.includes(visitor) || may.includes('guest') || address.includes(':')) continue;
    // For an organization that does not own it, a module is not there.
    const isModule = unlockedModules.some(({ unlockedBy }) => address.startsWith(unlockedBy.address));
    expectAnswer(actor, address, await actor.visitor.get(address), isModule ? [200, 404] : [200]);
  }
}

/** Looks at every page of the organization, and is let into nothing else. */
export const manage: Journey = async (actor) => {
  await lookAround(actor, 'admin');
  expectAnswer(actor, '/admin/tools', await actor.visitor.get('/admin/tools'), [404]);
};

/** Tries to change things without the right to. */
export const overreach: Journey = async (actor, { tools }) => {
  const refused = [401, 403, 404];
  expectAnswer(actor, 'checkout', await actor.visitor.post('/checkout', {}), refused);
  expectAnswer(
    actor,
    'add',
    await actor.visitor.post('/cart', { intent: 'add', kind: 'TOOL', id: pick(tools).id }),
    refused,
  );
  await look(actor, '/orders', '/my-tools');
};

/** Changes the price of a tool, and looks at what the platform sees. */
export const administer: Journey = async (actor, { tools }) => {
  const { id } = pick(tools);
  const { text } = expectAnswer(actor, 'tool', await actor.visitor.get(`/admin/tools/${id}`));
  const form = { ...readPageForm(text, 'slug'), price: `${randomInt(5, 400)}.00`, intent: 'save' };
  // 400: a tool that is free has no price; 409: somebody else has saved it meanwhile.
  expectAnswer(actor, 'save tool', await actor.visitor.post(`/admin/tools/${id}`, form), [200, 302, 303, 400, 409]);
  await lookAround(actor, 'administrator');
};
