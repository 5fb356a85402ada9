import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { z } from 'zod';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { readOnlyPolicy, writeMessagePage } from '~/request/framed-answers.server.ts';
import { notFound } from '~/services/http.server.ts';
import { settleTypedBlocks } from '../blocks/typed.ts';
import { makeTagValues } from '../merge-tags/values.ts';
import { campaigns } from '../module.ts';
import { type CompiledEmail, readCompiled } from './compiled.ts';
import { composeEmail } from './compose.ts';
import type { EditedEmail, TypedEmail } from './edited.ts';
import { readEmailForm } from './form.server.ts';
import { isEditable } from './labels.ts';
import { answerWithMail } from './mail-page.server.ts';
import { compileEdited, listListingIds } from './material.server.ts';
import {
  findCompiled,
  findEmail,
  findPreviewContact,
  listListings,
  listSavedListings,
  readEdited,
} from './queries.server.ts';
import { receivePreviewForm } from './receive.server.ts';
import { writeTextPage } from './text-page.server.ts';

type Asked = Pick<ActionFunctionArgs, 'request' | 'context'> & { id: string };

/** The email as it is saved, or was scheduled, as a mail program shows it. */
export async function previewSaved({ request, context, id }: Asked): Promise<Response> {
  const wanted = readWanted(request, '');
  const [{ organization, user }, { found, compiled, listings, contact }] = await Promise.all([
    requireModule({ request, context }, campaigns),
    context.database.read((handle) => ({
      found: findEmail(handle, id),
      compiled: findCompiled(handle, id),
      listings: listSavedListings(handle, id),
      contact: findPreviewContact(handle, wanted),
    })),
  ]);
  const [row] = found;
  if (!row) throw notFound();
  const frozen = isEditable(row.status) ? undefined : readCompiled(compiled[0]?.compiled);
  const origin = context.environment.PUBLIC_URL;
  const { compiled: made, links } = frozen
    ? { compiled: frozen, links: [] }
    : compileEdited(readEdited(row), { row, organization: organization.name, listings, origin });
  return answer({
    compiled: made,
    links,
    organization: organization.name,
    contact: contact[0] ?? user,
    wanted,
    origin,
  });
}

/** The email as the editor's form holds it, saved or not; what is wrong in it counts as empty. Writes nothing. */
export async function previewTyped({ request, context, id }: Asked): Promise<Response> {
  const form = await receivePreviewForm({ request, context });
  if (!(form instanceof FormData)) {
    const { data, init } = form.answer;
    return showMessage(data.error?.['']?.join(' ') ?? 'This form could not be read.', init?.status ?? 400);
  }
  const { typed } = readEmailForm(form);
  const email = settle(typed);
  const contactEmail = form.get('previewEmail');
  const wanted = readWanted(request, typeof contactEmail === 'string' ? contactEmail : '');
  const { viewer, found, listings, contact } = await context.database.read((handle) => ({
    found: findEmail(handle, id),
    listings: listListings(handle, listListingIds(email)),
    contact: findPreviewContact(handle, wanted),
  }));
  const { organization, user } = requireRole(requireViewer(viewer, request), organizationRoles);
  const [row] = found;
  if (!row) return showMessage('There is no such email any more.', 404);
  if (wanted.email !== '' && contact.length === 0)
    return showMessage(`None of your contacts has the address ${wanted.email}.`, 404);
  const origin = context.environment.PUBLIC_URL;
  const { compiled, links } = compileEdited(email, { row, organization: organization.name, listings, origin });
  return answer({ compiled, links, organization: organization.name, contact: contact[0] ?? user, wanted, origin });
}

interface Wanted {
  id: string | null;
  email: string;
  isText: boolean;
}

/** What a preview is asked for: `?as=text`, and `?contact=` by id. */
function readWanted(request: Request, email: string): Wanted {
  const search = new URL(request.url).searchParams;
  const text = email
    .replaceAll(/[\p{Cc}\p{Surrogate}]/gu, '')
    .trim()
    .slice(0, 254);
  return {
    id: z.guid().safeParse(search.get('contact')).data ?? null,
    email: text,
    isText: search.get('as') === 'text',
  };
}

/** An email with every field that is wrong left empty. */
function settle(typed: TypedEmail): EditedEmail {
  const line = (text: string) =>
    text
      .replaceAll(/[\p{Cc}\p{Surrogate}]+/gu, ' ')
      .trim()
      .slice(0, 998);
  return {
    name: '',
    subject: line(typed.subject),
    previewText: line(typed.previewText),
    fromName: '',
    fromEmail: '',
    replyTo: '',
    lists: [],
    segments: [],
    excluded: [],
    isTracked: false,
    isAbTest: false,
    abTest: null,
    blocks: settleTypedBlocks(typed.blocks),
  };
}

function answer({
  compiled,
  links,
  organization,
  contact,
  wanted,
  origin,
}: {
  compiled: CompiledEmail;
  links: readonly { url: string }[];
  organization: string;
  contact: { name: string; email: string };
  wanted: Wanted;
  origin: string;
}): Response {
  const values = makeTagValues({
    contact,
    organization,
    viewUrl: `${origin}/campaigns`,
    unsubscribeUrl: `${origin}/campaigns`,
  });
  const composed = composeEmail(compiled.variants.A, values, {
    link: (number) => links[number - 1]?.url ?? '#',
    pixel: '',
  });
  if (!wanted.isText) return answerWithMail(composed.html);
  return answerWithMail(writeTextPage(composed.subject, composed.text));
}

/** A page that says why there is no preview. What was typed is on the page around it. */
function showMessage(message: string, status: number): Response {
  return new Response(writeMessagePage('No preview', `Nothing was saved. ${message}`), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': readOnlyPolicy },
  });
}
