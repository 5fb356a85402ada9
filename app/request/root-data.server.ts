import type { AppLoadContext } from '@remix-run/cloudflare';
import type { Viewer } from '#db/request-db.server.ts';
import type { RootData } from '~/components/ui/use-viewer.ts';
import { describeAdministration } from '~/modules/accounts/platform/places.ts';

/** What every page says of its viewer, whom the database found. */
export function describeRoot({ guestCart, toast }: AppLoadContext, viewer: Viewer | null): RootData {
  return {
    viewer,
    cartLines: viewer ? viewer.cartLines : guestCart.tools.length + guestCart.bundles.length,
    waitingRequests: viewer?.waitingRequests ?? 0,
    administration: describeAdministration(viewer?.user.platformRoles ?? []),
    toast,
  };
}
