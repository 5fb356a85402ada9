import { createHash } from 'node:crypto';
import type { ActionFunctionArgs } from '@remix-run/cloudflare';
import { expenses } from '~/modules/expenses/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { findFormOrganization } from '~/request/form-organization.server.ts';
import { receiveUpload } from '~/services/files/uploads.server.ts';
import { giveBack } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { findReport } from './queries.server.ts';

const longest = 50 * 1024 * 1024;

/**
 * Says whether a manifest that is sent is the one of a report. Nothing of it is kept: only its digest is made while it arrives.
 * @throws a 404 where the viewer has no such report
 */
export async function checkManifest(args: ActionFunctionArgs, reportId: string) {
  const { request, context } = args;
  const upload = await receiveUpload(request, {
    begin: async (fields) => {
      context.database.formOrganization = findFormOrganization(fields);
    },
    limits: { files: 1, bytes: longest, fileBytes: longest },
    async take({ content }) {
      const hash = createHash('sha256');
      for await (const piece of content) hash.update(piece);
      return hash.digest('hex');
    },
  });
  if (!upload.ok) return upload.answer;
  const [, { found }] = await Promise.all([
    requireModule(args, expenses),
    context.database.read((handle) => ({ found: findReport(handle, reportId) })),
  ]);
  const [report] = found;
  if (!report) throw notFound();
  const [digest] = upload.taken;
  if (digest === undefined)
    return giveBack(upload.form, { manifest: 'Choose the file manifest.json of the evidence.' }, 400);
  return { manifest: { isIt: digest === report.manifestHash, digest } };
}
