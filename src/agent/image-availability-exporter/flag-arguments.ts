import type { ExporterFlags } from './exporter-flags';
import { withoutTildes } from './go-regular-expression';

/** Port of the metrics unless another is given. */
export const DEFAULT_PORT = 8080;

/** Directory that certificate bundles are mounted at. */
export const CA_DIRECTORY = '/etc/registry-ca';

/** File of a certificate bundle, below its directory. */
export function caFile(index: number): string {
  return `${index}.crt`;
}

/**
 * The command line for flags that were checked before. A flag that is not given is not written, but for the port, which
 * other objects depend on.
 */
export function flagArguments(flags: ExporterFlags): string[] {
  const { ignoredImages = [], allowedImages = [], forceCheckDisabledControllers = [], imageMirrors = {}, caBundles = [] } = flags;
  const allowed = allowedImages.map(({ expression }) => withoutTildes(expression));
  return [
    `-bind-address=:${flags.port ?? DEFAULT_PORT}`,
    ...flag('check-interval', flags.checkInterval),
    ...flag('default-registry', flags.defaultRegistry),
    ...flag('namespace-label', flags.namespaceLabel),
    ...list('force-check-disabled-controllers', [...new Set(forceCheckDisabledControllers)], ','),
    ...list('ignored-images', ignoredImages.map(({ expression }) => withoutTildes(expression)), '~'),
    // An image has to match every expression of the flag, so several become one.
    ...flag('allowed-images', allowed.length > 1 ? allowed.map((expression) => `(?:${expression})`).join('|') : allowed[0]),
    ...Object.entries(imageMirrors).map(([beginning, mirror]) => `-image-mirror=${beginning}=${mirror}`),
    ...caBundles.map((_, index) => `-capath=${CA_DIRECTORY}/${caFile(index)}`),
    ...flags.allowPlainHttp === true ? ['-allow-plain-http'] : [],
    ...flags.skipRegistryCertVerification === true ? ['-skip-registry-cert-verification'] : [],
  ];
}

/**
 * The same arguments for the `args` of a container: Kubernetes replaces `$(NAME)` there, and `$$` by `$`.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function containerArguments(flags: ExporterFlags): string[] {
  return flagArguments(flags).map((argument) => argument.replace(/\$(?=[$(])/g, '$$$$'));
}

function flag(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`-${name}=${value}`];
}

function list(name: string, values: readonly string[], separator: string): string[] {
  return values.length === 0 ? [] : [`-${name}=${values.join(separator)}`];
}
