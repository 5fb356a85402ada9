import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { contactLists, signupForms, subscriptionRequests } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

const mostForms = 500;
const mostLists = 500;

/** The forms of the organization, those that are on first, then by name. */
export function listSignupForms(handle: QueryHandle) {
  return handle
    .select({
      id: signupForms.id,
      name: signupForms.name,
      slug: signupForms.slug,
      isActive: signupForms.isActive,
      list: contactLists.name,
    })
    .from(signupForms)
    .innerJoin(
      contactLists,
      and(eq(contactLists.organizationId, signupForms.organizationId), eq(contactLists.id, signupForms.listId)),
    )
    .orderBy(desc(signupForms.isActive), inNameOrder(signupForms.name), asc(signupForms.id))
    .limit(mostForms);
}

/** One form with everything that is typed of it. */
export function findSignupForm(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: signupForms.id,
      version: signupForms.version,
      name: signupForms.name,
      slug: signupForms.slug,
      listId: signupForms.listId,
      heading: signupForms.heading,
      introduction: signupForms.introduction,
      consentWording: signupForms.consentWording,
      asksName: signupForms.asksName,
      isActive: signupForms.isActive,
    })
    .from(signupForms)
    .where(eq(signupForms.id, id));
}
export type FoundSignupForm = Awaited<ReturnType<typeof findSignupForm>>[number];

/** How many people asked through a form within 30 days, and how many of them confirmed; nothing of both for whoever is no ADMIN or OWNER. */
export function countRequests(handle: QueryHandle, formId: string) {
  return handle
    .select({
      asked: sql<number>`count(*)::integer`,
      confirmed: sql<number>`count(${subscriptionRequests.confirmedAt})::integer`,
    })
    .from(subscriptionRequests)
    .where(
      and(eq(subscriptionRequests.formId, formId), sql`${subscriptionRequests.createdAt} > now() - interval '30 days'`),
    );
}

/** Lists that a form may put people on, by name. */
export function listListsToJoin(handle: QueryHandle) {
  return handle
    .select({ id: contactLists.id, name: contactLists.name })
    .from(contactLists)
    .orderBy(inNameOrder(contactLists.name), asc(contactLists.id))
    .limit(mostLists);
}

/** A form as anybody sees it, by its address. */
export function findPublicForm(handle: QueryHandle, organizationSlug: string, formSlug: string) {
  return callFunction(handle, 'find_signup_form', { organizationSlug, formSlug });
}

/** What a token in a mail confirms. */
export function findSubscriptionRequest(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_subscription_request', { tokenHash });
}
