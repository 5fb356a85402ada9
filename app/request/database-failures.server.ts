import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type RequestHandler,
  type ServerBuild,
} from '@remix-run/cloudflare';
import { DatabaseError, isOfOtherOrganization } from '#db/errors.server.ts';
import { isMultipart } from '~/services/files/uploads.server.ts';
import { allowLargerForm, giveBack, readForm, recallForm } from '~/services/forms.server.ts';
import { pageOfForm } from '~/services/http.server.ts';
import { organizationField } from '~/utils/form-organization.ts';
import { readStatus } from './answer-status.ts';
import { keepMisdirectedForm, readFormOrganization } from './form-organization.server.ts';
import { answerHidden, beginAsking, hideForms } from './hidden-forms.server.ts';
import { createPageHandler } from './page-handler.server.ts';
import { ignoresFormOrganization, readDoubt, readFormBytes, takesFiles } from './rendering.ts';
import { pathToLog } from './request-log.server.ts';
import type { Routing } from './routing.server.ts';

/** The message to people about a failure of the database. */
export interface FailureNotice {
  title: string;
  explanation: string;
}

interface Situation {
  /** Whether the browser asked for the data of a page it shows already, and not for a page. */
  isForScript: boolean;
  /** The message once something failed. One about a form goes before one about a page. */
  notice?: FailureNotice;
  hasFormFailed?: boolean;
  /** The form that was sent, if any. */
  form?: FormData;
  /** Where it was sent, if that is not the address of the request. */
  address?: string;
  /** Whether the form was made for another organization than its sender works for. */
  isMisdirected?: boolean;
}
const situations = new WeakMap<AppLoadContext, Situation>();

/** The message about a failure of the database in this request, with the form that was sent; undefined without a failure. */
export function findFailure(
  context: AppLoadContext,
): { notice: FailureNotice; form: FormData | undefined; address: string | undefined } | undefined {
  const { notice, form, address } = situations.get(context) ?? {};
  return notice && { notice, form, address };
}

/** Seconds until trying again makes sense, for `Retry-After`. */
export const retryAfterSeconds = 5;

const status = 503;

const unreachable: FailureNotice = {
  title: 'We cannot reach our database',
  explanation: 'The page could not be loaded, and nothing was changed. Please try again in a moment.',
};

/** True because every form can be sent twice: a key, an id, a revision or the row itself keeps the second from changing anything. */
const usualDoubt = 'It may have been saved. Send it again to find out: it is never done twice.';

/**
 * The message for somebody whose form met a failure.
 * @param doubt  the message when the form may have been saved, where the form is not simply sent again
 * @returns undefined for an answer of the database, which is no failure of it
 */
function explainFormFailure(error: unknown, doubt: string | undefined): FailureNotice | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  switch (error.failure) {
    case 'refused':
      return undefined;
    case 'conflict':
      return {
        title: 'Nothing was saved',
        explanation:
          'Nothing was saved: too many people were changing the same thing at once. Send it again in a moment.',
      };
    case 'unavailable':
      return {
        title: 'Nothing was saved',
        explanation: 'Nothing was saved: our database could not be reached. Send it again in a moment.',
      };
    case 'outcome-unknown':
      return {
        title: 'We could not confirm this',
        explanation: `Our database did not answer, so we could not confirm this. ${doubt ?? usualDoubt}`,
      };
  }
}

/** The page that says for whom a form was made, and offers to switch there and send it. */
const misdirectedPage = '/switch-organization';

/** True because the database ended the transaction at its start. */
const misdirectedMessage = 'This was made for another organization than the one you work for now. Nothing was done.';

/**
 * Handles requests by the routes, and answers every failure of the database in one way: a page that cannot be loaded
 * says so (503), and a form is given back with what was typed and what is known of it. A form that was made for another
 * organization than its sender works for is answered by a page of its own (409). Routes need not catch any of it.
 */
export function createFailureHandler(build: ServerBuild, routing: Routing): RequestHandler {
  const handle = createPageHandler({ ...build, routes: guardRoutes(hideForms(build.routes)) }, routing);
  return async (request, context) => {
    if (!context) return handle(request, context);
    const { pathname, search } = new URL(request.url);
    const situation: Situation = { isForScript: pathname.endsWith('.data') };
    situations.set(context, situation);
    beginAsking(context, situation.isForScript);
    const response = answerHidden(context, await handle(request, context));
    // What goes on after the answer is no part of the form.
    context.database.formOrganization = undefined;
    const { form, isMisdirected, isForScript } = situation;
    if (!form || !isMisdirected || isForScript) return response;
    const address = pathname + search;
    situations.set(context, { isForScript: false, form, address });
    keepMisdirectedForm(context, { form, address, page: pageOfForm(request) ?? address });
    const headers = { Cookie: request.headers.get('cookie') ?? '' };
    return handle(new Request(new URL(misdirectedPage, request.url), { headers }), context);
  };
}

function guardRoutes(routes: ServerBuild['routes']): ServerBuild['routes'] {
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [id, route && { ...route, module: guardModule(route.module) }]),
  );
}

