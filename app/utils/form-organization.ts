/** The hidden field in which a form names the organization it was made for, by its id. */
export const organizationField = 'forOrganization';
