/** A way in which a text may be written, with its name for messages. */
export interface Form {
  /** What the form is called. */
  readonly name: string;
  /** The characters to look for. */
  readonly text: string;
}

/**
 * The forms in which a secret may stand in a file: as it is, escaped for URLs, JSON or XML, in hexadecimal, and in base64.
 *
 * Base64 takes three characters at a time, so a text looks different after one, two or three others. What the
 * neighbours decide is cut off at both ends; the rest is the same wherever the text stands, behind `user:` for one.
 */
export function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret, 'utf8');
  const each = (write: (code: number, character: string) => string): string => [...secret].map((character) => write(character.charCodeAt(0), character)).join('');
  const special = (write: (code: number) => string): string => each((code, character) => (/[A-Za-z0-9]/.test(character) ? character : write(code)));
  const hex = (code: number, width: number): string => code.toString(16).padStart(width, '0');
  const forms = [
    { name: 'as it is', text: secret },
    { name: 'backwards', text: [...secret].reverse().join('') },
    { name: 'escaped for a URL', text: special((code) => `%${hex(code, 2)}`) },
    { name: 'escaped for a URL throughout', text: each((code) => `%${hex(code, 2)}`) },
    { name: 'escaped for JSON', text: special((code) => `\\u${hex(code, 4)}`) },
    { name: 'escaped for JSON throughout', text: each((code) => `\\u${hex(code, 4)}`) },
    { name: 'escaped for XML', text: special((code) => `&#${code};`) },
    { name: 'in hexadecimal', text: bytes.toString('hex') },
    ...[0, 1, 2].flatMap((offset) => {
      const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replace(/=+$/, '');
      const start = Math.ceil((offset * 4) / 3);
      const end = Math.floor(((offset + bytes.length) * 4) / 3);
      const text = encoded.slice(start, end);
      return [
        { name: `in base64, alignment ${offset}`, text },
        { name: `in base64 for URLs, alignment ${offset}`, text: text.replaceAll('+', '-').replaceAll('/', '_') },
        // A Secret of Kubernetes holds a Docker configuration whose `auth` is base64 already.
        ...[0, 1, 2].map((outer) => {
          const twice = Buffer.concat([Buffer.alloc(outer), Buffer.from(text)]).toString('base64').replace(/=+$/, '');
          return { name: `in base64 twice, alignments ${offset} and ${outer}`, text: twice.slice(Math.ceil((outer * 4) / 3), Math.floor(((outer + text.length) * 4) / 3)) };
        }),
      ];
    }),
  ];
  return forms.map(({ name, text }) => ({ name, text: text.toLowerCase() }));
}

/** The forms of a secret that a text holds; letters may be of either case, as escapes may. */
export function findForms(text: string, forms: readonly Form[]): string[] {
  const lower = text.toLowerCase();
  return forms.filter((form) => lower.includes(form.text)).map(({ name }) => name);
}
