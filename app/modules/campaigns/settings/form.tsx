import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/components/ui/field.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import type { FormErrors, FormTexts } from '../typed-form.ts';
import type { FoundCampaignSettings } from './queries.server.ts';

const weekStarts = [
  { value: '0', label: 'Sunday' },
  { value: '1', label: 'Monday' },
];

/** The texts of the form of kept settings. */
export function writeCampaignSettings(settings: FoundCampaignSettings): Record<string, string> {
  return {
    version: String(settings.version),
    postalAddress: settings.postalAddress ?? '',
    fromName: settings.fromName ?? '',
    replyTo: settings.replyTo ?? '',
    timeZone: settings.timeZone,
    weekStart: String(settings.weekStart),
    ...(settings.tracksEmails && { tracksEmails: 'on' }),
  };
}

/** The settings as an ADMIN or OWNER fills them in. */
export function CampaignSettingsForm({
  texts,
  errors,
  timeZones,
}: {
  texts: FormTexts;
  errors: FormErrors;
  timeZones: readonly string[];
}) {
  const field = (name: string) => ({ name, defaultValue: texts[name], error: errors?.[name] });
  return (
    <OrganizationForm className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value={texts.version} />
      <TextareaField
        {...field('postalAddress')}
        label="Postal address"
        rows={3}
        maxLength={500}
        required={false}
        hint="It stands at the end of every email, as laws on advertising ask. Nothing is sent without it."
      />
      <TextField
        {...field('fromName')}
        label="Sender name"
        maxLength={100}
        required={false}
        hint="What new emails are from. Each may have another one."
      />
      <TextField
        {...field('replyTo')}
        label="Reply to"
        type="email"
        maxLength={254}
        required={false}
        hint="Where answers go, of emails that name no other address."
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          {...field('timeZone')}
          label="Time zone"
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          hint="Of planned times, where nothing else is said."
        />
        <SelectField {...field('weekStart')} label="Week begins on" options={weekStarts} />
      </div>
      <CheckboxField
        name="tracksEmails"
        label="Track opens and clicks"
        hint="Switched off, links stay as they are and no picture is put into emails. Each email may do without, too."
        defaultChecked={texts.tracksEmails === 'on'}
        error={errors?.tracksEmails}
      />
      <div>
        <Button variant="primary">Save</Button>
      </div>
    </OrganizationForm>
  );
}

/** The settings for whoever only reads them. */
export function CampaignSettingsFacts({ settings }: { settings: FoundCampaignSettings }) {
  return (
    <Card className="max-w-2xl px-5">
      <DefinitionList
        entries={[
          {
            term: 'Postal address',
            details: <span className="whitespace-pre-line">{settings.postalAddress ?? 'None yet'}</span>,
          },
          { term: 'Sender name', details: settings.fromName ?? '–' },
          { term: 'Reply to', details: settings.replyTo ?? '–' },
          { term: 'Time zone', details: settings.timeZone.replaceAll('_', ' ') },
          { term: 'Week begins on', details: weekStarts[settings.weekStart]?.label },
          { term: 'Opens and clicks', details: settings.tracksEmails ? 'Tracked' : 'Not tracked' },
        ]}
      />
    </Card>
  );
}
