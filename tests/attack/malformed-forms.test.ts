import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPageForms } from '../factories/page-forms.ts';
import { createSite, type Site } from '../factories/site.ts';
import { listActions, listPages } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let site: Site;
/** The forms of all pages, by the path they are sent to. */
const forms = new Map<string, Record<string, string>[]>();

/** Another one finds other cases: `ATTACK_SEED=1 npx vitest …`. */
const seed = Number(process.env.ATTACK_SEED ?? 20_261_122);
const requests = 8_000;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  site = await createSite(database, worker);
  for (const page of listPages()) {
    const address = site.fillAddress(page.address);
    const { text } = await site[page.visitor].get(address);
    for (const { action, fields } of readPageForms(text)) {
      const { pathname } = new URL(action || address, worker.url);
      forms.set(pathname, [...(forms.get(pathname) ?? []), fields]);
    }
  }
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** A body, and whether it can only be refused. */
interface Sending {
  type: string;
  body: string | Uint8Array<ArrayBuffer>;
  broken: boolean;
}

const urlencoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=cut';
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Bodies in which no form can be seen, of whatever form it would be. */
const unreadable: Sending[] = [
  { type: 'application/json', body: '{"intent":"save"}' },
  { type: 'text/plain', body: 'intent=save' },
  { type: '', body: 'intent=save' },
  { type: 'application/octet-stream', body: Uint8Array.from({ length: 999 }, (_, index) => index % 256) },
  { type: 'multipart/form-data', body: '--cut--' },
  { type: multipart, body: '--cut\r\nContent-Disposition: form-data; name="intent"\r\n\r\nsave' },
  { type: multipart, body: '--cut\r\nContent-Disposition: form-data\r\n\r\nsave\r\n--cut--\r\n' },
  { type: multipart, body: '--other\r\n\r\n--other--\r\n' },
  { type: multipart, body: Uint8Array.from({ length: 500 }, (_, index) => (index * 7) % 256) },
  { type: urlencoded, body: `intent=${'x'.repeat(100_001)}` },
  { type: multipart, body: `--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n${'x'.repeat(100_001)}` },
  { type: urlencoded, body: '__proto__=1' },
  { type: urlencoded, body: '__proto__.polluted=1&constructor.prototype.polluted=1&__proto__[polluted]=1' },
  { type: urlencoded, body: 'a.b.c.d.e.f.g.h=1' },
  { type: urlencoded, body: 'a[4294967294]=1' },
  { type: urlencoded, body: `${'a[0]'.repeat(50)}=1` },
  { type: urlencoded, body: Array.from({ length: 501 }, (_, index) => `f${index}=`).join('&') },
  { type: urlencoded, body: '__intent__=%7B&__state__=%7B' },
  {
    type: urlencoded,
    body: '__intent__=%7B%22type%22%3A%22insert%22%2C%22payload%22%3A%7B%22name%22%3A%22__proto__%22%7D%7D',
  },
  { type: urlencoded, body: '%=%&%zz=%E0%A4%A&=&&&;;' },
  { type: urlencoded, body: '%00=%00&intent%00=save' },
].map((sending) => ({ ...sending, broken: true }));

/** Values no field expects. */
const oddValue = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\0', 'a\0b', '\r\nBcc: x@example.com', '-1', '0', '1e309', 'NaN', '9007199254740993', '2147483648'],
    ...['null', 'undefined', '[object Object]', '{}', '[]', '{"a":', "'; drop table users; --", '../../etc/passwd'],
    ...[
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      '\u{10FFFF}',
      '\uFFFE',
      '\u202Etxt',
    ],
    ...[
      '__proto__',
      'constructor',
      'TOOL',
      'save',
      'delete',
      '2026-02-30',
      '0001-01-01',
      '99999-01-01',
      '1.5',
      '1,000.00',
    ],
    ...['"><script>alert(1)</script>', '{{7*7}}', '#{7*7}', '%s%n', 'a'.repeat(10_000), '𝒳'.repeat(3_000), '٣', 'é'],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** A byte sequence that is no UTF-8: a lone surrogate, a cut character, an overlong slash. */
const badBytes = fc.constantFrom('%ED%A0%80', '%C3', '%C0%AF', '%FF%FE', '%F8%88%80%80%80');

