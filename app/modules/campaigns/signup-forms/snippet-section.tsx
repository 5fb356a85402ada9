import { buttonClass } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';

/** The address of a form's page, and the HTML that puts it on another site. */
export function SnippetSection({ address, snippet }: { address: string; snippet: string }) {
  return (
    <section aria-labelledby="use" className="flex flex-col gap-3">
      <h2 id="use">Use it</h2>
      <Card className="flex flex-col gap-4 p-5">
        <p className="wrap-anywhere">
          {'Its own page: '}
          <a className="link" href={address}>
            {address}
          </a>
        </p>
        <div className="flex flex-col gap-1.5">
          <label htmlFor="snippet" className="font-medium">
            HTML for your site
          </label>
          <textarea
            id="snippet"
            readOnly
            rows={Math.min(snippet.split('\n').length, 14)}
            defaultValue={snippet}
            aria-describedby="snippet-hint"
            className="control h-auto py-2 font-mono text-xs sm:text-xs"
          />
          <p id="snippet-hint" className="text-xs text-muted">
            It works without script. Style it as you like, and keep the names of its fields and the field that is
            hidden: it keeps programs out. Whoever sends it gets a mail to confirm.
          </p>
        </div>
        <div>
          {/* Without script it leads to the text. */}
          <a href="#snippet" data-copy="snippet" className={buttonClass({})}>
            Copy snippet
          </a>
        </div>
      </Card>
    </section>
  );
}
