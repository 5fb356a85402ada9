import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { notFound } from '~/services/http.server.ts';
import { MailError } from '~/services/mail-transport.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { makeTagValues } from '../merge-tags/values.ts';
import { showEditor } from './answers.server.ts';
import { beginTestSend } from './commands.server.ts';
import { composeEmail } from './compose.ts';
import type { EditedEmail, TypedEmail } from './edited.ts';
import { compileEdited, listListingIds } from './material.server.ts';
import { findEmail, listListings, readPeople } from './queries.server.ts';
import { type AskedEmail, pageOf } from './saving.server.ts';

/**
 * Sends an email as it is typed to colleagues, each filled in with their own name. Nothing in it is counted, its ways out lead back to the
 * editor, and it is in no ledger.
 */
export async function sendTest(asked: AskedEmail, typed: TypedEmail, email: EditedEmail) {
  const { request, context, id } = asked;
  if (typed.testPeople.length === 0)
    return showEditor(typed, 400, { errors: { testPeople: ['Choose who gets the test.'] } });
  const { viewer, found, begun, listings } = await context.database.write((handle) => ({
    found: findEmail(handle, id),
    begun: beginTestSend(handle, id, typed.testPeople),
    listings: listListings(handle, listListingIds(email)),
  }));
  const { organization } = requireRole(requireViewer(viewer, request), organizationRoles);
  const [row] = found;
  const { outcome, recipients } = begun[0] ?? { outcome: 'NOT_FOUND' as const, recipients: [] };
  switch (outcome) {
    case 'ALLOWED':
      break;
    case 'TOO_OFTEN':
      return showEditor(
        typed,
        429,
        { errors: { testPeople: ['Your organization sent 20 tests within an hour. Try again later.'] } },
        { 'Retry-After': '3600' },
      );
    case 'NO_RECIPIENTS':
      return showEditor(typed, 400, { errors: { testPeople: ['Tests go to people of your organization only.'] } });
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
      throw notFound();
    default:
      return unreachable(outcome);
  }
  if (!row) throw notFound();
  const origin = context.environment.PUBLIC_URL;
  const { compiled } = compileEdited(
    { ...email, isTracked: false },
    { row, organization: organization.name, listings, origin },
  );
  const people = readPeople(recipients);
  const editor = `${origin}${pageOf(asked)}`;
  try {
    const connection = await context.mailer.connect();
    try {
      for (const contact of people) {
        const values = makeTagValues({
          contact,
          organization: organization.name,
          viewUrl: editor,
          unsubscribeUrl: editor,
        });
        const { subject, html, text } = composeEmail(compiled.variants.A, values, { link: () => '', pixel: '' });
        await connection.send({ id: crypto.randomUUID(), to: contact.email, subject: `[Test] ${subject}`, html, text });
      }
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    console.error(JSON.stringify({ requestId: context.requestId, mail: error.message }));
    return showEditor(typed, 503, {
      errors: { testPeople: ['The test could not be sent just now, or not to everybody. Try again in a few minutes.'] },
    });
  }
  return showEditor(typed, 200, {
    notice: `A test is on its way to ${people.length === 1 ? '1 person' : `${people.length} people`}.`,
  });
}
