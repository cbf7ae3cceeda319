import { quote } from '../../error';
import type { Reason, ReasonFacts } from './reason';
import type { AvailabilityState, ExporterState } from './state';

/** What a reason stands for. */
export interface ReasonInfo {
  /** State of an answer with this reason. */
  readonly state: AvailabilityState;
  /** The nearest state of the exporter. */
  readonly exporterState: (facts: ReasonFacts) => ExporterState;
  /** What happened, in words. */
  readonly cause: (facts: ReasonFacts) => string;
  /** What to do about it, in words. */
  readonly remedy: (facts: ReasonFacts) => string;
}

type Words = string | ((facts: ReasonFacts) => string);

const host = ({ host: name }: ReasonFacts): string => quote(name);
const other = ({ otherHost }: ReasonFacts): string => quote(otherHost ?? '');
const code = ({ systemCode }: ReasonFacts): string => (systemCode === undefined ? '' : ` (${systemCode})`);
const status = ({ status: number }: ReasonFacts): string => (number === undefined ? '' : ` (HTTP ${number})`);
const list = (texts: readonly string[] | undefined): string => (texts === undefined || texts.length === 0 ? 'none' : texts.map((text) => quote(text)).join(', '));

/** The exporter knows 401 and 403 only by what they are called. */
const byStatus = ({ status: number }: ReasonFacts): ExporterState => (number === 403 ? 'authorization_failure' : 'authentication_failure');

const MIRROR = 'copy the image, or correct the name';
const ALLOW_PULL = 'give the login the right to pull from this repository';

