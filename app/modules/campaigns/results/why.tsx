import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import type { Answer } from './explanation.ts';

/**
 * Answers why somebody got the email, or did not. The form only asks, so everybody who sees the page may send it.
 * @param email  as it was typed; '' where nobody was asked about
 * @param answer  null where what was typed is no address
 */
export function Why({ address, email, answer }: { address: string; email: string; answer: Answer | null }) {
  const isWrong = email !== '' && answer === null;
  return (
    <section className="flex flex-col gap-3" id="why" aria-labelledby="why-title">
      <h2 id="why-title">Why did somebody get it, or not?</h2>
      <form action={`${address}#why`} className="no-print flex flex-wrap items-end gap-3">
        <TextField
          name="email"
          label="Email"
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
          required
          defaultValue={email}
          error={isWrong ? 'Enter an email address like name@example.com.' : undefined}
          className="min-w-64"
        />
        <Button>Why?</Button>
      </form>
      {answer && (
        <div role="status">
          <Notice title={email}>
            <p className="max-w-prose wrap-anywhere">{answer.answer}</p>
            {answer.details.length > 0 && (
              <ul className="max-w-prose list-disc pl-5">
                {answer.details.map((sentence) => (
                  <li key={sentence} className="wrap-anywhere">
                    {sentence}
                  </li>
                ))}
              </ul>
            )}
          </Notice>
        </div>
      )}
    </section>
  );
}
