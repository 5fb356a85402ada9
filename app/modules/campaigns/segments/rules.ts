import { readDay } from '~/utils/addresses.ts';
import { longestTag } from '../contacts/tags.ts';
import { isZoneName } from '../contacts/time-zone.ts';

/** Most rules of one segment. The database refuses more. */
export const mostRules = 20;

/** A rule as the database keeps it. `app.are_segment_rules` checks the same, and `app.write_rule_condition` asks by it. */
export interface SegmentRule {
  field:
    | 'NAME'
    | 'DOMAIN'
    | 'TAG'
    | 'LIST'
    | 'CREATED'
    | 'TIME_ZONE'
    | 'CONSENT_SOURCE'
    | 'RECEIVED'
    | 'OPENED'
    | 'CLICKED';
  operator:
    | 'CONTAINS'
    | 'CONTAINS_NOT'
    | 'BEGINS_WITH'
    | 'IS'
    | 'IS_NOT'
    | 'IN_LAST'
    | 'NOT_IN_LAST'
    | 'SINCE'
    | 'BEFORE';
  /** A text, the id of a list or an email, a number of days, or a day. */
  value: string | number;
}

/** What is typed or chosen for a rule. */
type ValueKind = 'text' | 'tag' | 'domain' | 'zone' | 'list' | 'email' | 'days' | 'day';

interface RuleKind extends Omit<SegmentRule, 'value'> {
  label: string;
  value: ValueKind;
}

/** What a rule can say, in the order they are offered in: the part of a contact and how it is compared. */
export const ruleKinds = {
  TAG_IS: { field: 'TAG', operator: 'IS', label: 'has the tag', value: 'tag' },
  TAG_IS_NOT: { field: 'TAG', operator: 'IS_NOT', label: 'has not the tag', value: 'tag' },
  LIST_IS: { field: 'LIST', operator: 'IS', label: 'is on the list', value: 'list' },
  LIST_IS_NOT: { field: 'LIST', operator: 'IS_NOT', label: 'is not on the list', value: 'list' },
  NAME_CONTAINS: { field: 'NAME', operator: 'CONTAINS', label: 'name contains', value: 'text' },
  NAME_CONTAINS_NOT: { field: 'NAME', operator: 'CONTAINS_NOT', label: 'name does not contain', value: 'text' },
  NAME_BEGINS_WITH: { field: 'NAME', operator: 'BEGINS_WITH', label: 'name begins with', value: 'text' },
  DOMAIN_IS: { field: 'DOMAIN', operator: 'IS', label: 'email is at the domain', value: 'domain' },
  DOMAIN_IS_NOT: { field: 'DOMAIN', operator: 'IS_NOT', label: 'email is not at the domain', value: 'domain' },
  CREATED_IN_LAST: { field: 'CREATED', operator: 'IN_LAST', label: 'was added in the last days', value: 'days' },
  CREATED_NOT_IN_LAST: {
    field: 'CREATED',
    operator: 'NOT_IN_LAST',
    label: 'was added longer ago than days',
    value: 'days',
  },
  CREATED_SINCE: { field: 'CREATED', operator: 'SINCE', label: 'was added on or after', value: 'day' },
  CREATED_BEFORE: { field: 'CREATED', operator: 'BEFORE', label: 'was added before', value: 'day' },
  TIME_ZONE_IS: { field: 'TIME_ZONE', operator: 'IS', label: 'is in the time zone', value: 'zone' },
  TIME_ZONE_IS_NOT: { field: 'TIME_ZONE', operator: 'IS_NOT', label: 'is not in the time zone', value: 'zone' },
  CONSENT_SOURCE_CONTAINS: {
    field: 'CONSENT_SOURCE',
    operator: 'CONTAINS',
    label: 'agreed where it contains',
    value: 'text',
  },
  CONSENT_SOURCE_CONTAINS_NOT: {
    field: 'CONSENT_SOURCE',
    operator: 'CONTAINS_NOT',
    label: 'did not agree where it contains',
    value: 'text',
  },
  RECEIVED_IS: { field: 'RECEIVED', operator: 'IS', label: 'received the email', value: 'email' },
  RECEIVED_IS_NOT: { field: 'RECEIVED', operator: 'IS_NOT', label: 'did not receive the email', value: 'email' },
  RECEIVED_IN_LAST: {
    field: 'RECEIVED',
    operator: 'IN_LAST',
    label: 'received any email in the last days',
    value: 'days',
  },
  RECEIVED_NOT_IN_LAST: {
    field: 'RECEIVED',
    operator: 'NOT_IN_LAST',
    label: 'received no email in the last days',
    value: 'days',
  },
  OPENED_IS: { field: 'OPENED', operator: 'IS', label: 'opened the email', value: 'email' },
  OPENED_IS_NOT: { field: 'OPENED', operator: 'IS_NOT', label: 'did not open the email', value: 'email' },
  OPENED_IN_LAST: { field: 'OPENED', operator: 'IN_LAST', label: 'opened any email in the last days', value: 'days' },
  OPENED_NOT_IN_LAST: {
    field: 'OPENED',
    operator: 'NOT_IN_LAST',
    label: 'opened no email in the last days',
    value: 'days',
  },
  CLICKED_IS: { field: 'CLICKED', operator: 'IS', label: 'clicked in the email', value: 'email' },
  CLICKED_IS_NOT: { field: 'CLICKED', operator: 'IS_NOT', label: 'did not click in the email', value: 'email' },
  CLICKED_IN_LAST: {
    field: 'CLICKED',
    operator: 'IN_LAST',
    label: 'clicked in any email in the last days',
    value: 'days',
  },
  CLICKED_NOT_IN_LAST: {
    field: 'CLICKED',
    operator: 'NOT_IN_LAST',
    label: 'clicked in no email in the last days',
    value: 'days',
  },
} as const satisfies Record<string, RuleKind>;
export type RuleKindName = keyof typeof ruleKinds;

