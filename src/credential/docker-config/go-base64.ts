/**
 * Decodes base64 as the kubelet does: the standard alphabet, padded or not at all, line breaks passed over.
 *
 * The URL alphabet, spaces and wrong padding are errors; bits that stand beyond the last byte are not.
 * Source: kubernetes `pkg/credentialprovider/config.go`, `decodeDockerConfigFieldAuth`.
 *
 * @returns the bytes, or `undefined` where Go has an error.
 * @see https://pkg.go.dev/encoding/base64#Encoding.Decode
 */
export function decodeGoBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  const [, digits, padding] = /^([A-Za-z0-9+/]*)(={0,2})$/.exec(compact) ?? [];
  if (digits === undefined || padding === undefined) {
    return undefined;
  }
  const isWhole = padding === '' ? digits.length % 4 !== 1 : compact.length % 4 === 0;
  return isWhole ? Buffer.from(digits, 'base64') : undefined;
}
