/** One row of the table in `docs/errors.md`. */
export interface ErrorCodeInfo {
  /** What the error says about the input. */
  readonly meaning: string;
  /** What usually leads to it. */
  readonly cause: string;
  /** What to do. */
  readonly fix: string;
}

const CODES = {
  'reference-invalid': {
    meaning: 'a text is not an image reference by the distribution grammar',
    cause: 'an upper-case repository, a scheme in front, a tag over 128 characters, a short digest',
    fix: 'write `host[:port]/path[:tag][@digest]`',
  },
  'reference-unknown': {
    meaning: 'a chart renders no image of the given name',
    cause: 'a misspelt name, or a part of the chart that the given values leave switched off',
    fix: 'take one of the names that the message lists',
  },
  'registry-invalid': {
    meaning: 'a registry is declared with a host or path that its kind cannot have',
    cause: 'a scheme in the host, an upper-case project, a path that is too deep',
    fix: 'the message lists every broken rule',
  },
  'layout-invalid': {
    meaning: 'a layout is not one of the known ones, or its map is malformed',
    cause: 'a misspelt layout name, a prefix that is no repository path',
    fix: 'use `keep`, `flat`, `bySource` or an explicit map',
  },
  'relocation-collision': {
    meaning: 'two different source images would get the same private name',
    cause: 'the layout `flat` with two images of the same last name, or an explicit map',
    fix: 'use `keep` or `bySource`, or map one of them explicitly',
  },
  'relocation-path': {
    meaning: 'a private name breaks a path rule of its registry',
    cause: 'a registry that allows two path components only, and a deeper source path',
    fix: 'use the layout `flat` or an explicit map',
  },
  'relocation-unmapped': {
    meaning: 'the layout says nothing about an image',
    cause: 'an explicit map without the image, or a cache of other registries without a prefix for its source host',
    fix: 'add the image to the map, or the source host to `Layout.bySource`',
  },
  'secret-exposed': {
    meaning: 'a secret value was about to become text',
    cause: 'string conversion, JSON or synthesis of a `SecretValue`',
    fix: 'pass the object on; `unsafeUnwrap()` is the only way out',
  },
  'credential-invalid': {
    meaning: 'a credential cannot work',
    cause: 'a user name with a colon, an empty password, a name that breaks the convention of its registry',
    fix: 'the message lists every broken rule',
  },
  'docker-config-invalid': {
    meaning: 'a Docker configuration cannot be read as the kubelet would read it',
    cause: 'broken JSON, an `auth` that is not base64 or has no colon',
    fix: 'write it with `printDockerConfig`',
  },
  'manifest-invalid': {
    meaning: 'a manifest cannot be read, or cannot be rewritten safely',
    cause: 'broken YAML, an alias bomb, a document that is no object',
    fix: 'mend the document at the given line',
  },
  'lock-invalid': {
    meaning: 'a lock file cannot be read',
    cause: 'it was edited by hand, merged badly, or written by another version',
    fix: 'make it again with `pullproof lock`',
  },
  'lock-stale': {
    meaning: 'a lock file speaks for another chart, other values or another release than the install',
    cause: 'the chart or the values changed after the lock file was made',
    fix: 'make it again with `pullproof lock`, and review what changed',
  },
  'helm-missing': {
    meaning: 'the Helm executable was not found',
    cause: 'Helm is not installed, or not on the PATH',
    fix: 'install Helm 3.14 or newer, or name the executable',
  },
  'helm-too-old': {
    meaning: 'the Helm executable is older than what is supported',
    cause: 'Helm 2, or an early Helm 3',
    fix: 'install Helm 3.14 or newer',
  },
  'chart-unavailable': {
    meaning: 'a chart cannot be downloaded',
    cause: 'a misspelt repository or version, or a registry that wants a login; Helm’s own words are in the message',
    fix: 'try `helm pull` with the same chart; log in with `helm registry login`',
  },
  'helm-failed': {
    meaning: 'the chart does not render',
    cause: 'the values break the chart or its schema; Helm’s own words are in the message',
    fix: 'change the values that Helm names',
  },
  'helm-killed': {
    meaning: 'Helm was ended by a signal, a timeout or an output limit',
    cause: 'too little memory, a hanging repository, output larger than the limit',
    fix: 'raise the limit named in the message',
  },
  'chart-invalid': {
    meaning: 'a chart reference cannot be used',
    cause: 'a directory without Chart.yaml, a repository name without a repository',
    fix: 'give a chart directory, a `.tgz`, `repo/name` with a repository, or `oci://…`',
  },
  'values-invalid': {
    meaning: 'chart values cannot be used',
    cause: 'a values file that is no map, a function or a credential among the values',
    fix: 'give plain data',
  },
  'values-conflict': {
    meaning: 'a value given by the user contradicts the relocation',
    cause: 'an image repository, registry or pull secret set by hand next to a declared registry',
    fix: 'remove the value, or declare the registry it names',
  },
  'agent-unknown': {
    meaning: 'the catalogue has no such agent',
    cause: 'a misspelt name',
    fix: 'use one of the names in the message',
  },
  'agent-invalid': {
    meaning: 'the description of an agent does not fit together',
    cause: 'an id that is used twice or does not exist, a reference that does not parse, a path that is no path',
    fix: 'the message lists every problem',
  },
  'release-unknown': {
    meaning: 'the catalogue does not know this release of the agent',
    cause: 'a release that is newer or older than the ones that were verified',
    fix: 'use a known release, or describe it with `Agent.custom`',
  },
  'release-too-old': {
    meaning: 'a release of an agent is older than what the declaration needs',
    cause: 'pull secrets for a Tingyun UniAgent before 2.5.3.0',
    fix: 'upgrade the agent first',
  },
  'namespace-invalid': {
    meaning: 'a namespace is missing, listed twice, or not a DNS label',
    cause: 'an empty list, an upper-case letter',
    fix: 'give lower-case names of up to 63 characters',
  },
  'name-invalid': {
    meaning: 'an object name is not a DNS subdomain',
    cause: 'an underscore, an upper-case letter',
    fix: 'use lower-case letters, digits, `-` and `.`',
  },
  'duration-invalid': {
    meaning: 'a text is not a duration',
    cause: 'a number without a unit, a unit such as `d` for days, a negative number',
    fix: 'write `15m`, `1h30m` or `90s`',
  },
  'delivery-invalid': {
    meaning: 'a credential, a registry and a way to deliver do not fit together',
    cause: 'a generator for a registry that has none, a chart reference without a version',
    fix: 'the message names the ways that fit',
  },
  'object-clash': {
    meaning: 'two objects would be written to the same place',
    cause: 'one file per resource in cdk8s, which names files without the namespace; the same object declared twice',
    fix: 'use one file per chart, or give the objects different names',
  },
  'audit-failed': {
    meaning: 'the final manifests do not prove what was declared',
    cause: 'the findings in the message',
    fix: 'each finding has its own remedy',
  },
  'acknowledgement-invalid': {
    meaning: 'a finding was acknowledged without a reason, or for a rule that does not exist',
    cause: 'an empty reason, a misspelt rule id',
    fix: 'give the rule id of the report and a reason',
  },
  'rule-invalid': {
    meaning: 'an audit rule of one’s own has an id that is taken or malformed',
    cause: 'the id of a built-in rule, the same rule added twice, an id with capitals or spaces',
    fix: 'give it an id in kebab case with a prefix of its own, such as `acme-team-label`',
  },
  'check-invalid': {
    meaning: 'an availability check is asked for with something that cannot be used',
    cause: 'a platform that is not `os/architecture`, a certificate that is no PEM, a proxy that is no URL, a negative number',
    fix: 'the message lists every problem',
  },
  'kubectl-missing': {
    meaning: 'kubectl is needed to read a cluster, and cannot be started',
    cause: 'it is not installed, or not on the PATH',
    fix: 'install it, or name it with `--kubectl`',
  },
  'kubectl-failed': {
    meaning: 'the cluster cannot be read',
    cause: 'a missing permission, an expired login, a misspelt context, no network',
    fix: 'the message says which kubectl was run, what it asked for, and what is missing',
  },
  'mirror-invalid': {
    meaning: 'a mirror cannot be planned or written with what was given',
    cause: 'a platform that is not `os/architecture`, a malformed digest, an install planned with another relocation, a login for a host that no image comes from',
    fix: 'the message lists every problem',
  },
  'mirror-unsupported': {
    meaning: 'a tool cannot do a mirror plan exactly',
    cause: 'an image without a tag for a tool that pushes tags only, a registry that fetches images itself, paths that a mirror of a container runtime cannot express',
    fix: 'use the format or tool that the message names',
  },
  'exporter-invalid': {
    meaning: 'an image availability exporter is declared with options that cannot work together, or not with its release',
    cause: 'a flag that the release does not know, a mirror that stands for longer names too, no access to secrets next to a pull secret',
    fix: 'the message lists every problem',
  },
  'provision-invalid': {
    meaning: 'the objects of a registry cannot be made as they are declared',
    cause: 'images of another registry, a source host that cannot be cached, a lifecycle policy that would expire an image in use',
    fix: 'the message lists every problem',
  },
  'harbor-invalid': {
    meaning: 'a Harbor, or something in it, is declared with what it cannot have',
    cause: 'a name with a capital, a secret that is too short, an address without https',
    fix: 'the message lists every problem',
  },
  'harbor-unreachable': {
    meaning: 'a Harbor did not answer',
    cause: 'a wrong host, a firewall, a certificate of an authority of one’s own',
    fix: 'check the address, the network and the certificate authorities',
  },
  'harbor-unauthorized': {
    meaning: 'a Harbor does not accept the login',
    cause: 'a wrong password, an expired or disabled robot',
    fix: 'check user name and password; a robot that expired has to be made anew',
  },
  'harbor-forbidden': {
    meaning: 'the login of a Harbor may not do this',
    cause: 'a robot that is to change a robot, a user who is no administrator of the project',
    fix: 'use a login with the right, which for robots and endpoints is a person or an administrator',
  },
  'harbor-not-found': {
    meaning: 'something is not in a Harbor',
    cause: 'a project, robot or endpoint that somebody deleted, or that was never made',
    fix: 'make it first',
  },
  'harbor-conflict': {
    meaning: 'something is in a Harbor already, and it is not ours to change',
    cause: 'a robot or project of that name, made by hand or by another stack',
    fix: 'give it another name, or take it over',
  },
  'harbor-refused': {
    meaning: 'a Harbor refused a request',
    cause: 'a project that still holds repositories, a permission that this version does not know',
    fix: 'Harbor’s own words are in the message',
  },
  'harbor-unavailable': {
    meaning: 'a Harbor answers, and cannot serve: it is busy, restarting or broken',
    cause: 'an upgrade, a full disk, too many requests',
    fix: 'try again later',
  },
  'harbor-unexpected': {
    meaning: 'an answer is not one of a Harbor',
    cause: 'a proxy or login page in front of it, an address of something else',
    fix: 'check the address: it is the one of the web interface, without a path',
  },
  'file-unreadable': {
    meaning: 'an input file cannot be read',
    cause: 'a wrong path, missing permissions, a directory in place of a file',
    fix: 'check the path',
  },
  'file-unwritable': {
    meaning: 'an output file cannot be written',
    cause: 'a missing directory, missing permissions',
    fix: 'check the path; nothing was written',
  },
  'usage': {
    meaning: 'the command line cannot be understood',
    cause: 'an unknown option, a missing argument',
    fix: 'see `pullproof help`',
  },
} as const satisfies Readonly<Record<string, ErrorCodeInfo>>;

/** A code of this package. */
export type KnownErrorCode = keyof typeof CODES;

/**
 * Every code that a {@link PullproofError} of this package carries.
 *
 * The table in `docs/errors.md` is checked against this list.
 */
export const ERROR_CODES: Readonly<Record<KnownErrorCode, ErrorCodeInfo>> = CODES;

/** Identifier of a kind of error; organisations that extend the package may use their own. */
export type ErrorCode = KnownErrorCode | (string & {});
