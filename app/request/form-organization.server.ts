import type { AppLoadContext } from '@remix-run/cloudflare';
import { z } from 'zod';
import { readForm } from '~/services/forms.server.ts';
import { mayChangeSomething } from '~/services/http.server.ts';
import { organizationField } from '~/utils/form-organization.ts';

/** A form that was made for another organization than the one its sender works for. Nothing of it was done. */
export interface MisdirectedForm {
  form: FormData;
  /** Where it was sent. */
  address: string;
  /** The page it was on, or where it was sent. */
  page: string;
}
const misdirectedForms = new WeakMap<AppLoadContext, MisdirectedForm>();

/** The form that this request is the answer to; undefined in any other request. */
export function findMisdirectedForm(context: AppLoadContext): MisdirectedForm | undefined {
  return misdirectedForms.get(context);
}

/** Remembers the form for the page that explains it. */
export function keepMisdirectedForm(context: AppLoadContext, form: MisdirectedForm): void {
  misdirectedForms.set(context, form);
}

/**
 * The organization that the form of a request names; undefined where it names none, as those of guests and of a page from before
 * an update do. What is no id, or names several, is the id of no organization.
 */
export async function readFormOrganization(request: Request): Promise<string | undefined> {
  if (!mayChangeSomething(request)) return undefined;
  const form = await readForm(request);
  return form instanceof FormData ? findFormOrganization(form) : undefined;
}

/** The same for a form, or the beginning of one, that was read already. */
export function findFormOrganization(form: FormData): string | undefined {
  const named = form.getAll(organizationField);
  if (named.length === 0) return undefined;
  return z.tuple([z.guid()]).safeParse(named).data?.[0] ?? '';
}
