import { present } from './rows.ts';

/** Reads the fields a browser would send from the form of a page that holds the field, its buttons left out. */
export function readPageForm(html: string, field: string): Record<string, string> {
  return readFields(present(splitForms(html).find((form) => form.includes(`name="${field}"`))));
}

/** The hidden fields of the form of a page that holds the field, each with all of its values. */
export function readHiddenFields(html: string, field: string): Record<string, string[]> {
  const form = present(splitForms(html).find((one) => one.includes(`name="${field}"`)));
  const fields: Record<string, string[]> = {};
  for (const [, tag = ''] of form.matchAll(/<input([^>]*type="hidden"[^>]*)>/g)) {
    const name = attribute(tag, 'name');
    if (name) fields[name] = [...(fields[name] ?? []), attribute(tag, 'value') ?? ''];
  }
  return fields;
}

/** A form of a page. */
interface PageForm {
  /** Where it is sent to; '' is the page itself. */
  action: string;
  /** The fields that are sent, the buttons left out. */
  fields: Record<string, string>;
  /** The fields one can type any text into. */
  texts: string[];
}

/** Every form of a page that may write, or every one that only asks for another page. */
export function readPageForms(html: string, method: 'post' | 'get' = 'post'): PageForm[] {
  return splitForms(html).flatMap((form) => {
    const tag = form.split('>')[0] ?? '';
    if ((attribute(tag, 'method') ?? 'get') !== method) return [];
    const inputs = [...form.matchAll(/<(input|textarea)([^>]*)>/g)].filter(
      ([, element, input = '']) =>
        element === 'textarea' || ['text', 'search', 'email'].includes(attribute(input, 'type') ?? 'text'),
    );
    const texts = inputs.flatMap(([, , input = '']) => attribute(input, 'name') ?? []);
    return [{ action: attribute(tag, 'action') ?? '', fields: readFields(form), texts }];
  });
}

/** The forms of a page, each from the inside of its first tag on. */
const splitForms = (html: string) =>
  html
    .split('<form')
    .slice(1)
    .map((part) => part.split('</form>')[0] ?? '');

function readFields(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of form.matchAll(/<input([^>]*)>/g)) {
    const isChoice = ['radio', 'checkbox'].includes(attribute(tag, 'type') ?? '');
    if (!isChoice || attribute(tag, 'checked') !== undefined) {
      keep(tag, attribute(tag, 'value') ?? (isChoice ? 'on' : ''));
    }
  }
  // A browser leaves out a line break right behind the tag, and sends the others as CRLF.
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>\n?([^<]*)<\/textarea>/g)) {
    keep(tag, readEntities(text).replaceAll(/\r?\n/g, '\r\n'));
  }
  for (const [, tag = '', content = ''] of form.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const options = [...content.matchAll(/<option([^>]*)>([^<]*)/g)];
    const [, option = '', text = ''] =
      options.find(([, each = '']) => attribute(each, 'selected') !== undefined) ?? options[0] ?? [];
    // An option without a value sends its text.
    keep(tag, attribute(option, 'value') ?? readEntities(text));
  }
  return fields;

  function keep(tag: string, value: string) {
    const name = attribute(tag, 'name');
    if (name) fields[name] = value;
  }
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : readEntities(value);
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };
const readEntities = (text: string) =>
  text.replaceAll(/&(lt|gt|quot|#x27|amp);/g, (entity) => entities[entity] ?? entity);