type RouteModule = NonNullable<ServerBuild['routes'][string]>['module'];

function guardModule(module: RouteModule): RouteModule {
  const { loader, action } = module;
  const isPage = module.default !== undefined;
  const guarded = { ...module };
  if (loader)
    guarded.loader = (asked: LoaderFunctionArgs) => load(asked, isPage, () => withoutPage(isPage, () => loader(asked)));
  if (action) {
    const doubt = readDoubt(module.handle);
    const comparesOrganization = !ignoresFormOrganization(module.handle);
    const readsFiles = takesFiles(module.handle);
    const formBytes = readFormBytes(module.handle);
    guarded.action = (asked: ActionFunctionArgs) =>
      act(asked, { isPage, doubt }, async () => {
        if (formBytes !== undefined) allowLargerForm(asked.request, formBytes);
        // With files, the form is not there as a whole: its action compares while it reads.
        if (comparesOrganization && !(readsFiles && isMultipart(asked.request)))
          asked.context.database.formOrganization = await readFormOrganization(asked.request);
        return withoutPage(isPage, () => action(asked));
      });
  }
  return guarded;
}

/** Runs a route. Where it has no page to say that nothing is there, the framework would take that for an error of ours. */
async function withoutPage(isPage: boolean, run: () => unknown): Promise<unknown> {
  try {
    return await run();
  } catch (error) {
    if (isPage || error instanceof Response || readStatus(error) !== 404) throw error;
    const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
    throw new Response('There is nothing at this address.\n', { status: 404, headers });
  }
}

async function load({ request, context }: LoaderFunctionArgs, isPage: boolean, run: () => unknown) {
  const situation = situationOf(context);
  try {
    const result = await run();
    if (!situation.hasFormFailed || isShowable(result)) return result;
  } catch (error) {
    // The action had refused the form before it asked the database.
    situation.isMisdirected ||= isOfOtherOrganization(error);
    const isFailure = error instanceof DatabaseError && error.failure !== 'refused';
    if (isFailure && !situation.notice) log(error, request, context);
    if (!isFailure && !situation.hasFormFailed) throw error;
    situation.notice ??= unreachable;
  }
  // A form has failed: a redirect or an error page would hide the message about it.
  throw describe(situation.notice ?? unreachable, isPage, context);
}

/** Whether a loader's result is the page itself: neither a redirect nor an error page, which has no form. */
function isShowable(result: unknown): boolean {
  return !(result instanceof Response) && (readStatus(result) ?? 200) < 400;
}

async function act(
  { request, context }: ActionFunctionArgs,
  { isPage, doubt }: { isPage: boolean; doubt: string | undefined },
  run: () => unknown,
) {
  const situation = situationOf(context);
  try {
    const result = await run();
    situation.form = recallForm(request)?.form;
    return result;
  } catch (error) {
    if (isOfOtherOrganization(error)) {
      situation.isMisdirected = true;
      situation.form = recallForm(request)?.form;
      if (!situation.isForScript) throw isPage ? data(null, { status: 409 }) : new Response(null, { status: 409 });
      // The client code that sent it sends it once more, the ordinary way, and until then goes on showing what was typed.
      return giveBack(situation.form ?? new FormData(), { [organizationField]: misdirectedMessage }, 409);
    }
    const notice = explainFormFailure(error, doubt);
    if (!notice) throw error;
    log(error, request, context);
    situation.notice = notice;
    situation.hasFormFailed = true;
    const form = recallForm(request)?.form ?? (request.bodyUsed ? undefined : await readForm(request));
    situation.form = form instanceof FormData ? form : undefined;
    // A form that was not saved is shown again, to go on from there. One that is in doubt has to be sent again exactly as it was,
    // keys and revisions included: the failure's own page does that, or the browser, which still holds the form.
    const isInDoubt = error instanceof DatabaseError && error.failure === 'outcome-unknown';
    if (situation.isForScript || (isPage && !isInDoubt && recallForm(request)?.isParsed))
      return giveBack(situation.form ?? new FormData(), notice.explanation, status);
    throw describe(notice, isPage, context);
  }
}

function situationOf(context: AppLoadContext): Situation {
  const situation = situations.get(context) ?? { isForScript: false };
  situations.set(context, situation);
  return situation;
}

/** A page shows the message with `FailurePage`; any other answer is plain text. */
function describe({ title, explanation }: FailureNotice, isPage: boolean, { requestId }: AppLoadContext) {
  // The tab says what the page says.
  if (isPage) return data({ title }, { status });
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': String(retryAfterSeconds) };
  return new Response(`${title}. ${explanation}\n\nIf you write to us about this, mention request ${requestId}.`, {
    status,
    headers,
  });
}

function log(error: unknown, request: Request, { requestId }: AppLoadContext) {
  if (!(error instanceof DatabaseError)) return;
  const { failure, state, stack } = error;
  console.error(
    JSON.stringify({ requestId, path: pathToLog(new URL(request.url)), database: failure, state, error: stack }),
  );
}
