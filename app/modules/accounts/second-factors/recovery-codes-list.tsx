import { Notice } from '~/components/ui/notice.tsx';

/** Shows new recovery codes, this once. */
export function RecoveryCodesList({ codes, message }: { codes: readonly string[]; message: string }) {
  return (
    <section aria-labelledby="recovery-codes" className="flex flex-col gap-3">
      <Notice kind="success" title={message}>
        <p>Below are your recovery codes. They cannot be shown again.</p>
      </Notice>
      <div className="card flex flex-col gap-4 p-5">
        <h2 id="recovery-codes" tabIndex={-1}>
          Keep your recovery codes
        </h2>
        <p className="max-w-prose text-pretty">
          Each of them signs you in once, in the place of your app or passkey. Print them, or keep them in your password
          manager: without them, a lost phone keeps you out.
        </p>
        <ol className="grid gap-x-8 gap-y-2 font-mono sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </div>
    </section>
  );
}
