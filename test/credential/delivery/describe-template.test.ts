import fc from 'fast-check';
import { describeExternalSecretTemplate, pullSecretTemplate } from '../../../src/credential';

const LOGIN = '(dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc))';

describe('the template that is written', () => {
  test('builds a map and prints it', () => {
    expect(pullSecretTemplate(['h.example.com'])).toBe(`{{ dict "auths" (dict "h.example.com" ${LOGIN}) | toJson }}`);
  });

  test('has one entry for each registry', () => {
    expect(pullSecretTemplate(['a.example.com', 'https://index.docker.io/v1/']))
      .toBe(`{{ dict "auths" (dict "a.example.com" ${LOGIN} "https://index.docker.io/v1/" ${LOGIN}) | toJson }}`);
  });

  test('quotes a user name that is given', () => {
    expect(pullSecretTemplate(['h'], 'robot$a+b"\\')).toBe(
      '{{ dict "auths" (dict "h" (dict "username" "robot$a+b\\"\\\\" "password" .password "auth" (printf "%s:%s" "robot$a+b\\"\\\\" .password | b64enc))) | toJson }}');
  });

  test('tells its keys, whatever characters they have', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1 }), fc.option(fc.string(), { nil: undefined }), (keys, username) => {
      expect(describeExternalSecretTemplate(pullSecretTemplate(keys, username))).toEqual({ registries: keys });
    }));
  });
});

describe('templates by others', () => {
  test.each([
    ['folded lines', '{{ dict "auths" (dict "h.example.com" (dict\n   "username" .username "password" .password\n   "auth" (printf "%s:%s" .username .password | b64enc))) | toJson }}\n'],
    ['no white space', '{{dict "auths"(dict "h.example.com"(dict "auth" .auth))|toJson}}'],
    ['trimmed white space', '  {{- dict "auths" (dict "h.example.com" (dict "auth" .auth)) | toJson -}}  '],
    ['toJson in front, raw text', '{{ toJson (dict `auths` (dict `h.example.com` (dict `auth` .auth))) }}'],
    ['another serialiser', '{{ dict "auths" (dict "h.example.com" (dict "username" .u "password" .p)) | toRawJson }}'],
    ['a function without arguments', '{{ dict "x" (list now 5) "auths" (dict "h.example.com" (dict "auth" .auth)) | toJson }}'],
    ['other members', '{{ dict "x" .y "auths" (dict "h.example.com" (dict "auth" (index .z 1))) | toJson }}'],
  ])('%s', (_what, template) => {
    expect(describeExternalSecretTemplate(template)).toEqual({ registries: ['h.example.com'] });
  });

  test.each([
    ['without its scheme', `{{ dict "auths" (dict (.proxy_endpoint | replace "https://" "") ${LOGIN}) | toJson }}`],
    ['by another function', `{{ dict "auths" (dict (trimPrefix "https://" .proxy_endpoint) ${LOGIN}) | toJson }}`],
    ['as it is', `{{ dict "auths" (dict .proxy_endpoint ${LOGIN}) | toJson }}`],
  ])('the endpoint of ECR, %s', (_what, template) => {
    expect(describeExternalSecretTemplate(template)).toEqual({ registries: [], dynamic: 'ecr' });
  });

  test('the endpoint of ECR next to a host', () => {
    expect(describeExternalSecretTemplate(`{{ dict "auths" (dict "h" ${LOGIN} .proxy_endpoint ${LOGIN}) | toJson }}`))
      .toEqual({ registries: ['h'], dynamic: 'ecr' });
  });

  test.each([
    ['values in JSON text', '{"auths":{"h.example.com":{"username":"{{ .username }}","password":"{{ .password }}","auth":"{{ printf "%s:%s" .username .password | b64enc }}"}}}',
      { registries: ['h.example.com'], interpolated: true }],
    ['white space in it', '\n{ "auths" : {\n "h.example.com": { "auth": {{ .auth | toJson }} } } }\n', { registries: ['h.example.com'], interpolated: true }],
    ['a whole entry', '{"auths":{"h.example.com":{{ .entry }}}}', { registries: ['h.example.com'], interpolated: true }],
    ['braces in quotes', '{"auths":{"h.example.com":{"auth":"{{ "}}" | x }}"}}}', { registries: ['h.example.com'], interpolated: true }],
    ['the endpoint of ECR', '{"auths":{"{{ .proxy_endpoint | replace "https://" "" }}":{"auth":"{{ .auth }}"}}}', { registries: [], dynamic: 'ecr', interpolated: true }],
    ['nothing put in', '{"auths":{"h.example.com":{"auth":"dTpw"}}}', { registries: ['h.example.com'] }],
  ])('%s', (_what, template, expected) => {
    expect(describeExternalSecretTemplate(template)).toEqual(expected);
  });

  test.each([
    ['nothing', ''], ['one value', '{{ .dockerconfigjson }}'], ['no action', 'text'], ['an open action', '{{ dict "auths"'],
    ['no serialiser', `{{ dict "auths" (dict "h" ${LOGIN}) }}`],
    ['no auths', `{{ dict "h" ${LOGIN} | toJson }}`],
    ['an entry that is no login', '{{ dict "auths" (dict "h" (dict "username" .username)) | toJson }}'],
    ['a key without value', '{{ dict "auths" (dict "h") | toJson }}'],
    ['a key that is known in the cluster only', `{{ dict "auths" (dict .registry ${LOGIN}) | toJson }}`],
    ['a variable', `{{ dict "auths" (dict $host ${LOGIN}) | toJson }}`],
    ['two actions', `{{ dict "auths" (dict "h" ${LOGIN}) | toJson }} {{ .x }}`],
    ['a condition', '{{ if .x }}{"auths":{}}{{ end }}'],
    ['a call on a list of values', '{{ dict "auths" (dict "h" (dict "auth" "x" %)) | toJson }}'],
    ['an escape that only Go knows', '{{ dict "auths" (dict "\\x41" (dict "auth" "x")) | toJson }}'],
    ['a pipe into nothing', '{{ "x" | }}'],
    ['a number of values', '{{ dict "auths" 5 | toJson }}'],
    ['a parenthesis too many', `{{ dict "auths" (dict "h" ${LOGIN})) | toJson }}`],
    ['a pipe into a value', '{{ "x" | .y }}'],
    ['a replacement by something', `{{ dict "auths" (dict (.proxy_endpoint | replace "https://" "x") ${LOGIN}) | toJson }}`],
    ['JSON text with a key that is known in the cluster only', '{"auths":{"{{ .registry }}":{"auth":"x"}}}'],
    ['JSON text with a part of a key put in', '{"auths":{"{{ .account }}.example.com":{"auth":"x"}}}'],
    ['JSON text without login', '{"auths":{"h":{"email":"{{ .x }}"}}}'],
    ['JSON text without auths', '{"h":{"auth":"{{ .x }}"}}'],
    ['JSON text that is a list', '[{{ .x }}]'],
    ['an entry that is text', '{"auths":{"h":"x"}}'],
  ])('%s tells nothing', (_what, template) => {
    expect(describeExternalSecretTemplate(template)).toBeUndefined();
  });
});
