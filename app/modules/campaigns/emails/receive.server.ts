import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { requireModule } from '~/modules/gate.server.ts';
import { findFormOrganization } from '~/request/form-organization.server.ts';
import { isMultipart, receiveUpload } from '~/services/files/uploads.server.ts';
import { type RefusedForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { blockField } from '../blocks/typed.ts';
import { mostPictureBytes } from '../media/limits.ts';
import { takePicture } from '../media/upload.server.ts';
import { campaigns } from '../module.ts';
import type { Errors } from './form.server.ts';

const limits = { files: 10, bytes: 10 * mostPictureBytes + 1, fileBytes: mostPictureBytes + 1 };
const fileField = /^blocks\[(\d{1,3})\]\.file$/;

type Asked = Pick<ActionFunctionArgs, 'request' | 'context'>;

/**
 * Reads the editor's form with the pictures that were chosen in it. Each is kept, and its path takes the place of the address in its block, so
 * that it stays whatever becomes of the form. The route says `takesFiles`.
 * @returns the form, and messages about pictures that were not kept
 * @throws as `requireModule`; a 404 for who may not write
 */
export async function receiveEmailForm(
  asked: Asked,
): Promise<{ ok: true; form: FormData; problems: Errors } | RefusedForm> {
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
      const index = fileField.exec(file.field)?.[1];
      return index === undefined ? undefined : { index: Number(index), taken: await takePicture(asked.context, file) };
    },
  });
  if (!upload.ok) return upload;
  const { form } = upload;
  const problems: Errors = {};
  for (const one of upload.taken) {
    if (!one) continue;
    const field = blockField(one.index, form.get(blockField(one.index, 'type')) === 'listing' ? 'image' : 'url');
    if ('problem' in one.taken) problems[field] = [one.taken.problem];
    else form.set(field, one.taken.path);
  }
  return { ok: true, form, problems };
}

/** Reads the editor's form for its preview: pictures that are chosen and not kept yet are passed over. */
export async function receivePreviewForm(asked: Asked): Promise<FormData | RefusedForm> {
  if (!isMultipart(asked.request)) {
    const [form] = await Promise.all([readForm(asked.request), requireModule(asked, campaigns)]);
    return form;
  }
  const upload = await receiveUpload(asked.request, {
    limits: { ...limits, bytes: 100 * 1024 * 1024, files: 60 },
    begin: async (fields) => {
      asked.context.database.formOrganization = findFormOrganization(fields);
      await requireModule(asked, campaigns);
    },
    take: async () => undefined,
  });
  return upload.ok ? upload.form : upload;
}
