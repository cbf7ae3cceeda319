/** Login name that goes with every token of Amazon ECR, private and public. */
export const ECR_USERNAME = 'AWS';

/**
 * Login name that goes with a refresh token of Azure: a GUID of zeros.
 *
 * A repository token has its own name, a service principal its application id.
 */
export const AZURE_TOKEN_USERNAME = '00000000-0000-0000-0000-000000000000';
