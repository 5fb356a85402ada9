import { expect, test } from 'vitest';
import { orderFields } from '../factories/checkout.ts';
import { readPageForms } from '../factories/page-forms.ts';
import { listPages } from '../pages.ts';
import type { Visitor } from '../setup/visitor.ts';
import { setUpTests, site } from './requests-setup.ts';

setUpTests();

/** Escapes of JSON for texts that Postgres does not keep: NUL, and halves of a surrogate pair. */
const escapes = ['\\u0000', '\\ud800', '\\udfff'];

interface Sending {
  visitor: Visitor;
  path: string;
  fields: Record<string, string>;
  /** The field that holds JSON. */
  field: string;
}

/** The forms of all pages that carry JSON in a field, each ready to be sent. */
async function findForms(): Promise<Map<string, Sending>> {
  const found = new Map<string, Sending>();
  for (const page of listPages()) {
    const visitor = site[page.visitor];
    const address = site.fillAddress(page.address);
    for (const { action, fields } of readPageForms((await visitor.get(address)).text)) {
      for (const [field, value] of Object.entries(fields)) {
        if (!/^[[{]./.test(value)) continue;
        const filled = { intent: 'save', ...fields, ...('checkoutKey' in fields && orderFields) };
        found.set(`${field} of ${page.route}`, { visitor, path: action || address, fields: filled, field });
      }
    }
  }
  return found;
}

/** Fields that only say what somebody else changed meanwhile: nothing of them is kept, and one that cannot be read says nothing. */
const comparing = ['opened of campaigns.emails.$emailId.tsx'];

test('JSON of hidden fields with texts that cannot be kept is refused everywhere, by a message', async () => {
  const forms = await findForms();
  expect([...forms.keys()].toSorted()).toEqual([
    'opened of admin.bundles.$id.tsx',
    'opened of campaigns.emails.$emailId.tsx',
    'original of admin.tools.$id._index.tsx',
    'shown of checkout.tsx',
    'shown of requests.$requestId.tsx',
  ]);
  for (const [name, { visitor, path, fields, field }] of forms) {
    const json = fields[field] ?? '';
    // Behind the first quotation mark of every name and every text in it.
    const places = [...json.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(({ index }) => index + 1);
    expect(places.length, name).toBeGreaterThan(10);
    for (const [number, place] of places.entries()) {
      const broken = escapes[number % escapes.length];
      const spoilt = json.slice(0, place) + broken + json.slice(place);
      const answer = await visitor.post(path, { ...fields, [field]: spoilt });
      if (comparing.includes(name)) {
        expect([302, 409], name).toContain(answer.status);
        continue;
      }
      expect([answer.status, spoilt], name).toEqual([400, spoilt]);
      expect(answer.text, name).toContain('role="alert"');
    }
  }
  // As they were, the same forms are understood: saved or ordered, or refused because of what changed meanwhile.
  for (const [name, { visitor, path, fields }] of forms)
    expect([302, 409], name).toContain((await visitor.post(path, fields)).status);
});