/** Every kind with its name, typed as what they have in common. */
export const listRuleKinds = (): [RuleKindName, RuleKind][] =>
  Object.keys(ruleKinds)
    .filter(isKindName)
    .map((name) => [name, ruleKinds[name]]);

const isKindName = (name: string): name is RuleKindName => Object.hasOwn(ruleKinds, name);

/** Whether rules ask for what people did with emails, which needs the tier GROWTH. */
export const isBehaviour = ({ field }: Pick<SegmentRule, 'field'>) =>
  field === 'RECEIVED' || field === 'OPENED' || field === 'CLICKED';

/** The kind of a rule that the database has; undefined for one that is not known here. */
export function findRuleKind({ field, operator }: Pick<SegmentRule, 'field' | 'operator'>): RuleKindName | undefined {
  return listRuleKinds().find(([, kind]) => kind.field === field && kind.operator === operator)?.[0];
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads what was typed for a rule.
 * @returns the rule, or what to type instead
 */
export function readRule(name: RuleKindName, typed: string): SegmentRule | { problem: string } {
  const { field, operator, value: kind }: RuleKind = ruleKinds[name];
  const text = typed
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const rule = (value: string | number) => ({ field, operator, value });
  switch (kind) {
    case 'days':
      return /^[1-9]\d{0,3}$/.test(text) ? rule(Number(text)) : { problem: 'Enter a number of days from 1 to 9,999.' };
    case 'day':
      return readDay(text) === undefined ? { problem: 'Enter a day.' } : rule(text);
    case 'list':
      return isId.test(text) ? rule(text) : { problem: 'Choose a list.' };
    case 'email':
      return isId.test(text) ? rule(text) : { problem: 'Choose an email.' };
    case 'zone':
      return isZoneName(text) ? rule(text) : { problem: 'Enter a time zone like America/Chicago.' };
    case 'domain':
      return readDomain(text, rule);
    case 'tag':
      return readText(text, longestTag, rule);
    case 'text':
      return readText(text, 200, rule);
  }
}

function readText(text: string, longest: number, rule: (value: string) => SegmentRule) {
  if (text === '') return { problem: 'Enter a text.' };
  return text.length <= longest ? rule(text) : { problem: `Use at most ${longest} characters.` };
}

function readDomain(text: string, rule: (value: string) => SegmentRule) {
  const domain = text.replace(/^@/, '').toLowerCase();
  const isDomain = domain.length <= 200 && /^[\p{L}\p{N}.-]+$/u.test(domain) && URL.canParse(`https://${domain}`);
  return isDomain ? rule(new URL(`https://${domain}`).hostname) : { problem: 'Enter a domain like example.com.' };
}

/** A choice for the value of a rule: a list or an email. */
export interface Choice {
  id: string;
  name: string;
}

/** A rule as a sentence about a contact. */
export function describeRule(
  { field, operator, value }: SegmentRule,
  { lists, emails }: { lists: readonly Choice[]; emails: readonly Choice[] },
): string {
  const name = findRuleKind({ field, operator });
  if (name === undefined) return 'A rule that is not understood any more.';
  const { label, value: kind }: RuleKind = ruleKinds[name];
  if (kind === 'list' || kind === 'email') {
    const found = (kind === 'list' ? lists : emails).find(({ id }) => id === value);
    return `${label} ${found ? `“${found.name}”` : kind === 'list' ? 'that is gone' : 'of before'}`;
  }
  return kind === 'days' ? `${label}: ${value}` : `${label} “${value}”`;
}

/** Contacts are counted no further. */
export const mostCounted = 10_000;

/** A count of contacts in words. */
export function writeCount(contacts: number): string {
  if (contacts > mostCounted) return `${mostCounted.toLocaleString('en-US')}+ contacts match now.`;
  if (contacts === 1) return '1 contact matches now.';
  return `${contacts.toLocaleString('en-US')} contacts match now.`;
}
