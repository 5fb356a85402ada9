/** What a mail may do where it is shown by itself: styles of its own and pictures, and nothing that runs, in no origin. */
export const mailPolicy = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' https:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a mail, as a mail program shows it. A route that says `is-shown` has it in frames of this site. */
export function answerWithMail(html: string, headers: Record<string, string> = {}): Response {
  return new Response(html, {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': mailPolicy, ...headers },
  });
}
