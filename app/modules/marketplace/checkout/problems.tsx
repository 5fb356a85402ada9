import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Notice } from '~/components/ui/notice.tsx';

/** The reasons why a checkout was refused. One about the whole order can have several lines: the refusal, then each change. */
export function CheckoutProblems({ error }: { error: Record<string, string[] | null> | null | undefined }) {
  const problem = error?.[''] ?? error?.checkoutKey ?? error?.shown;
  const [whole, ...changes] = problem?.[0]?.split('\n') ?? [];
  if (!whole) return <ErrorSummary errors={error} />;
  return (
    <div role="alert">
      <Notice kind="danger" title={whole}>
        {changes.length > 0 && (
          <ul className="list-disc pl-5">
            {changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
