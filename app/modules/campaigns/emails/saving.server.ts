import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { notFound } from '~/services/http.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { showEditor } from './answers.server.ts';
import { describeEmailChanges, fingerprint } from './changes.server.ts';
import { saveEmail } from './commands.server.ts';
import type { EditedEmail, TypedEmail } from './edited.ts';
import { type FoundEmail, findEmail, readEdited } from './queries.server.ts';

/** Asked for an email: by its address. */
export interface AskedEmail extends Pick<ActionFunctionArgs, 'request' | 'context'> {
  id: string;
}

export const pageOf = ({ id }: Pick<AskedEmail, 'id'>) => `/campaigns/emails/${id}`;

/**
 * Saves what was typed.
 * @param bodies  the mail as it goes out, where it is about to be sent
 * @returns the version that it has now; or the editor with the reason why nothing was saved
 */
export async function saveTyped(
  asked: AskedEmail,
  typed: TypedEmail,
  email: EditedEmail,
  bodies?: { html: string; text: string },
) {
  const { request, context, id } = asked;
  const { viewer, saved, found } = await context.database.write((handle) => ({
    saved: saveEmail(handle, { id, version: typed.version, email, bodies }),
    found: findEmail(handle, id),
  }));
  requireViewer(viewer, request);
  const { outcome, version } = saved[0] ?? { outcome: 'NOT_FOUND' as const, version: 0 };
  const refuse = (message: string, field = '') => ({
    ok: false as const,
    answer: showEditor(typed, 409, { errors: { [field]: [message] } }),
  });
  switch (outcome) {
    case 'SAVED':
      return { ok: true as const, version };
    case 'CHANGED':
      return { ok: false as const, answer: showConflict(typed, found[0]) };
    case 'NOT_DRAFT':
      return refuse('Nothing was saved: the email was scheduled meanwhile. What is scheduled stays as it is.');
    case 'REPEATS':
      return refuse('Nothing was saved: this email repeats, and its copies are made of it. Stop repeating to edit it.');
    case 'TIER':
      return refuse('A/B tests come with the Elite plan.', 'isAbTest');
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/**
 * The editor after somebody else saved: it says what changed, and keeps what was typed. From here on the form is about the email as it is now:
 * whoever has read what changed may save over it.
 * @throws a 404 for an email that is gone
 */
export function showConflict(typed: TypedEmail, row: FoundEmail | undefined) {
  if (!row) throw notFound();
  const now = readEdited(row);
  const changes = describeEmailChanges(typed.opened, now);
  return showEditor({ ...typed, version: row.version, opened: fingerprint(now) }, 409, { changes });
}
