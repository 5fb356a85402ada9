import { countWords } from '~/utils/words.ts';
import { isExample } from '../blocks/addresses.ts';
import { listLinks } from '../blocks/schema.ts';
import { blockField } from '../blocks/typed.ts';
import { parseMarkdown } from '../markdown/parse.ts';
import { writePlainBlocks } from '../markdown/tree.ts';
import { createMarks } from '../merge-tags/marks.ts';
import { listTagsWithoutFallback } from '../merge-tags/tags.ts';
import type { EditedEmail } from './edited.ts';
import { isEmptyBlock } from './email-html.tsx';

/** What a check found: an error, without which nothing goes out, or a warning. */
export interface Finding {
  level: 'ERROR' | 'WARNING';
  message: string;
  /** The field it is about, by its name in the editor's form. */
  field?: string;
}

/** What an email is checked by. */
export interface CheckedFacts {
  email: EditedEmail;
  /** Null while it is not known. */
  postalAddress: string | null;
  /** Domains that the organization may send from. */
  verifiedDomains: readonly string[];
  /** The domain that mail goes out from where the sender's own is not verified; undefined where there is none. */
  fallbackDomain: string | undefined;
  /** Emails that the plan allows in a month of UTC; null for any number. */
  allowed: number | null;
  /** People of the audience who may be mailed. */
  mailable: number;
  /** Everybody of the audience. */
  total: number;
  /** Recipients that the organization has reserved in this month of UTC. */
  reserved: number;
  /** UTF-8 bytes of the HTML of the largest sample. */
  sampleBytes: number;
  /** Ids of listings that are there. */
  listings: readonly string[];
}

const largestHtml = 500_000;
/** Gmail shows no more of a mail. */
const clippedHtml = 102_000;
const longestSubject = 60;
const fewestWords = 20;

const error = (message: string, field?: string): Finding => ({ level: 'ERROR', message, field });
const warning = (message: string, field?: string): Finding => ({ level: 'WARNING', message, field });

/** Whether anything keeps an email from going out. */
export const isStopped = (findings: readonly Finding[]) => findings.some(({ level }) => level === 'ERROR');

/** Looks an email over before it goes out: errors first, then warnings. */
export function checkEmail(facts: CheckedFacts): Finding[] {
  const findings = [
    ...checkEnvelope(facts),
    ...checkSubjects(facts.email),
    ...facts.email.blocks.flatMap((block, index) => checkBlock(block, index, facts)),
    ...checkWhole(facts),
  ];
  return findings.toSorted((one, other) => Number(one.level === 'WARNING') - Number(other.level === 'WARNING'));
}

function checkEnvelope(facts: CheckedFacts): Finding[] {
  const { email, allowed, mailable, total, reserved, fallbackDomain } = facts;
  const findings: Finding[] = [];
  const domain = email.fromEmail.slice(email.fromEmail.lastIndexOf('@') + 1).toLowerCase();
  if (!facts.verifiedDomains.includes(domain)) {
    if (fallbackDomain === undefined)
      findings.push(
        error(`${domain} is not verified, so nothing can be sent from it. Verify it in the settings.`, 'fromEmail'),
      );
    else
      findings.push(
        warning(
          `${domain} is not verified: the email goes out from ${fallbackDomain}, and answers go to the address you typed. Verify your domain in the settings.`,
          'fromEmail',
        ),
      );
  }
  if (facts.postalAddress === null || facts.postalAddress.trim() === '')
    findings.push(
      error('Laws on advertising ask for a postal address at the end of every email. Enter yours in the settings.'),
    );
  if (email.lists.length + email.segments.length === 0) findings.push(error('Choose a list or a segment.', 'lists'));
  else if (mailable === 0)
    findings.push(
      error(
        total === 0
          ? 'There is nobody on these lists and in these segments.'
          : `None of the ${countWords(total, 'contact')} may be mailed: consent is missing, or they are suppressed.`,
        'lists',
      ),
    );
  if (allowed !== null && reserved + mailable > allowed)
    findings.push(
      error(
        `Your plan allows ${allowed.toLocaleString('en-US')} emails in a month (UTC). ${reserved.toLocaleString('en-US')} are used, and this one goes to ${mailable.toLocaleString('en-US')}.`,
      ),
    );
  return findings;
}

function checkSubjects({ subject, previewText, isAbTest, abTest }: EditedEmail): Finding[] {
  const findings = [...checkSubject(subject, 'subject')];
  if (previewText === '')
    findings.push(warning('Without a preview text, mail programs show the first words of the email.', 'previewText'));
  findings.push(...checkTags(previewText, 'previewText'));
  if (!isAbTest || !abTest) return findings;
  findings.push(...checkSubject(abTest.subject, 'abSubject'), ...checkTags(abTest.previewText, 'abPreviewText'));
  if (abTest.subject === subject && abTest.previewText === previewText)
    findings.push(error('Both subjects of the A/B test are the same.', 'abSubject'));
  return findings;
}

