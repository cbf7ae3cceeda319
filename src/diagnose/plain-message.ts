/** Addresses that are not part of a name that anybody chose. */
const KEPT_ADDRESS = /^https?:\/\/aka\.ms\//;

/**
 * A message without the names in it: of images, in quotes and without, of addresses and of digests.
 *
 * An image may be called `x509-exporter`, and a digest may hold a 404; neither tells anything of what went wrong.
 */
export function plainMessage(message: string): string {
  return unescapeQuotes(message)
    .replace(/https?:\/\/[^\s"]+/g, (address) => (KEPT_ADDRESS.test(address) ? address : `URL${/[:;,.)]*$/.exec(address)?.[0] ?? ''}`))
    .replace(/"(?!application\/)[^"\s]*"/g, '""')
    .replace(/\b(?!aka\.ms\/)(?:docker:\/\/)?[\w-]+(?:\.[\w-]+)*(?:\.[\w-]+|:\d+)\/[\w./-]*[\w-](?::[\w.-]*\w)?(?:@sha256:[0-9a-f]+)?/g, 'IMAGE')
    .replace(/\bsha(?:256|384|512):[0-9a-f]+/g, 'DIGEST');
}

/** The image that a message is about, as it is written there; `undefined` when it names none. */
export function imageOf(message: string): string | undefined {
  const plain = unescapeQuotes(message);
  return /\bimage "([^"\s]+)"/i.exec(plain)?.[1]
    ?? /\bdocker:\/\/(\S+\w)(?=[:.]?(?:\s|$))/.exec(plain)?.[1]
    ?? /\bfor ([\w-]+(?:\.[\w-]+)*(?:\.[\w-]+|:\d+)\/\S+) because\b/.exec(plain)?.[1];
}

/** Logs put a message into quotes, and into quotes again. */
function unescapeQuotes(message: string): string {
  return message.replace(/\\+"/g, '"');
}

/** Words of a message that could give a login away: user names in addresses, and what follows `Authorization:`. */
export function withoutLogins(message: string): string {
  return message
    .replace(/(https?:\/\/)[^\s/@"]+@/g, '$1…@')
    .replace(/\b(Basic|Bearer) [\w+/=.~-]{8,}/g, '$1 …')
    .replace(/([?&](?:token|access_token|password|sig|signature|X-Amz-Signature|X-Amz-Credential|X-Amz-Security-Token)=)[^\s&"]+/gi, '$1…');
}
