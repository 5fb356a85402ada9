import { redirect } from '@remix-run/cloudflare';

/** Where the export was before it got a page together with the rest of the data. */
export function loader() {
  return redirect('/organization/data', 301);
}
