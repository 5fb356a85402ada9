import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { ContentStatus } from './labels.ts';

/**
 * What can be done to a piece beside writing it.
 * @param publicAddress  of its page; undefined while nobody else sees it
 */
export function ContentActs({
  status,
  publicAddress,
  mayChange,
  mayDelete,
}: {
  status: ContentStatus;
  publicAddress: string | undefined;
  mayChange: boolean;
  mayDelete: boolean;
}) {
  return (
    <>
      {publicAddress && <LinkButton href={publicAddress}>Look at its page</LinkButton>}
      {mayChange && status === 'PUBLISHED' && (
        <Confirmation
          id="unpublish"
          label="Unpublish"
          title="Unpublish it?"
          confirmLabel="Yes, unpublish"
          fields={{ intent: 'unpublish' }}
        >
          <p>Its page is gone, and links to it lead nowhere. It is a draft again.</p>
        </Confirmation>
      )}
      {mayChange && status === 'ARCHIVED' && (
        <OrganizationForm>
          <input type="hidden" name="intent" value="unpublish" />
          <Button>Take back</Button>
        </OrganizationForm>
      )}
      {mayChange && status !== 'ARCHIVED' && (
        <Confirmation
          id="archive"
          label="Archive"
          title="Archive it?"
          confirmLabel="Yes, archive"
          confirmVariant="primary"
          fields={{ intent: 'archive' }}
        >
          <p>Lists leave it out, and its page is gone where it had one. It can be taken back as a draft.</p>
        </Confirmation>
      )}
      {mayDelete && (
        <Confirmation
          id="delete"
          label="Delete"
          title="Delete it for good?"
          confirmLabel="Yes, delete"
          variant="quiet"
          fields={{ intent: 'delete' }}
        >
          <p>Nobody can bring it back. Campaigns lose their link to it.</p>
        </Confirmation>
      )}
    </>
  );
}
