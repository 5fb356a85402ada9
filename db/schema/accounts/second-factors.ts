import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, inRange, texted, texts } from '../columns.ts';
import { users } from './people.ts';

// The application role can read and write none of these: functions do, for the person themselves or for a sign-in under way.

const personId = uuid('user_id')
  .notNull()
  .references(() => users.id, { onDelete: 'cascade' });

/**
 * The random text by which the database knows that the Worker has checked a code or a signature: it is sealed by a key that only
 * the Worker holds, beside its SHA-256.
 */
const proofHash = text('proof_hash').notNull();

/** Apps that show codes (TOTP), at most one confirmed and one waiting to be confirmed for each person. */
export const authenticators = pgTable(
  'authenticators',
  {
    id: uuid().primaryKey(),
    userId: personId,
    /** The secret of the codes and the proof, as the Worker sealed them for this row. */
    sealedSecret: text('sealed_secret').notNull(),
    proofHash,
    createdAt,
    /** Null until its first code was typed. */
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
    /** The period of 30 seconds of the last code that was used: no earlier code and not the same works after it. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('authenticators_confirmed').on(table.userId).where(sql`confirmed_at is not null`),
    uniqueIndex('authenticators_waiting').on(table.userId).where(sql`confirmed_at is null`),
  ],
).enableRLS();

/** Keys of WebAuthn that devices and password managers keep. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: uuid().primaryKey(),
    userId: personId,
    /** As the device calls it, base64url. */
    credentialId: text('credential_id').notNull().unique(),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    /** Uses as the device counts them; 0 for those that do not count. */
    signCount: bigint('sign_count', { mode: 'number' }).notNull().default(0),
    /** How browsers reach the device: "internal", "usb". */
    transports: texts('transports'),
    /** Whether it is kept on several devices. */
    isBackedUp: boolean('is_backed_up').notNull(),
    name: text().notNull(),
    sealedProof: text('sealed_proof').notNull(),
    proofHash,
    createdAt,
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
  },
  (table) => [
    index('passkeys_user_id').on(table.userId),
    texted('passkeys', 80, 'name'),
    texted('passkeys', 2000, 'credential_id', 'public_key'),
  ],
).enableRLS();

/** Codes that stand in for a second factor, once each, by their SHA-256. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: personId,
    codeHash: text('code_hash').notNull(),
    createdAt,
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
).enableRLS();

/**
 * Back-off of codes, by person and by whether the browser had signed in to the account before: nobody who knows the password can
 * keep the owner's own browsers waiting.
 */
export const secondFactorAttempts = pgTable(
  'second_factor_attempts',
  {
    userId: personId,
    isKnownDevice: boolean('is_known_device').notNull(),
    failures: integer().notNull().default(0),
    blockedUntil: timestamp('blocked_until', { withTimezone: true }),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.isKnownDevice] }),
    inRange('second_factor_attempts_failures', ['failures'], 0),
  ],
).enableRLS();

/** Challenges that passkeys have signed, by their SHA-256, until they end by themselves: each is good for one signature. */
export const usedChallenges = pgTable('used_challenges', {
  challengeHash: text('challenge_hash').primaryKey(),
  usedAt: timestamp('used_at', { withTimezone: true }).notNull().defaultNow(),
}).enableRLS();
