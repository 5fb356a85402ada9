import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/cloudflare';
import { DatabaseError } from '#db/errors.server.ts';
import type { Viewer } from '#db/request-db.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { type PlatformArea, platformAreas } from '~/modules/accounts/platform/areas.ts';
import { unlockedModules } from '~/modules/registry.ts';
import { recallForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { readStatus } from './answer-status.ts';
import { type FormRoles, readFormRoles } from './rendering.ts';

// Most actions read the form before they ask the database who sends it, so a form that cannot be read would be answered with what is
// wrong in it, also to those who may not know that there is such a form. Here every such answer becomes a 404 for them, for all routes.

interface Asking {
  /** Whether the browser's script sent the form: then no page is made around the answer. */
  isForScript: boolean;
  /** The route whose action refused the form. */
  refusedBy?: string;
  intent?: unknown;
  /** Whether its sender finds nothing there. */
  isHidden?: boolean;
}
const askings = new WeakMap<AppLoadContext, Asking>();

/** Notes how a request is asked, before it is handled. */
export function beginAsking(context: AppLoadContext, isForScript: boolean): void {
  askings.set(context, { isForScript });
}

/** The page that was made, with 404 where its form is hidden from its sender: the framework would say the status of the form. */
export function answerHidden(context: AppLoadContext, response: Response): Response {
  const isPage = response.status < 300 || (response.status >= 400 && response.status < 500);
  if (!askings.get(context)?.isHidden || !isPage) return response;
  return new Response(response.body, { status: 404, headers: response.headers });
}

type Routes = ServerBuild['routes'];
type Route = NonNullable<Routes[string]>;

/** The routes, with the forms of each hidden from those who may not send them. */
export function hideForms(routes: Routes): Routes {
  return Object.fromEntries(Object.entries(routes).map(([id, route]) => [id, route && hideFormsOf(route)]));
}

function hideFormsOf(route: Route): Route {
  const { id, module } = route;
  const { loader, action } = module;
  const isPage = module.default !== undefined;
  const roles = readFormRoles(module.handle) ?? (isOfUnlockedModule(id) ? workers : undefined);
  const hidden = { ...module };
  if (loader) hidden.loader = (asked: LoaderFunctionArgs) => load(asked, id, roles, () => loader(asked));
  if (action) {
    hidden.action = async (asked: ActionFunctionArgs) => {
      const { answer, isThrown } = await settle(() => action(asked));
      const asking = askings.get(asked.context);
      if (asking && isRefusal(answer)) {
        asking.refusedBy = id;
        asking.intent = recallForm(asked.request)?.form.get('intent');
        // Of a page, the loader shows whether its sender gets there. Around a thrown answer, or one for the script, the framework loads nothing.
        const isLoaded = isPage && !asking.isForScript && !isThrown;
        if (!isLoaded) {
          await unlessDatabaseIsAway(async () => {
            if (isPage && loader) await loader({ ...asked, request: withoutForm(asked.request) });
            await requireSender(asked.context, roles);
          });
        }
      }
      if (isThrown) throw answer;
      return answer;
    };
  }
  return { ...route, module: hidden };
}

async function load({ context }: LoaderFunctionArgs, id: string, roles: FormRoles | undefined, run: () => unknown) {
  const asking = askings.get(context);
  if (asking?.refusedBy === undefined) return run();
  try {
    const loaded = await run();
    if (asking.refusedBy === id) await requireSender(context, roles);
    return loaded;
  } catch (error) {
    asking.isHidden ||= readStatus(error) === 404;
    throw error;
  }
}

/** @throws a 404 for whoever is signed in and may not send the form that was refused */
async function requireSender(context: AppLoadContext, roles: FormRoles | undefined): Promise<void> {
  if (!roles) return;
  const { database } = context;
  const viewer = database.viewer === undefined ? (await database.read(() => ({}))).viewer : database.viewer;
  if (!maySend(viewer, roles, askings.get(context)?.intent)) throw notFound();
}

/** Whether the viewer has a role that sends such a form. Who is signed in no more is led to sign in elsewhere. */
function maySend(viewer: Viewer | null, roles: FormRoles, intent: unknown): boolean {
  if (!viewer) return true;
  const allowed = isArea(roles)
    ? platformAreas[roles].writers
    : isList(roles)
      ? roles
      : roles[typeof intent === 'string' && Object.hasOwn(roles, intent) ? intent : 'other'];
  const held: (string | null)[] = [viewer.role, ...viewer.user.platformRoles];
  return !allowed || allowed.some((role) => held.includes(role));
}

const isArea = (roles: FormRoles): roles is PlatformArea => typeof roles === 'string';
const isList = (roles: FormRoles): roles is readonly string[] => Array.isArray(roles);

/** VIEWERs look at the modules that a purchase unlocks, and change nothing there. */
const workers = organizationRoles.filter((role) => role !== 'VIEWER');

const isOfUnlockedModule = (id: string) => unlockedModules.some(({ name }) => id.startsWith(`routes/${name}.`));

/** Answers about the form itself; 200 is that to a button which only changes it. All others are given after the database was asked. */
const refusals: readonly (number | undefined)[] = [200, 400, 413, 422];

function isRefusal(answer: unknown): boolean {
  const isMade =
    typeof answer === 'object' && answer !== null && 'type' in answer && answer.type === 'DataWithResponseInit';
  return isMade && refusals.includes(readStatus(answer));
}

async function settle(run: () => unknown): Promise<{ answer: unknown; isThrown: boolean }> {
  try {
    return { answer: await run(), isThrown: false };
  } catch (error) {
    return { answer: error, isThrown: true };
  }
}

/** Without the database nobody is known: then the sender hears what is wrong in the form, as everybody does who may send it. */
async function unlessDatabaseIsAway(check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.failure === 'refused') throw error;
  }
}

function withoutForm({ url, headers }: Request): Request {
  return new Request(url, { headers });
}
