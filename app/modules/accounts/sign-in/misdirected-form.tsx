import { type KeptField, KeptForm, KeptTexts } from '~/components/layout/kept-form.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { listNames } from '~/utils/words.ts';
import { isolateName } from '~/utils/names.ts';

interface MisdirectedFormProps {
  /** Undefined where its sender does not belong to it any more. */
  madeFor: { id: string; name: string } | undefined;
  /** Name of the organization they work for; undefined where they belong to none. */
  current: string | undefined;
  fields: readonly KeptField[];
  /** Names of the files that came with it; they are gone. */
  files: readonly string[];
  /** Where the form was sent. */
  address: string;
  /** The page the form was on. */
  page: string;
}

/** Says for whom a form was made that its sender sent while working for another organization, and offers to switch there and send it. */
export function MisdirectedForm({ madeFor, current, fields, files, address, page }: MisdirectedFormProps) {
  const stay = <LinkButton href="/">{current ? <span>Stay with <bdi>{current}</bdi></span> : 'Leave it'}</LinkButton>;
  return (
    <div className="page flex flex-col gap-6 py-10 sm:py-16">
      <PageHeader
        title={madeFor ? `This was made for ${isolateName(madeFor.name)}` : 'This was made for another organization'}
        description={
          <>
            {current ? `You work for ${isolateName(current)} now, so nothing was done. ` : 'Nothing was done. '}
            {madeFor
              ? `Switch back to ${isolateName(madeFor.name)} to send it.`
              : 'You do not belong to the organization that it was made for, so it cannot be sent. Copy what you need.'}
          </>
        }
      />
      {madeFor && files.length > 0 ? (
        <>
          <Notice kind="warning" title={files.length === 1 ? 'A file could not be kept' : 'Files could not be kept'}>
            <p>{`Switch, then choose ${listNames(files)} again.`}</p>
          </Notice>
          <KeptTexts fields={fields} />
          <form method="post" action="/switch-organization" className="flex flex-wrap gap-2">
            <input type="hidden" name="returnTo" value={page} />
            <Button variant="primary" name="organizationId" value={madeFor.id}>
              <span>
                Switch to <bdi>{madeFor.name}</bdi>
              </span>
            </Button>
            {stay}
          </form>
        </>
      ) : madeFor ? (
        <KeptForm
          fields={fields}
          address={writeAddress('/switch-organization', { organizationId: madeFor.id, sendTo: address })}
        >
          <Button variant="primary">
            <span>
              Switch to <bdi>{madeFor.name}</bdi> and send it
            </span>
          </Button>
          {stay}
        </KeptForm>
      ) : (
        <>
          <KeptTexts fields={fields} />
          <div>{stay}</div>
        </>
      )}
    </div>
  );
}
