import type { TroubleRow } from '../trouble';
import { ABSENCE_TROUBLES } from './absence';
import { CERTIFICATE_TROUBLES } from './certificate';
import { CLOUD_TROUBLES } from './cloud';
import { CONTAINER_TROUBLES } from './container';
import { CONTENT_TROUBLES } from './content';
import { CREDENTIAL_TROUBLES } from './credential';
import { NETWORK_TROUBLES } from './network';
import { NODE_TROUBLES } from './node';
import { PERMISSION_TROUBLES } from './permission';
import { PLATFORM_TROUBLES } from './platform';
import { POLICY_TROUBLES } from './policy';

/**
 * Every trouble, in the order of looking: the first whose words a message has counts.
 *
 * What says most stands first. A message often ends in `not found` or begins with `pull access denied` and means neither.
 */
export const TROUBLES: readonly TroubleRow[] = [
  ...NODE_TROUBLES, ...POLICY_TROUBLES, ...CLOUD_TROUBLES, ...CREDENTIAL_TROUBLES, ...CERTIFICATE_TROUBLES, ...PLATFORM_TROUBLES,
  ...CONTENT_TROUBLES, ...NETWORK_TROUBLES, ...PERMISSION_TROUBLES, ...ABSENCE_TROUBLES, ...CONTAINER_TROUBLES,
];

/** The troubles whose message only says that something failed: any other says more. */
export const VAGUE: readonly string[] = ['back-off', 'container-create', 'image-inspect'];
