import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { findFormOrganization } from '~/request/form-organization.server.ts';
import { isMultipart, receiveUpload } from '~/services/files/uploads.server.ts';
import { type RefusedForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { mostPictureBytes } from '../media/limits.ts';
import { takePicture } from '../media/upload.server.ts';
import { campaigns } from '../module.ts';
import { mostPictures } from './platforms.ts';

const limits = {
  files: mostPictures,
  bytes: mostPictures * mostPictureBytes + 1,
  fileBytes: mostPictureBytes + 1,
};
const fileField = /^file([1-4])$/;

/**
 * Reads a form of a post's page with the pictures that were chosen in it. Each is kept, and its key takes the place of the choice beside it, so
 * that it stays whatever becomes of the form. The route says `takesFiles`.
 * @returns the form, and messages about pictures that were not kept
 * @throws as `requireModule`; a 404 for who may not write
 */
export async function receivePostForm(
  asked: Pick<ActionFunctionArgs, 'request' | 'context'>,
): Promise<{ ok: true; form: FormData; problems: Record<string, string> } | RefusedForm> {
  const enter = async () => {
    const { mayWrite } = await requireModule(asked, campaigns);
    if (!mayWrite) throw notFound();
  };
  if (!isMultipart(asked.request)) {
    const [form] = await Promise.all([readForm(asked.request), enter()]);
    return form instanceof FormData ? { ok: true, form, problems: {} } : form;
  }
  const upload = await receiveUpload(asked.request, {
    limits,
    begin: async (fields) => {
      asked.context.database.formOrganization = findFormOrganization(fields);
      await enter();
    },
    take: async (file) => {
      const number = fileField.exec(file.field)?.[1];
      return number === undefined ? undefined : { number, taken: await takePicture(asked.context, file) };
    },
  });
  if (!upload.ok) return upload;
  const { form } = upload;
  const problems: Record<string, string> = {};
  for (const one of upload.taken) {
    if (!one) continue;
    const field = `picture${one.number}`;
    if ('problem' in one.taken) problems[field] = one.taken.problem;
    else form.set(field, one.taken.path.replace('/i/', ''));
  }
  return { ok: true, form, problems };
}
