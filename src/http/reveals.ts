/** Shortest piece of a secret that counts as one: shorter pieces occur in ordinary words. */
const WINDOW = 8;

/**
 * Whether a text of a server holds a secret that it was sent, or a piece of it.
 *
 * Servers echo: a proxy that prints the whole request, a message that names the user and password that failed.
 *
 * @param text what the server said.
 * @param secrets every form in which the secret was, or could be, sent.
 */
export function reveals(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => secret !== '' && holdsPiece(text, secret));
}

function holdsPiece(text: string, secret: string): boolean {
  if (secret.length <= WINDOW) {
    return text.includes(secret);
  }
  for (let start = 0; start + WINDOW <= text.length; start += 1) {
    if (secret.includes(text.slice(start, start + WINDOW))) {
      return true;
    }
  }
  return false;
}
