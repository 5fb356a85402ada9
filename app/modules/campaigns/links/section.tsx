import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import type { BuiltLink } from './built-link.ts';

/** Builds a link by which visits to a site are counted for a campaign. Its form only reads, so a link has an address. */
export function LinkSection({
  slug,
  built: { url, source, medium, link, errors },
}: {
  slug: string;
  built: BuiltLink;
}) {
  return (
    <section aria-labelledby="build-link" className="no-print flex flex-col gap-3">
      <h2 id="build-link">Links</h2>
      <p className="max-w-prose text-muted">
        For flyers, partners and ads: the site that the link leads to sees which campaign its visitors come from. Links
        in emails and posts get this by themselves.
      </p>
      <form action={`/campaigns/${slug}#build-link`} className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          name="url"
          label="Address"
          type="url"
          required
          maxLength={2000}
          defaultValue={url}
          placeholder="https://www.example.com/homes"
          error={errors.url}
        />
        <TextField
          name="source"
          label="Source"
          required
          maxLength={100}
          defaultValue={source}
          placeholder="flyer"
          error={errors.source}
        />
        <TextField
          name="medium"
          label="Medium"
          required={false}
          maxLength={100}
          defaultValue={medium}
          placeholder="print"
        />
        <div>
          <Button>Build link</Button>
        </div>
      </form>
      {link !== null && <input aria-label="The link" readOnly value={link} className="control font-mono" />}
    </section>
  );
}
