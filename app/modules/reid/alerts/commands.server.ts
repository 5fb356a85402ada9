import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { findAlertType } from './conditions.ts';
import type { TypedAlert } from './schema.ts';

/**
 * Saves an alert, a new one where it has no version.
 * @param sealedSecret  for its webhook, in case it has none yet
 */
export function saveAlert(handle: QueryHandle, alert: TypedAlert, sealedSecret: string | null) {
  return callFunction(handle, 'save_reid_alert', {
    id: alert.id,
    version: alert.version,
    alert: {
      name: alert.name,
      alert_type: findAlertType(alert.conditions),
      conditions: alert.conditions,
      area_keys: alert.areaKeys,
      keeps_filters: alert.keepsFilters,
      frequency: alert.frequency,
      delivery_channels: alert.channels,
      email_addresses: alert.emails,
      webhook_url: alert.webhookUrl,
      time_zone: alert.timeZone,
      max_triggers_per_day: alert.maxPerDay,
      auto_disable_after: alert.disableAfter,
      require_verification: alert.requireVerification,
      is_for_organization: alert.isForOrganization,
    },
    sealedSecret,
  });
}

/** Tells what an alert would have found in 24 months, whether it was saved or not. */
export function testAlert(handle: QueryHandle, { conditions, areaKeys }: Pick<TypedAlert, 'conditions' | 'areaKeys'>) {
  return callFunction(handle, 'test_reid_alert', { conditions, areaKeys });
}

/** Switches an alert on or off. */
export function switchAlert(handle: QueryHandle, id: string, isActive: boolean) {
  return callFunction(handle, 'switch_reid_alert', { id, isActive });
}

/** Switches on again what a lower tier had switched off, as far as the limit goes. */
export function resumeAlerts(handle: QueryHandle) {
  return callFunction(handle, 'resume_reid_alerts', {});
}

/** Queues a message that tries the webhook of an alert. */
export function sendWebhookTest(handle: QueryHandle, alertId: string, deliveryId: string) {
  return callFunction(handle, 'send_webhook_test', { alertId, deliveryId });
}

/** Gives the webhook of an alert another secret. */
export function replaceWebhookSecret(handle: QueryHandle, alertId: string, version: number, sealedSecret: string) {
  return callFunction(handle, 'replace_webhook_secret', { alertId, version, sealedSecret });
}

/** Sends an event that waits for a person, or sees to it that nobody is told. */
export function decideEvent(handle: QueryHandle, eventId: string, isApproved: boolean) {
  return callFunction(handle, 'decide_alert_event', { eventId, isApproved });
}

/** Marks events as read by the viewer. */
export function markEventsRead(handle: QueryHandle, eventIds: readonly string[]) {
  return callFunction(handle, 'mark_alert_events_read', { eventIds });
}

/** Takes the recipient of a mail off its alert, whoever asks. */
export function stopAlertMail(handle: QueryHandle, mailId: string) {
  return callFunction(handle, 'stop_alert_mail', { mailId });
}
