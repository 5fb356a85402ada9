import { Button, LinkButton } from '~/components/ui/button.tsx';
import { type FieldError, TextareaField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { countWords } from '~/utils/words.ts';
import { choicesOf, csvColumns, headingOf } from './columns.ts';

/**
 * Asks for the rows of tools: a file, or what is pasted. After a check it holds what was checked, to be mended or imported.
 * @param csv  the rows that were checked, or typed
 * @param checked  what the page shows that would become of them; `digest` is null while a row has errors
 */
export function ToolImportForm({
  csv,
  checked,
  error,
}: {
  csv: string;
  checked: { count: number; digest: string | null } | undefined;
  error: FieldError;
}) {
  const digest = checked && checked.count > 0 ? checked.digest : null;
  return (
    <Card className="p-5">
      <form method="post" encType="multipart/form-data" className="flex flex-col gap-4">
        {checked && (
          <div className="flex flex-wrap gap-2">
            {digest !== null && (
              <>
                <input type="hidden" name="shown" value={digest} />
                <Button name="intent" value="import" variant="primary" className="max-md:min-h-11">
                  {`Import ${countWords(checked.count, 'tool')}`}
                </Button>
              </>
            )}
            <Button name="intent" value="check" className="max-md:min-h-11">
              Check again
            </Button>
            <LinkButton variant="quiet" href="/admin/tools" className="max-md:min-h-11">
              Leave everything as it is
            </LinkButton>
          </div>
        )}
        <div className="flex flex-col gap-1.5">
          <label htmlFor="file" className="font-medium">
            {checked ? 'Another file' : 'File'}
          </label>
          <input
            id="file"
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,text/csv"
            className="control file-control"
            aria-describedby="file-hint"
          />
          <p id="file-hint" className="text-xs text-muted">
            CSV with a line of headings, at most 200 tools and 500 kB. It goes before what stands below.
          </p>
        </div>
        <TextareaField
          name="csv"
          label={checked ? 'The rows, to be mended here' : 'Or its rows, pasted'}
          rows={checked ? 12 : 5}
          defaultValue={csv}
          error={error}
          spellCheck={false}
        />
        {!checked && (
          <div>
            <Button name="intent" value="check" variant="primary" className="max-md:min-h-11">
              Check
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}

/** The columns that a file may have, with the values that some of them take. */
export function ColumnList() {
  return (
    <details className="max-w-3xl">
      <summary className="link w-fit max-md:py-2.5">Columns and their values</summary>
      <p className="mt-3 max-w-prose text-muted">
        A tool is found by its slug, or by the slug that its name gives where the row has none. What the file lacks
        stays as it is; a new tool is not published unless its status says so. Lists have one entry a line within their
        cell.
      </p>
      <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]">
        {csvColumns.map((column) => (
          <div key={column} className="contents">
            <dt className="font-medium">{headingOf(column)}</dt>
            <dd className="text-muted wrap-anywhere">{describeColumn(column)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function describeColumn(column: (typeof csvColumns)[number]): string {
  const choices = choicesOf(column);
  if (choices) return Object.keys(choices).join(', ');
  switch (column) {
    case 'price':
      return 'Dollars; empty for the price of its tier';
    case 'isFeatured':
      return 'yes or no';
    default:
      return 'Text';
  }
}
