import { createHmac } from 'node:crypto';
import { quote } from '../../error';
import { SecretValue } from '../secret-value';
import { refuseRobot } from './login';
import type { RobotLogin } from './login';

/** An access key of Huawei Cloud, and where it is used. */
export interface HuaweiAccessKey {
  /** Region, or project name where a region has several: `eu-west-101`. */
  readonly region: string;
  /** Access key ID (AK). It becomes part of the login name. */
  readonly accessKeyId: string;
  /** Secret access key (SK). It signs the password and is not part of the login. */
  readonly secretAccessKey: SecretValue;
}

/**
 * The long-term login to Huawei SWR, valid until the access key is deleted.
 *
 * The name is `region@AK`; the password is the HMAC-SHA256 of the AK under the SK, in lower-case hexadecimal.
 *
 * @throws PullproofError `credential-invalid` that lists everything that is wrong with the key.
 * @see https://support.huaweicloud.com/intl/en-us/usermanual-swr/swr_01_1000.html
 */
export function huaweiLongTermLogin(key: HuaweiAccessKey): RobotLogin {
  const { region, accessKeyId, secretAccessKey } = key;
  const problems: string[] = [];
  if (!/^[A-Za-z0-9_-]+$/.test(region)) {
    problems.push(`region must be letters, digits, "-" and "_", such as "eu-west-101" (got ${quote(region)})`);
  }
  if (!/^[A-Za-z0-9]+$/.test(accessKeyId)) {
    problems.push('accessKeyId must be letters and digits');
  }
  if (!SecretValue.isSecretValue(secretAccessKey)) {
    problems.push('secretAccessKey must be a SecretValue');
  } else if (!/^[!-~]+$/.test(secretAccessKey.unsafeUnwrap())) {
    problems.push('secretAccessKey must be printable ASCII without spaces, and not empty');
  }
  refuseRobot('this access key gives no login to Huawei SWR', problems);
  const signature = createHmac('sha256', secretAccessKey.unsafeUnwrap()).update(accessKeyId, 'utf8').digest('hex');
  return { username: `${region}@${accessKeyId}`, password: SecretValue.unsafePlainText(signature) };
}
