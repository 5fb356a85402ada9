import { trapField } from './schema.ts';

/** What a snippet shows of its form. */
interface SnippetForm {
  heading: string;
  introduction: string | null;
  consentWording: string;
  asksName: boolean;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/**
 * The plain HTML of a form for a site of the organization: it needs no script and no style, and brings none.
 * @param address  where it is sent, absolute
 */
export function writeSnippet(
  address: string,
  { heading, introduction, consentWording, asksName }: SnippetForm,
): string {
  const paragraph = (text: string) => `  <p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`;
  const lines = [
    `<form action="${escapeHtml(address)}" method="post">`,
    `  <h2>${escapeHtml(heading)}</h2>`,
    ...(introduction === null ? [] : [paragraph(introduction)]),
    ...(asksName ? ['  <p><label>Name <input name="name" autocomplete="name" maxlength="200"></label></p>'] : []),
    '  <p><label>Email <input name="email" type="email" autocomplete="email" maxlength="254" required></label></p>',
    // People neither see nor reach it; programs that send forms fill it in.
    `  <p hidden><label>Leave this empty <input name="${trapField}" tabindex="-1" autocomplete="off"></label></p>`,
    paragraph(consentWording),
    '  <p><button>Sign up</button></p>',
    '</form>',
  ];
  return `${lines.join('\n')}\n`;
}
