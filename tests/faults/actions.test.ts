import { readdir, readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { choosePassword } from '../../app/services/password.server.ts';
import { wrongRefunds } from '../factories/orders.ts';
import { wrongBundlePrices, wrongBundlePurchaseCounts, wrongPurchaseCounts } from '../factories/ownership.ts';
import { listActions } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { type PaymentProvider, startPaymentProvider } from '../setup/payment-provider.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';
import { actionCases } from './action-cases/index.ts';
import type { ActionCase, Fields, World } from './action-cases/world.ts';
import { expectHonestFailure, readKeptForm, saidInDoubt, saidNotSaved } from './failure-answers.ts';

// Every form of the app meets every failure of the database: whoever sent it is told the truth, and sending it again ends
// with one effect.

let database: TestDatabase;
let provider: PaymentProvider;
let worker: TestWorker;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  provider = await startPaymentProvider();
  worker = await startTestWorker(database, provider.bindings);
  const password = 'orbit candle fjord';
  world = { database, provider, url: worker.url, password, chosenPassword: await choosePassword(password) };
});

afterEach(() => database.endpoint.clearFaults());

afterAll(async () => {
  await worker?.stop();
  await provider?.close();
  await database?.drop();
});

/** The fate of a write: whether it was committed, and whether that is known. */
const faults = [
  { fault: 'status-429', committed: false, known: true },
  { fault: 'reset-before', committed: false, known: false },
  { fault: 'reset-after-commit', committed: true, known: false },
  { fault: 'status-500', committed: false, known: false },
  { fault: 'status-507', committed: false, known: false },
  { fault: 'html-400', committed: false, known: false },
  { fault: 'cut-body', committed: true, known: false },
  { fault: 'wrong-shape', committed: true, known: false },
] as const;
/** One of each kind, where hashing a password takes most of the time. */
const someFaults = faults.slice(0, 3);

test('every route with an action is tried here', () => {
  expect(Object.keys(actionCases).sort()).toEqual(listActions().map(({ route }) => route));
});

/** Buttons of Expense & Tax that have no case, with the reason. */
const untried = {
  'add-part': 'writes nothing',
  'check-manifest': 'writes nothing',
  import: 'does what importing the chosen lines does, without choosing',
  'map-ofx': 'does what naming the columns does',
  read: 'waits half a minute for the one that failed; tests/expenses/imports-slices.test.ts kills it at every slice',
};

test('every button of Expense & Tax is tried here', async () => {
  const read = async (folder: string, name: RegExp) => {
    const files = (await readdir(folder, { recursive: true })).filter((file) => name.test(file));
    return (await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))).join('\n');
  };
  const sources = [
    await read('app/modules/expenses', /(^|\/)schema\.ts$/),
    await read('app/routes', /^expenses\..*\.tsx?$/),
  ].join('\n');
  const declared = [...sources.matchAll(/(?:\bintent: z\.(?:literal|enum)|bulkActs =)\s*\(?(\[[^\]]*\]|'[\w-]+')/g)]
    .flatMap(([, list = '']) => [...list.matchAll(/'([\w-]+)'/g)])
    .map(([, intent = '']) => intent);
  expect(declared.length).toBeGreaterThan(40);
  const cases = await read('tests/faults/action-cases', /^expense.*\.ts$/);
  const missing = declared.filter((intent) => !(intent in untried) && !cases.includes(`'${intent}'`));
  expect([...new Set(missing)]).toEqual([]);
});

const isSecret = (name: string) => /password/i.test(name);
/** Texts that people type. */
const isTyped = (name: string) =>
  [
    'name',
    'email',
    'note',
    'reason',
    'review',
    'reply',
    'organization',
    'title',
    'limit',
    'billingName',
    'city',
  ].includes(name);
const isSlow = ({ fields }: ActionCase) => Object.keys(fields).some(isSecret);
const send = ({ visitor, address, fields, send }: ActionCase) => send?.() ?? visitor.post(address, fields);

/** The faults after which a form is as it was before: what is sent again may meet the next of them. */
const leavesUndone = ({ match, needsAnswer }: ActionCase, { committed }: (typeof faults)[number]) =>
  !committed || match === undefined || needsAnswer === true;

for (const [route, cases] of Object.entries(actionCases)) {
  describe(route, () => {
    test.each(Object.entries(cases))('%s', async (_, prepare) => {
      const action = await prepare(world);
      const met = faults.filter((fault) => !isSlow(action) || someFaults.includes(fault));
      await tryWithFaults(
        action,
        met.filter((fault) => leavesUndone(action, fault)),
      );
      for (const fault of met) if (!leavesUndone(action, fault)) await tryWithFaults(await prepare(world), [fault]);
    });
  });
}

/** Sends a form, which meets these failures one after the other, and then none. Only the last one may have done what was asked. */
async function tryWithFaults(action: ActionCase, met: readonly (typeof faults)[number][]) {
  expect(await action.countEffects(), 'before').toBe(0);
  let page: string | undefined;
  const sendAgain = async () => (page === undefined || action.send ? send(action) : sendKept(action, page));
  for (const { fault, committed, known } of met) {
    // Reads are tried twice by the Worker itself.
    const times = action.match === undefined ? 50 : 1;
    database.endpoint.addFault({ fault, match: action.match, times });
    const told = await sendAgain();
    database.endpoint.clearFaults();
    const isWritten = committed && action.match !== undefined && !action.needsAnswer;
    expect(await action.countEffects(), `${fault}: after the failure`).toBe(isWritten ? 1 : 0);
    expectHonestFailure(told);
    const said = known || action.match === undefined ? saidNotSaved : saidInDoubt;
    expect(told.text.includes(said), `${fault}: says “${said}”`).toBe(true);
    // Where the failure has a page of its own, its tab says the same.
    if (told.text.includes('Look at the page first')) {
      const title = said === saidInDoubt ? 'We could not confirm this' : saidNotSaved;
      expect(told.text.includes(`<title>${title} | Lotline</title>`), `${fault}: the title`).toBe(true);
    }
    for (const [name, value] of Object.entries(action.fields)) {
      if (isSecret(name)) expect(told.text.includes(String(value)), `${name} comes back`).toBe(false);
      else if (isTyped(name)) expect(told.text.includes(String(value)), `${fault}: ${name} is kept`).toBe(true);
    }
    page = told.text;
  }
  const what = met.map(({ fault }) => fault).join(', ');
  const again = await sendAgain();
  expect(again.status, `${what}: sent again`).toBeLessThan(500);
  // Some of it is done after the answer.
  await expect.poll(action.countEffects, { message: `${what}: after sending it again` }).toBe(1);
}

/** Sends the form again as the page of the failure holds it, passwords typed again; or from the page it was on. */
async function sendKept({ visitor, address, fields }: ActionCase, page: string) {
  if (!page.includes('Look at the page first')) return visitor.post(address, fields);
  const kept = readKeptForm(page);
  const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => isSecret(name)));
  const expected: Fields = {};
  for (const [name, value] of Object.entries(fields)) if (!isSecret(name)) expected[name] = [value].flat();
  expect(kept).toEqual({ action: address, fields: expected, asked: Object.keys(typed) });
  return visitor.post(kept.action, { ...kept.fields, ...typed });
}

test('after all of it the tables still agree with each other', async () => {
  for (const wrong of [wrongPurchaseCounts, wrongBundlePurchaseCounts, wrongBundlePrices, wrongRefunds]) {
    expect((await database.sql.query(wrong)).rows).toEqual([]);
  }
});
