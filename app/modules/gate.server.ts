import { type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { sql } from 'drizzle-orm';
import type { QueryHandle, RequestDatabase } from '#db/request-db.server.ts';
import { type Member, requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import type { ToolAccess } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { notFound } from '~/services/http.server.ts';
import type { UnlockedModule } from './registry.ts';

/**
 * Somebody in a module: to work there, or only to look. `seesRestricted`: also what the module's restriction keeps from others.
 * `waiting`: how much waits for them at the module's place for that.
 */
export type ModuleVisitor = Member & { mayWrite: boolean; seesRestricted: boolean; waiting: number };

const entering = new WeakMap<RequestDatabase, Map<string, Promise<ModuleVisitor>>>();

/**
 * Lets the viewer into a module their organization owns: with a seat to work there, as a VIEWER or at its cap to look. Every
 * loader, action and resource route of a module calls it, because a page's loaders run side by side and the others without its layout.
 * Called before anything is waited for, it shares the request's transaction; however many call it, it asks once.
 * @throws a redirect to the sign-in page, or to the tool's own page while it is suspended; a 404 for everybody else, who find
 *   nothing in the tables either
 */
export function requireModule(
  { request, context: { database } }: Pick<LoaderFunctionArgs, 'request' | 'context'>,
  module: UnlockedModule,
): Promise<ModuleVisitor> {
  const modules = entering.get(database) ?? new Map<string, Promise<ModuleVisitor>>();
  entering.set(database, modules);
  const visitor = modules.get(module.name) ?? enter(request, database, module);
  modules.set(module.name, visitor);
  return visitor;
}

async function enter(request: Request, database: RequestDatabase, module: UnlockedModule): Promise<ModuleVisitor> {
  database.usedTool = module.unlockedBy.tool;
  const { viewer, found } = await database.read((handle) => ({ found: findAccess(handle, module) }));
  const member = requireRole(requireViewer(viewer, request), organizationRoles);
  const access = found[0]?.access;
  // Its page says what is owed, and how to pay.
  if (access === 'SUSPENDED') throw redirect(`/my-tools/${module.unlockedBy.tool}`);
  if (access !== 'ALLOWED' && access !== 'READ_ONLY' && access !== 'CAPPED') throw notFound();
  return {
    ...member,
    mayWrite: access === 'ALLOWED',
    seesRestricted: found[0]?.seesRestricted ?? false,
    waiting: found[0]?.waiting ?? 0,
  };
}

function findAccess(handle: QueryHandle, { unlockedBy }: UnlockedModule) {
  const { tool, restriction, waiting } = unlockedBy;
  return handle
    .select({
      access: sql<ToolAccess>`app.tool_access(app.find_tool(${tool}))`,
      // The name is one of the registry, never input.
      seesRestricted: restriction ? sql<boolean>`app.${sql.raw(restriction)}()` : sql<boolean>`false`,
      waiting: waiting ? sql<number>`app.${sql.raw(waiting.function)}()` : sql<number>`0`,
    })
    .from(sql`(select 1) as once`);
}
