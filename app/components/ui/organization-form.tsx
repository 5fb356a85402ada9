import { type FormHTMLAttributes, useEffect, useRef } from 'react';
import { organizationField } from '~/utils/form-organization.ts';
import { usePageAddress, useViewer } from './use-viewer.ts';

/** A form that acts for the organization its page was made for. Forms of a person or of the platform are plain ones. */
export function OrganizationForm({ children, ...rest }: Omit<FormHTMLAttributes<HTMLFormElement>, 'method'>) {
  return (
    <form method="post" {...rest}>
      <OrganizationField />
      {children}
    </form>
  );
}

/**
 * Names the organization of the page in a form, so that the form does nothing once its sender works for another one. Forms of
 * guests name none, and neither do those of the administration: what it does is the same wherever its admin works.
 */
export function OrganizationField() {
  const organization = useViewer()?.organization;
  const { pathname } = usePageAddress();
  if (!organization || pathname.startsWith('/admin/')) return null;
  return <input type="hidden" name={organizationField} value={organization.id} />;
}

/** Whether an action refused a form because it was made for another organization. */
export function isOfOtherOrganization(answer: { error?: Record<string, unknown> | null } | undefined): boolean {
  return Boolean(answer?.error?.[organizationField]);
}

/**
 * For a form that client code sends: once it was refused because it was made for another organization, sends it again the
 * ordinary way, which leads to the page that offers to switch back. Nothing was done the first time. The page must not load its
 * data again meanwhile: it would be that of the other organization.
 * @param answer  of the action
 * @returns the reference for the form
 */
export function useOrganizationPage(answer: Parameters<typeof isOfOtherOrganization>[0]) {
  const form = useRef<HTMLFormElement>(null);
  const isRefused = isOfOtherOrganization(answer);
  useEffect(() => {
    if (isRefused) form.current?.submit();
  }, [isRefused]);
  return form;
}