/** Every reason, in the order of the states. */
export const REASONS: Readonly<Record<Reason, ReasonInfo>> = {
  'present': row('available', (f) => `${host(f)} has the image`, 'nothing to do'),

  'manifest-unknown': row('absent', (f) => `${host(f)} has no image with this tag or digest`, MIRROR),
  'repository-unknown': row('absent', (f) => `${host(f)} has no such repository`, `${MIRROR}; where pushes do not create repositories, create it first`),
  'config-absent': row('absent', (f) => `${host(f)} has the manifest, but not the configuration it names: the image was copied in part`,
    'copy the image again, with a tool that copies all of it'),

  'reference-malformed': row('bad_image_format', 'the text is no image reference', 'write host[:port]/path[:tag][@digest]'),
  'name-refused': row('bad_image_format', (f) => `${host(f)} cannot have an image of this name${status(f)}: it breaks the naming rules there`,
    'check the path: some registries want a project or namespace in front, some forbid deep paths'),

  'dns': row('registry_unavailable', (f) => `the name ${host(f)} does not resolve${code(f)}`, 'check the host name, and the DNS of this machine'),
  'connection-refused': row('registry_unavailable', (f) => `${host(f)} refuses connections${code(f)}`, 'check that the registry runs, and its port'),
  'unreachable': row('registry_unavailable', (f) => `there is no route to ${host(f)}${code(f)}`, 'check networks and firewalls between here and the registry'),
  'connect-timeout': row('registry_unavailable', (f) => `${host(f)} does not take connections in time`, 'check firewalls, proxies and the port'),
  'timeout': row('registry_unavailable', (f) => `${host(f)} does not answer in time`, 'try again, or allow more time'),
  'connection-reset': row('registry_unavailable', (f) => `${host(f)} breaks connections off${code(f)}`, 'try again; if it stays so, look at load balancers and firewalls'),
  'tls-untrusted': row('registry_unavailable', (f) => `the certificate of ${host(f)} is not signed by a trusted authority${code(f)}`,
    'give the certificate of the authority to the check; the nodes need it as well'),
  'tls-expired': row('registry_unavailable', (f) => `the certificate of ${host(f)} is not valid at this time${code(f)}`, 'renew the certificate, or set the clock'),
  'tls-name': row('registry_unavailable', (f) => `the certificate of ${host(f)} is for another name${code(f)}`, 'use a name that the certificate has'),
  'tls-protocol': row('registry_unavailable', (f) => `${host(f)} does not speak TLS as expected${code(f)}`,
    'check the port; if the registry speaks plain HTTP, name its host as one that does'),
  'https-expected': row('registry_unavailable', (f) => `${host(f)} speaks HTTPS, and was asked in plain HTTP`, 'do not name this host as one of plain HTTP'),
  'not-http': row('registry_unavailable', (f) => `what ${host(f)} answers is not HTTP${code(f)}`, 'check the port'),
  'proxy': row('registry_unavailable', (f) => `the proxy does not let the connection to ${host(f)} through${status(f)}${code(f)}`, 'check the proxy, its login, and whether this host needs it'),
  'server-error': row('registry_unavailable', (f) => `${host(f)} has an error of its own${status(f)}, after repeated attempts`, 'try again later, or ask who runs it'),
  'not-a-registry': row('registry_unavailable', (f) => `${host(f)} answers${status(f)}, but not as a registry`,
    'check host and port: this may be a web page, an ingress without a route, or a login page of the network'),
  'truncated': row('registry_unavailable', (f) => `${host(f)} breaks its answers off${code(f)}`, 'try again; if it stays so, look at load balancers and proxies'),
  'headers-too-large': row('registry_unavailable', (f) => `${host(f)} answers with headers that are too large`, 'ask who runs it: no client takes these'),
  'redirect-loop': row('registry_unavailable', (f) => `${host(f)} sends clients in circles`, 'ask who runs it'),
  'redirect-refused': row('registry_unavailable', (f) => `${host(f)} sends clients to ${other(f)}, which is not followed: it is plain HTTP, this machine, or no place`,
    'correct the address that the registry gives out; if plain HTTP is meant, name that host as one that speaks it'),

  'login-missing': row('authentication_failure', (f) => `${host(f)} asks for a login, and no credential matches the image${status(f)}`,
    'give the pods a pull secret with an entry for this host'),
  'login-refused': row('authentication_failure', (f) => `${host(f)} does not accept the login${status(f)}: it is wrong, disabled or expired`,
    'check user name and password of the entry, and write the secret anew'),
  'login-expired': row('authentication_failure', (f) => `${host(f)} does not accept the login${status(f)}: the passwords of this registry are tokens that expire`,
    'get a new token, and let something renew the secret before each one expires'),
  'token-refused': row('authentication_failure', (f) => `${host(f)} does not accept the tokens that its own token server gives out${status(f)}`,
    'ask who runs it: key, issuer, service name or clock of the two differ'),
  'realm-not-trusted': row('authentication_failure', (f) => `${host(f)} wants the login to be sent to ${other(f)}, which is not known to belong to it`,
    'if that host is the token server of this registry, name it as trusted'),
  'realm-malformed': row('authentication_failure', (f) => `${host(f)} names no usable address to get tokens from: it is no URL, or plain HTTP, or this machine`,
    'correct the address (realm) in the configuration of the registry'),
  'plain-http-login': row('authentication_failure', (f) => `${host(f)} asks for a login over plain HTTP, where everybody can read it, so none was sent`,
    'give the registry a certificate, or allow logins over plain HTTP'),
  'no-usable-challenge': row('authentication_failure', (f) => `${host(f)} asks for a login in a way that container runtimes do not know${status(f)}`,
    'let the registry ask for Basic or Bearer'),
  'redirect-login': row('authentication_failure', (f) => `${host(f)} sends clients to ${other(f)}, which asks for a login of its own${status(f)}`,
    'use the other host in the reference, with a credential for it'),

  'pull-denied': row('authorization_failure', (f) => `${host(f)} knows the ${f.withLogin === true ? 'login' : 'image'}, but does not allow this pull${status(f)}`, ALLOW_PULL),
  'policy-block': row('authorization_failure', (f) => `${host(f)} has the image, but a policy forbids its pull${status(f)}`,
    'look at the vulnerability and signature policy of the project: scan, sign or exempt the image', () => 'unknown_error'),

  'hidden': row('denied_or_absent', (f) => `${host(f)} does not say whether the image is missing or only ${f.withLogin === true ? 'this login may not' : 'a login may'} see it${status(f)}`,
    (f) => (f.withLogin === true
      ? `check the name; if the image is there, ${ALLOW_PULL}`
      : 'check the name; if the image is private, give the pods a pull secret for this host'), byStatus),

  'platform-missing': row('wrong_platform', (f) => `${host(f)} has the image for ${list(f.platforms)}, not for ${list(f.missingPlatforms)}`,
    'copy it again with all its platforms, or keep the pods away from such nodes', () => 'available'),
  'not-an-image': row('wrong_platform', (f) => `what ${host(f)} has under this name is no container image (${quote(f.mediaType ?? '')})`,
    'check the name: charts, signatures and other artifacts cannot run', () => 'available'),

  'digest-differs': row('digest_mismatch', (f) => `${host(f)} has ${f.foundDigest ?? 'another digest'}, expected ${f.expectedDigest ?? 'another'}`,
    'copy the image again with a tool that keeps digests, or correct the digest', () => 'available'),
  'content-differs': row('digest_mismatch', (f) => `${host(f)} serves content with ${f.foundDigest ?? 'another digest'} as ${f.expectedDigest ?? 'another'}`,
    'do not use it: the registry, or something before it, changes or damages what it serves', () => 'unknown_error'),

  'too-many-requests': row('rate_limited', (f) => `${host(f)} limits requests${f.retryAfterSeconds === undefined ? '' : `, and asks to wait ${f.retryAfterSeconds} s`}`,
    'try again later, with a login, or from a mirror', () => 'unknown_error'),

  'unexpected-status': row('unknown_error', (f) => `${host(f)} answers in a way that no registry should${status(f)}`, 'ask who runs it, or what stands before it'),
  'body-too-large': row('unknown_error', (f) => `${host(f)} answers with more than a manifest can be`, 'ask who runs it: registries refuse manifests over 4 MiB'),
  'manifest-unreadable': row('unknown_error', (f) => `what ${host(f)} gives as the manifest cannot be read as one`, 'look at what stands before the registry; if nothing does, copy the image again'),
  'manifest-type': row('unknown_error', (f) => `${host(f)} has the image in a format that runtimes do not pull (${quote(f.mediaType ?? '')})`, 'build or copy the image again in a current format'),
  'config-unreadable': row('unknown_error', (f) => `the configuration of the image, which names its platform, cannot be read from ${host(f)}${status(f)}`,
    'check that the storage behind the registry can be reached from here; if it can, copy the image again'),
  'token-unreadable': row('unknown_error', (f) => `the token server ${host(f)} answers with something that is no token`, 'ask who runs it'),
  'connection-failed': row('unknown_error', (f) => `the connection to ${host(f)} fails${code(f)}`, 'try again, and look the code up'),
};

function row(state: AvailabilityState, cause: Words, remedy: Words, exporterState?: (facts: ReasonFacts) => ExporterState): ReasonInfo {
  // States that the exporter lacks name their nearest one in their rows.
  const same = state as ExporterState;
  return { state, exporterState: exporterState ?? (() => same), cause: words(cause), remedy: words(remedy) };
}

function words(text: Words): (facts: ReasonFacts) => string {
  return typeof text === 'string' ? () => text : text;
}
