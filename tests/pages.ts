import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accountPages } from './pages/accounts.ts';
import { auditPages } from './pages/audit.ts';
import { campaignContactsPages } from './pages/campaigns-contacts.ts';
import { campaignEditorPages } from './pages/campaigns-editor.ts';
import { campaignFormsPages } from './pages/campaigns-forms.ts';
import { campaignPlansPages } from './pages/campaigns-plans.ts';
import { campaignPostsPages } from './pages/campaigns-posts.ts';
import { campaignResultsPages } from './pages/campaigns-results.ts';
import { campaignSendingPages } from './pages/campaigns-sending.ts';
import { expensePages } from './pages/expenses.ts';
import { expenseTaxPages } from './pages/expenses-taxes.ts';
import type { Facts } from './pages/facts.ts';
import { mailPages } from './pages/mail.ts';
import { marketplacePages } from './pages/marketplace.ts';
import { reidPages } from './pages/reid.ts';
import { reidImportPages } from './pages/reid-imports.ts';
import { requestPages } from './pages/request.ts';

// The one table of facts about every route: a file a module, a line a route file. Everything that goes over all pages reads
// it here, so a new page is tried by all of it as soon as it has its line.

const table = {
  ...requestPages,
  ...accountPages,
  ...auditPages,
  ...mailPages,
  ...marketplacePages,
  ...reidPages,
  ...reidImportPages,
  ...expensePages,
  ...expenseTaxPages,
  ...campaignContactsPages,
  ...campaignFormsPages,
  ...campaignEditorPages,
  ...campaignSendingPages,
  ...campaignResultsPages,
  ...campaignPostsPages,
  ...campaignPlansPages,
} satisfies Record<string, Facts>;

/** Name of a route file in app/routes. */
export type RouteFile = keyof typeof table;

type Flag = 'hydrates' | 'isPublic' | 'isFramed' | 'isOpenToRobots' | 'takesFromElsewhere' | 'refusesUnknown';
type Optional = 'otherwise' | 'leadsTo' | 'badForm';

/** A route with all its facts: those of the table, those it has in common with most, and those its file tells. */
export interface Route extends Required<Omit<Facts, Optional | Flag>>, Pick<Facts, Optional>, Record<Flag, boolean> {
  route: RouteFile;
  /** Most bytes of all its scripts, gzipped one by one. */
  script: number;
  /** Whether it shows a page of the site, and neither a file nor another address. */
  isPage: boolean;
  /** Whether it takes what is sent to it. */
  hasAction: boolean;
}

const directory = fileURLToPath(new URL('../app/routes', import.meta.url));

/**
 * Every route of the app, ordered by the names of their files. A layout, which has routes below it, is none.
 * @throws for a route file that has no line, and for a line that has no route file
 */
export function listRoutes(): Route[] {
  const files = readdirSync(directory)
    .filter((file) => !file.includes('.test.'))
    .sort();
  const isLayout = (file: string) =>
    files.some((other) => other.startsWith(`${file.replace(/\.tsx?$/, '')}.`) && other !== file);
  const routes = files.filter((file) => !isLayout(file));
  const known = Object.keys(table);
  const [unknown] = routes.filter((file) => !known.includes(file));
  const [gone] = known.filter((file) => !routes.includes(file));
  if (unknown) throw new Error(`Add a line for the route ${unknown} to its module's file in tests/pages.`);
  if (gone) throw new Error(`Take ${gone} out of tests/pages: there is no such route.`);
  return routes.filter(isRouteFile).map(findRoute);
}

/** Every page, as `listRoutes` does. */
export const listPages = () => listRoutes().filter(({ isPage }) => isPage);

/** Every route that takes what is sent to it, as `listRoutes` does. */
export const listActions = () => listRoutes().filter(({ hasAction }) => hasAction);

/** The facts of one route. */
export function findRoute(route: RouteFile): Route {
  const facts: Facts = table[route];
  const source = readFileSync(`${directory}/${route}`, 'utf8');
  return {
    also: [],
    visitor: (['guest', 'owner', 'administrator'] as const).find((name) => facts.may.includes(name)) ?? 'guest',
    statements: 1,
    type: 'text/html',
    html: 25_000,
    formBytes: 100_000,
    hydrates: false,
    isPublic: false,
    isFramed: false,
    isOpenToRobots: false,
    takesFromElsewhere: false,
    refusesUnknown: false,
    // 100 KiB, and 5 kB of ours.
    script: facts.hydrates ? 102_400 : 5_000,
    actsFor: facts.address.startsWith('/admin') ? 'platform' : 'organization',
    ...facts,
    route,
    isPage: /^export default\b/m.test(source) && facts.leadsTo === undefined,
    hasAction: /^export (?:async )?(?:function|const) action\b/m.test(source),
  };
}

/**
 * An address of the table with its parts filled in.
 * @param known  what parts like `:order` stand for
 * @throws for a part it does not know
 */
export function fillAddress(address: string, known: Readonly<Record<string, string>>): string {
  return address.replaceAll(/:(\w+)/g, (_, name: string) => {
    const part = known[name];
    if (part === undefined) throw new Error(`Nothing is known as :${name} of ${address}.`);
    return part;
  });
}

const isRouteFile = (file: string): file is RouteFile => file in table;
