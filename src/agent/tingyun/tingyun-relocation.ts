import { PullproofError, quote } from '../../error';
import { Registry } from '../../registry';
import { Layout, Relocation } from '../../relocate';

/**
 * The registry that the agent's platform is given as `domain/project`. The pull secret is for the domain alone, which is
 * the `authKey` of the result; images lie in the project.
 *
 * @throws PullproofError `registry-invalid` without a project, and for what can be no registry.
 */
export function tingyunRegistry(address: string): Registry {
  const registry = Registry.parse(address);
  if (registry.prefix === '') {
    throw new PullproofError({
      code: 'registry-invalid', what: `${quote(registry.toString())} names no project`, expected: 'domain/project, as the platform takes it',
      remedy: 'add the project that the images were pushed to',
    });
  }
  return registry;
}

/** Where the images of the agent go: side by side into the project, as the vendor's `pushImages.sh` puts them, unless a layout is given. */
export function tingyunRelocation(registry: Registry, layout: Layout = Layout.flat()): Relocation {
  return new Relocation({ registry, layout });
}
