import {
  AZURE_TOKEN_USERNAME, dockerHubUsername, ECR_USERNAME, gitlabDeployTokenUsername, GOOGLE_TOKEN_USERNAME, googleJsonKeyLogin, harborRobotUsername,
  huaweiLongTermLogin, QUAY_OAUTH_USERNAME, quayRobotUsername, SecretValue,
} from '../../../src/credential';
import { CANARY_PASSWORD } from '../../support/canary';

const invalid = expect.objectContaining({ code: 'credential-invalid' });

test('names that never change', () => {
  expect([ECR_USERNAME, GOOGLE_TOKEN_USERNAME, AZURE_TOKEN_USERNAME, QUAY_OAUTH_USERNAME])
    .toEqual(['AWS', 'oauth2accesstoken', '00000000-0000-0000-0000-000000000000', '$oauthtoken']);
});

describe('Harbor', () => {
  test.each([
    [{ name: 'puller' }, 'robot$puller'],
    [{ name: 'app-readonly', project: 'test' }, 'robot$test+app-readonly'],
    [{ name: 'app.read_only', project: 'team-a', prefix: 'bot-' }, 'bot-team-a+app.read_only'],
  ])('%j is %s', (robot, username) => {
    expect(harborRobotUsername(robot)).toBe(username);
  });

  test('every broken rule is listed', () => {
    expect(() => harborRobotUsername({ name: 'Pull+er', project: 'Team', prefix: '' })).toThrow([
      'this is no robot account of Harbor',
      '  - name must be lower-case letters and digits with single ".", "_" or "-" between them (got "Pull+er")',
      '  - project must be lower-case letters and digits with single ".", "_" or "-" between them, at most 255 (got "Team")',
      '  - prefix must be text without a colon, and not empty (got "")',
    ].join('\n'));
  });

  test('a prefix with a colon could not be told from the password', () => {
    expect(() => harborRobotUsername({ name: 'puller', prefix: 'robot:' })).toThrow(invalid);
  });
});

describe('Quay', () => {
  test('a robot belongs to an organisation', () => {
    expect(quayRobotUsername({ organization: 'acme', name: 'cluster_puller' })).toBe('acme+cluster_puller');
  });

  test.each([[{ organization: 'Acme', name: 'puller' }], [{ organization: 'acme', name: 'a+b' }], [{ organization: 'acme', name: 'x' }]])('%j is refused', (robot) => {
    expect(() => quayRobotUsername(robot)).toThrow(invalid);
  });
});

describe('Huawei SWR', () => {
  const key = { region: 'eu-west-101', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: SecretValue.unsafePlainText(CANARY_PASSWORD) };

  test('the long-term password is an HMAC, as openssl computes it', () => {
    const { username, password } = huaweiLongTermLogin(key);
    expect(username).toBe('eu-west-101@AKIAEXAMPLE');
    // printf AKIAEXAMPLE | openssl dgst -sha256 -hmac with the password of the canary
    expect(password.unsafeUnwrap()).toBe('8baef00ea39d02bcb558c5cb3d8c7084a4f967593f94d8be9fc28a45c627f59b');
  });

  test('every broken rule is listed, without the key', () => {
    const broken = { region: 'eu west', accessKeyId: 'a:b', secretAccessKey: SecretValue.unsafePlainText(`${CANARY_PASSWORD}\n`) };
    expect(() => huaweiLongTermLogin(broken)).toThrow([
      'this access key gives no login to Huawei SWR',
      '  - region must be letters, digits, "-" and "_", such as "eu-west-101" (got "eu west")',
      '  - accessKeyId must be letters and digits',
      '  - secretAccessKey must be printable ASCII without spaces, and not empty',
    ].join('\n'));
  });

  test('a key in clear text is refused', () => {
    expect(() => huaweiLongTermLogin({ ...key, secretAccessKey: CANARY_PASSWORD as unknown as SecretValue })).toThrow('secretAccessKey must be a SecretValue');
  });
});

describe('Google Artifact Registry', () => {
  const json = JSON.stringify({ type: 'service_account', client_email: 'puller@example.iam', private_key: CANARY_PASSWORD });
  const key = SecretValue.unsafePlainText(json);

  test('the key goes in base64 by default', () => {
    const { username, password } = googleJsonKeyLogin(key);
    expect([username, Buffer.from(password.unsafeUnwrap(), 'base64').toString()]).toEqual(['_json_key_base64', json]);
  });

  test('or as it is', () => {
    const { username, password } = googleJsonKeyLogin(key, false);
    expect([username, password.unsafeUnwrap()]).toEqual(['_json_key', json]);
  });

  test.each([
    ['no JSON', CANARY_PASSWORD, ['the key must be the JSON of a key file']],
    ['a list', '[]', ['the key must be the JSON of a key file']],
    ['another kind of key', '{"type":"authorized_user"}', ['the key must have type "service_account"', 'the key must have client_email', 'the key must have private_key']],
  ])('%s is refused', (_what, text, problems) => {
    expect(() => googleJsonKeyLogin(SecretValue.unsafePlainText(text))).toThrow(expect.objectContaining({ code: 'credential-invalid', problems }));
  });

  test('a key in clear text is refused', () => {
    expect(() => googleJsonKeyLogin(json as unknown as SecretValue)).toThrow('the key must be a SecretValue');
  });
});

describe('GitLab', () => {
  test('a deploy token without a name of its own', () => {
    expect(gitlabDeployTokenUsername(17)).toBe('gitlab+deploy-token-17');
  });

  test.each([0, -1, 1.5, NaN])('%d is no number of a token', (id) => {
    expect(() => gitlabDeployTokenUsername(id)).toThrow(invalid);
  });
});

describe('Docker Hub', () => {
  test('a user name or the name of an organisation', () => {
    expect(dockerHubUsername('acme')).toBe('acme');
  });

  test('an e-mail address is refused by name', () => {
    expect(() => dockerHubUsername('a@example.com')).toThrow('name must be the user name, not the e-mail address (got "a@example.com")');
  });

  test('capitals are refused', () => {
    expect(() => dockerHubUsername('Acme')).toThrow('name must be 2 to 64 lower-case letters, digits, "-" or "_" (got "Acme")');
  });
});
