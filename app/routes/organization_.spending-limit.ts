import { redirect } from '@remix-run/cloudflare';

/** Where the spending limit was before it got a page together with everything else about money. */
export function loader() {
  return redirect('/organization/billing', 301);
}
