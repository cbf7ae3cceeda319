import { badRequest } from './harbor-error';

/** What Go's `url.QueryUnescape` does. */
export function queryUnescape(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** The parameters of a URL, unescaped once, as the HTTP server hands them on. */
export function parametersOf(url: string): Map<string, string> {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  return new Map(query.split('&').filter((pair) => pair !== '').map((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return [queryUnescape(key), queryUnescape(value)];
  }));
}

/** The conditions in a `q` parameter: it is unescaped a second time here, and that is what surprises people. */
export function parseQ(q: string): Map<string, string> {
  if (q === '') {
    return new Map();
  }
  return new Map(queryUnescape(q).split(',').map((condition) => {
    const at = condition.indexOf('=');
    const [key, value] = [condition.slice(0, at), condition.slice(at + 1)];
    if (at < 1 || value === '') {
      throw badRequest('the query string must contain "=" and the key/value cannot be empty');
    }
    return [key, value.startsWith('\\') ? value.slice(1) : value];
  }));
}

/** One page of a list, with the headers that go with it. */
export function page<T>(
  all: readonly T[], parameters: ReadonlyMap<string, string>,
): { readonly items: T[]; readonly headers: Record<string, string> } {
  const number = Number(parameters.get('page') ?? 1);
  const size = Number(parameters.get('page_size') ?? 10);
  if (size > 100) {
    throw badRequest('page_size in query should be less than or equal to 100');
  }
  return { items: all.slice((number - 1) * size, number * size), headers: { 'X-Total-Count': String(all.length) } };
}