/** A form as its page has it, with something wrong in it. */
const spoiled = (fields: Record<string, string>): fc.Arbitrary<Sending> => {
  const names = [...Object.keys(fields), 'intent', 'id'];
  const name = fc.constantFrom(...names);
  const changed = (changes: [string, string | string[] | undefined][]) => {
    const body = new URLSearchParams(fields);
    for (const [changedName, value] of changes) {
      body.delete(changedName);
      for (const one of [value ?? []].flat()) body.append(changedName, one);
    }
    return body.toString();
  };
  const text = fc.oneof(
    { weight: 1, arbitrary: name.map((missing) => changed([[missing, undefined]])) },
    { weight: 2, arbitrary: fc.array(fc.tuple(name, oddValue), { minLength: 1, maxLength: 3 }).map(changed) },
    {
      weight: 1,
      arbitrary: fc.tuple(name, fc.array(oddValue, { minLength: 2, maxLength: 4 })).map((one) => changed([one])),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(name, fc.constantFrom('.a', '[0]', '[]', '[999]', '.__proto__', '.length', '[0].a'), oddValue)
        .map(([nested, suffix, value]) =>
          changed([
            [nested, undefined],
            [nested + suffix, value],
          ]),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(name, badBytes)
        .map(([spoilt, bytes]) => `${changed([[spoilt, undefined]])}&${spoilt}=${bytes}`),
    },
  );
  const asUrlencoded = text.map((body) => ({ type: urlencoded, body, broken: false }));
  const asFile = name.map((file) => ({
    type: multipart,
    body: [
      ...Object.entries(fields)
        .filter(([other]) => other !== file)
        .map(([other, value]) => `--cut\r\nContent-Disposition: form-data; name="${other}"\r\n\r\n${value}\r\n`),
      `--cut\r\nContent-Disposition: form-data; name="${file}"; filename="../x.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n--cut--\r\n`,
    ].join(''),
    broken: false,
  }));
  // Cut anywhere, also in the middle of an escape.
  const asCut = fc.tuple(text, fc.nat({ max: 200 })).map(([body, end]) => ({
    type: urlencoded,
    body: body.slice(0, end),
    broken: false,
  }));
  return fc.oneof(
    { weight: 6, arbitrary: asUrlencoded },
    { weight: 1, arbitrary: asFile },
    { weight: 1, arbitrary: asCut },
  );
};

test('8,000 malformed forms to every action: each is refused with a message, none is an error of ours', async () => {
  const actions = listActions();
  expect(actions.length).toBeGreaterThanOrEqual(28);
  const each = Math.ceil(requests / actions.length);
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const tasksOfActions = actions.map(({ route, address, visitor, badForm }, index) => {
    const path = site.fillAddress(address);
    const takesAnything = badForm === 'not read' || badForm === 'taken';
    const baselines = forms.get(new URL(path, worker.url).pathname) ?? [{}];
    const sendings = fc.sample(
      fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...unreadable) },
        { weight: 3, arbitrary: fc.oneof(...baselines.map(spoiled)) },
      ),
      { seed: seed + index, numRuns: each },
    );
    return sendings.map((sending, number) => async () => {
      // Signing out ends the session for all the others.
      const { cookies } = route === 'logout.tsx' ? site.guest : site[visitor];
      // Most go to the action alone, as a page sends them that works in the browser: the page around it costs ten times as much.
      const isData = number % (sending.broken ? 4 : 24) !== 0;
      const { status, location, type, text } = await post(isData ? dataPath(path) : path, cookies, sending);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      // As data, another address is part of the answer.
      const leadsToLogin = isData ? status === 202 && text.includes('"/login') : location?.startsWith('/login');
      const sent = `${route} answered ${status} to ${sending.type}: ${preview(sending.body)}`;
      if (status >= 500) faults.push(sent);
      // Of a page that is missing, its data says nothing: the browser has the words for that.
      else if ((isData ? status === 400 : status >= 400) && !text.includes(type.startsWith('text/html') ? '<h1' : ' '))
        faults.push(`${sent} without a message`);
      else if (location !== null && !/^\/(?!\/)/.test(location)) faults.push(`${sent} leading to ${location}`);
      else if (sending.broken && status < 400 && !takesAnything && !leadsToLogin)
        faults.push(`${sent}, which it cannot have understood`);
    });
  });
  // In turns: sixteen times the same action at once would wait for each other's locks, longer than a request may take.
  const tasks = Array.from({ length: each }, (_, number) => tasksOfActions.flatMap((own) => own[number] ?? [])).flat();
  await runInParallel(tasks, 16);
  expect(tasks.length).toBeGreaterThanOrEqual(requests);
  expect(faults.slice(0, 20), `Seed ${seed}: ${faults.length} of ${tasks.length}`).toEqual([]);
  // Both kinds were there: what was refused, and what a form may say after all.
  expect(statuses.get(400)).toBeGreaterThan(1_000);
}, 600_000);

/** Where the framework's script sends the form of a page. */
function dataPath(path: string): string {
  const { pathname, search } = new URL(path, worker.url);
  return `${pathname}.data${search}`;
}

async function post(path: string, cookies: Map<string, string>, { type, body }: Sending) {
  const response = await fetch(worker.url + path, {
    method: 'POST',
    redirect: 'manual',
    body: typeof body === 'string' ? utf8(body) : body,
    headers: {
      origin: worker.url,
      referer: worker.url + path,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      connection: 'close',
      ...(type && { 'content-type': type }),
    },
  });
  return {
    status: response.status,
    location: response.headers.get('location'),
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

const preview = (body: string | Uint8Array) =>
  (typeof body === 'string' ? body : String.fromCharCode(...body)).slice(0, 300);

async function runInParallel(tasks: (() => Promise<void>)[], workers: number) {
  let next = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let task = tasks[next++]; task; task = tasks[next++]) await task();
    }),
  );
}
