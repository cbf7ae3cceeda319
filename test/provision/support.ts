import { parseReference, PullproofError, Registry } from '../../src';
import type { ImageReference } from '../../src';
import type { ProvisionedImage } from '../../src/provision';

export const ECR = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
export const HOST = ECR.host;
export const CACHE = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true });
export const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
export const PROXY = Registry.harbor('harbor.example.com', { proxyCache: true });

/** `source → target`, or a private reference alone. */
export function image(text: string, required?: boolean): ProvisionedImage {
  const [first = '', second] = text.split(' → ');
  const parts: { source?: ImageReference; target: ImageReference } = second === undefined
    ? { target: parseReference(first) } : { source: parseReference(first), target: parseReference(second) };
  return { ...parts, ...(required !== undefined && { required }) };
}

/** The problems of the one error that is thrown, or its words where it lists none. */
export function problemsOf(call: () => unknown): readonly string[] {
  try {
    call();
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      expect(error.code).toBe('provision-invalid');
      return error.problems.length > 0 ? error.problems : [error.what];
    }
    throw error;
  }
  return [];
}
