import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createPublicReport, frozenReportData } from '../factories/module-rows.ts';
import { createOrganization, type TestOrganization } from '../factories/organizations.ts';
import { unlockModules } from '../factories/purchases.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { createSignedInVisitor, createVisitor, type Visitor } from '../setup/visitor.ts';
import { startTestWorker, type TestWorker } from '../setup/worker.ts';

let database: TestDatabase;
let worker: TestWorker;
let organization: TestOrganization;
let guest: Visitor;

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await startTestWorker(database);
  organization = await createOrganization(database.sql);
  await unlockModules(database.sql, organization);
  guest = createVisitor(worker.url);
});

afterAll(async () => {
  await worker?.stop();
  await database?.drop();
});

/** A public report and the token of its link. */
async function share(values: Record<string, unknown> = {}, of = organization): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest('hex');
  const { id } = await createPublicReport(database.sql, of, hash, { insights: JSON.stringify([]), ...values });
  return { id: String(id), token };
}

const countsOf = async (id: string) =>
  only(
    await database.sql.query(
      'select view_count as views, download_count as downloads from reid_reports where id = $1',
      [id],
    ),
  );

test('a link answers strangers with one request to the database, which counts, and is kept by nobody', async () => {
  const { id, token } = await share();
  for (const [address, type] of [
    [`/r/${token}`, 'text/html'],
    [`/r/${token}.pdf`, 'application/pdf'],
  ] as const) {
    const answer = await guest.get(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(type);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(database.endpoint.requestsFor(answer.headers.get('x-request-id') ?? '')).toHaveLength(1);
  }
  expect(await countsOf(id)).toEqual({ views: 1, downloads: 1 });
});

test('unknown, expired, withdrawn, downgraded and malformed links answer alike, to the byte', async () => {
  const poor = await createOrganization(database.sql, { tier: 'STARTER' });
  await unlockModules(database.sql, poor);
  const without = await createOrganization(database.sql);
  const tokens = [
    randomBytes(32).toString('base64url'),
    (await share({ public_expires_at: new Date(Date.now() - 1_000) })).token,
    (await share({ is_public: false })).token,
    (await share({ status: 'FAILED' })).token,
    (await share({}, poor)).token,
    (await share({}, without)).token,
    'short',
    `${randomBytes(32).toString('base64url')}A`,
    '%27%20or%201=1--',
    '..%2f..%2freid',
  ];
  for (const ending of ['', '.pdf']) {
    const answers = await Promise.all(
      tokens.map(async (token) => {
        const { status, text, headers } = await guest.get(`/r/${token}${ending}`);
        const told = [...headers].filter(
          ([name]) => !['date', 'x-request-id', 'content-length', 'content-security-policy'].includes(name),
        );
        // The address stands in the page, and ids change with every answer.
        return {
          status,
          told,
          text: text
            .replaceAll(token, '')
            .replaceAll(decodeURIComponent(token), '')
            .replaceAll(/[\w-]{32,44}/g, ''),
        };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(404);
  }
});

test('no cookie is read: somebody signed in sees what a stranger sees, and nothing is set', async () => {
  const { token } = await share();
  const owner = await createSignedInVisitor(worker.url, {
    sql: database.sql,
    personId: organization.owner.id,
    organizationId: organization.id,
  });
  const [theirs, strangers] = [await owner.get(`/r/${token}`), await guest.get(`/r/${token}`)];
  const strip = (html: string) => html.replaceAll(/nonce="\w+"|[\w-]{32,44}/g, '');
  expect(strip(theirs.text)).toBe(strip(strangers.text));
  expect(theirs.headers.getSetCookie()).toEqual([]);
  expect(theirs.text).not.toContain(organization.owner.name);
  expect(theirs.text).not.toContain(organization.name);
});

test('a stranger reads nothing of schools, age, family size, poverty and diversity, in the page and the PDF', async () => {
  const people = {
    area: 0,
    source: 'acs-5-year',
    year: 2023,
    figures: Object.fromEntries(
      ['median_income', 'median_age', 'avg_household_size', 'poverty_rate', 'diversity_index'].map((key) => [
        key,
        { value: 12.34 },
      ]),
    ),
  };
  const school = {
    name: 'Lakeside School',
    grades: null,
    locale: null,
    studentTeacherRatio: 12,
    students: 3,
    rating: null,
  };
  const { token } = await share({
    data: {
      ...frozenReportData,
      sections: ['people', 'schools'],
      people: [people],
      schools: [
        {
          area: 0,
          total: 1,
          listed: [{ ...school, ratingSource: null, schoolYear: null, source: 'nces', import: null, line: null }],
        },
      ],
    },
  });
  const { text } = await guest.get(`/r/${token}`);
  expect(text).toContain('Median household income');
  for (const secret of ['Lakeside', 'Schools', 'Median age', 'People in a household', 'Poverty', 'Diversity'])
    expect(text).not.toContain(secret);
});

test('scripts in names of reports and areas are texts', async () => {
  const payload = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
  const { token } = await share({
    name: payload,
    insights: JSON.stringify([payload]),
    data: { ...frozenReportData, areas: [{ key: 'zip-60601', name: payload }] },
  });
  const { text } = await guest.get(`/r/${token}`);
  expect(text).not.toContain('<script>alert');
  expect(text).not.toContain('<img src=x');
  expect(text).toContain('&lt;script&gt;alert(1)');
});

test('the log never holds a token', async () => {
  const { token } = await share();
  const answer = await guest.get(`/r/${token}.pdf`);
  const id = answer.headers.get('x-request-id') ?? '';
  const line = await vi.waitUntil(() => worker.output.find((text) => text.includes(id)), 10_000);
  expect(line).toContain('/r/:token');
  expect(worker.output.join('\n')).not.toContain(token);
});

test('nobody posts to a link', async () => {
  const { id, token } = await share();
  expect((await guest.post(`/r/${token}`, { intent: 'withdraw-link' })).status).toBeGreaterThanOrEqual(400);
  expect(only(await database.sql.query('select is_public from reid_reports where id = $1', [id]))).toEqual({
    is_public: true,
  });
});
