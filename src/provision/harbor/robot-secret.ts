import type { SecretValue } from '../../credential';

/**
 * What keeps a text from being the secret of a robot; empty when it is fine. The text itself is never shown.
 *
 * @see https://github.com/goharbor/harbor/blob/main/src/controller/robot/controller.go
 */
export function robotSecretProblems(secret: SecretValue): string[] {
  const text = secret.unsafeUnwrap();
  const length = [...text].length;
  return [
    ...(length < 8 || length > 128 ? [`the secret has ${length} characters, Harbor takes 8 to 128`] : []),
    ...(/[A-Z]/.test(text) ? [] : ['the secret has no upper-case letter']),
    ...(/[a-z]/.test(text) ? [] : ['the secret has no lower-case letter']),
    ...(/[0-9]/.test(text) ? [] : ['the secret has no digit']),
  ];
}
