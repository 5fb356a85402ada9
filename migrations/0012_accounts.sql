-- Cleans today's names, before the checks users_name_visible and organizations_name_visible are added.
-- The composed form may be longer than 120 characters (never with what is typed): it is cut.
update users set name = clean.name
from (
  select id, case when name ~ '[^ \u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u200C\u200D\u20D0-\u20FF\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]'
    then name else 'Somebody without a name' end as name
  from (
    select id, btrim(normalize(left(normalize(regexp_replace(regexp_replace(name,
      '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]', '', 'g'),
      '[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000\U0001D159]+', ' ', 'g'), nfc), 120), nfc), ' ') as name
    from users
  ) visible
) clean
where clean.id = users.id and clean.name <> users.name;

update organizations set name = clean.name
from (
  select id, case when name ~ '[^ \u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u200C\u200D\u20D0-\u20FF\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]'
    then name else 'Organization ' || slug end as name
  from (
    select id, slug, btrim(normalize(left(normalize(regexp_replace(regexp_replace(name,
      '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]', '', 'g'),
      '[ \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000\U0001D159]+', ' ', 'g'), nfc), 120), nfc), ' ') as name
    from organizations
  ) visible
) clean
where clean.id = organizations.id and clean.name <> organizations.name;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_name_visible" CHECK (name is nfc normalized and name !~ '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]' and name !~ '^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$' and name ~ '[^ \u00A0\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u1680\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u2000-\u200D\u202F\u205F\u20D0-\u20FF\u3000\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]');--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_name_visible" CHECK (name is nfc normalized and name !~ '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0D\uFEFF\uFFA0\uFFF0-\uFFFB\U0001BCA0-\U0001BCA3\U0001D159\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]' and name !~ '^[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]|[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]$' and name ~ '[^ \u00A0\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u0610-\u061A\u064B-\u065F\u1680\u180B-\u180F\u1AB0-\u1AFF\u1DC0-\u1DFF\u2000-\u200D\u202F\u205F\u20D0-\u20FF\u3000\u302A-\u302F\u3099\u309A\uFE00-\uFE0F\uFE20-\uFE2F]');