function checkSubject(subject: string, field: string): Finding[] {
  if (subject === '') return [error('Write a subject.', field)];
  const findings = checkTags(subject, field);
  const letters = [...new Intl.Segmenter('en').segment(subject)].length;
  if (letters > longestSubject)
    findings.push(warning(`The subject has ${letters} characters. Phones show about ${longestSubject}.`, field));
  const withoutTags = subject.replaceAll(/\{\{.*?\}\}/g, '');
  if (/\p{Lu}.*\p{Lu}.*\p{Lu}/u.test(withoutTags) && withoutTags === withoutTags.toLocaleUpperCase('en-US'))
    findings.push(warning('A subject in capitals looks like spam.', field));
  return findings;
}

function checkTags(text: string, field: string): Finding[] {
  return [...new Set(listTagsWithoutFallback(text))].map((tag) =>
    error(
      `{{${tag}}} is empty for somebody whose name you do not know. Write what stands there then: {{${tag}|there}}.`,
      field,
    ),
  );
}

function checkLink(url: string, field: string, what: string): Finding[] {
  if (url === '') return [error(`${what} leads nowhere. Enter an address.`, field)];
  return isExample(url) ? [error(`${what} leads to ${url}, which is an example.`, field)] : checkTags(url, field);
}

function checkBlock(block: EditedEmail['blocks'][number], index: number, { listings }: CheckedFacts): Finding[] {
  const field = (name: string) => blockField(index, name);
  const number = `Block ${index + 1}`;
  if (isEmptyBlock(block) && !(block.type === 'button' && block.url !== ''))
    return [warning(`${number} is empty and left out.`, field('type'))];
  switch (block.type) {
    case 'heading':
      return checkTags(block.text, field('text'));
    case 'text': {
      const marks = createMarks();
      const links = listLinks(parseMarkdown(marks.mark(block.text), () => true)).map(marks.restore);
      return [
        ...checkTags(block.text, field('text')),
        ...links
          .filter((url) => url === '' || isExample(url))
          .flatMap((url) => checkLink(url, field('text'), `A link in block ${index + 1}`)),
      ];
    }
    case 'button':
      return [
        ...(block.label === '' ? [error(`The button in block ${index + 1} has no label.`, field('label'))] : []),
        ...checkTags(block.label, field('label')),
        ...checkLink(block.url, field('url'), `The button in block ${index + 1}`),
      ];
    case 'image':
      return [
        ...(block.alt === '' && !block.isDecorative
          ? [
              error(
                `The picture in block ${index + 1} has no description. Write one, or say that it is decorative.`,
                field('alt'),
              ),
            ]
          : []),
        ...checkTags(block.alt, field('alt')),
        ...(isExample(block.url) ? [error(`The picture in block ${index + 1} is an example.`, field('url'))] : []),
        ...(block.link === '' ? [] : checkLink(block.link, field('link'), `The picture in block ${index + 1}`)),
        ...(block.link !== '' && block.isDecorative
          ? [error(`The picture in block ${index + 1} is a link, so it needs a description.`, field('alt'))]
          : []),
      ];
    case 'listing':
      return [
        ...(listings.includes(block.listingId)
          ? []
          : [error(`The listing in block ${index + 1} is gone. Choose another one.`, field('listingId'))]),
        ...checkTags(block.price, field('price')),
        ...checkTags(block.note, field('note')),
        ...(block.link === '' ? [] : checkLink(block.link, field('link'), `The listing in block ${index + 1}`)),
      ];
    case 'divider':
      return [];
  }
}

function checkWhole({ email, sampleBytes }: CheckedFacts): Finding[] {
  const findings: Finding[] = [];
  const filled = email.blocks.filter((block) => !isEmptyBlock(block) && block.type !== 'divider');
  if (filled.length === 0) return [error('The email has no content. Add a block.', 'addType')];
  const kilobytes = Math.ceil(sampleBytes / 1_000).toLocaleString('en-US');
  if (sampleBytes > largestHtml) findings.push(error(`The email has ${kilobytes} kB of HTML. At most 500 kB go out.`));
  else if (sampleBytes > clippedHtml)
    findings.push(warning(`The email has ${kilobytes} kB of HTML. Gmail cuts it off after 102 kB.`));
  const words = filled.reduce((count, block) => count + countTextWords(block), 0);
  if (words === 0 && filled.some(({ type }) => type === 'image'))
    findings.push(warning('Nothing but pictures: whoever has them switched off sees an empty email.'));
  else if (words < fewestWords)
    findings.push(warning(`The email has ${countWords(words, 'word')}. Filters expect 20 or more.`));
  return findings;
}

function countTextWords(block: EditedEmail['blocks'][number]): number {
  const texts = () => {
    switch (block.type) {
      case 'heading':
        return [block.text];
      case 'text':
        return [writePlainBlocks(parseMarkdown(block.text))];
      case 'button':
        return [block.label];
      case 'listing':
        return [block.price, block.note];
      default:
        return [];
    }
  };
  return texts()
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
