import { defineKind } from '../define-kind';
import type { RegistryPlace } from '../registry-place';

/** Where in an Azure Container Registry the images are. */
export interface AzureAcrRegistryProps {
  /**
   * Path in front of all private images.
   *
   * @default - images stand at the top of the registry
   */
  readonly prefix?: string;
}

/** The user name that goes with a refresh token of Microsoft Entra. */
const TOKEN_USERNAME = '00000000-0000-0000-0000-000000000000';

/** Azure Container Registry. Repository tokens and service principals have passwords that stay. */
export const AZURE_ACR = defineKind({
  id: 'azure-acr',
  title: 'Azure Container Registry',
  nodeIdentity: 'AKS kubelet identity',
  tokenLifetimeSeconds: 3 * 60 * 60,
  tokenUsernames: [TOKEN_USERNAME],
  createsRepositories: 'on-push',
  host: {
    pattern: /^[a-z0-9]{5,50}(?:-[a-z0-9]+)?\.azurecr\.(?:io|us|cn)$/,
    form: '<name>.azurecr.io, with a name of 5 to 50 letters and digits; `az acr show` prints it as loginServer',
  },
});

/** Azure Container Registry. */
export function placeAzureAcr(host: string, props: AzureAcrRegistryProps): RegistryPlace {
  return { kind: AZURE_ACR, host, prefix: props.prefix ?? '' };
}
