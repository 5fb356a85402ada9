/** A mail as it goes out; plain text and the same as HTML. */
interface AccountMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * The mail with which a forgotten password is replaced.
 * @param url  absolute, with the token
 */
export function passwordResetMail({ to, name, url }: { to: string; name: string; url: string }): AccountMail {
  return compose(to, 'Choose a new Lotline password', [
    `Hello ${name},`,
    'someone, probably you, asked for a new password for your Lotline account. Choose one here within an hour:',
    { label: 'Choose a new password', url },
    'If that was not you, leave this mail alone: your password stays as it is.',
  ]);
}

/**
 * The mail that invites somebody into an organization.
 * @param role  in words, with its article: "an admin"
 * @param url  absolute, with the token
 */
export function invitationMail({
  to,
  invitedBy,
  organization,
  role,
  url,
}: {
  to: string;
  invitedBy: string;
  organization: string;
  role: string;
  url: string;
}): AccountMail {
  return compose(to, `Join ${organization} on Lotline`, [
    `Hello,`,
    `${invitedBy} invites you to join ${organization} on Lotline as ${role}. The invitation is open for 7 days:`,
    { label: `Join ${organization}`, url },
    'If you do not know them, leave this mail alone: nothing happens.',
  ]);
}

type Paragraph = string | { label: string; url: string };

function compose(to: string, subject: string, paragraphs: Paragraph[]): AccountMail {
  const closing = 'Lotline';
  const asText = (paragraph: Paragraph) => (typeof paragraph === 'string' ? paragraph : paragraph.url);
  const asHtml = (paragraph: Paragraph) =>
    typeof paragraph === 'string'
      ? escapeHtml(paragraph)
      : `<a href="${escapeHtml(paragraph.url)}">${escapeHtml(paragraph.label)}</a>`;
  const all = [...paragraphs, closing];
  return {
    to,
    subject,
    text: `${all.map(asText).join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${all.map((paragraph) => `<p>${asHtml(paragraph)}</p>`).join('')}</body></html>`,
  };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
