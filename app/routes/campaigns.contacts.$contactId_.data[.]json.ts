import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { collectContactData } from '~/modules/campaigns/contacts/queries.server.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';

/** Everything that is kept about a contact, to be given to them. */
export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.contactId);
  const [, { collected }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({ collected: collectContactData(handle, id) })),
  ]);
  const data = collected[0]?.value;
  if (!data) throw notFound();
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="contact.json"',
    },
  });
}
