import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';
import type { HarborClient } from './harbor-client';
import type { HarborReply, HarborRequest } from './harbor-request';
import { unexpectedReply } from './refusal';

/** Reads the fields of an answer, and says which one is not as Harbor has it. */
export class AnswerReader {
  constructor(private readonly client: HarborClient, private readonly request: HarborRequest) {}

  /** The answer as an object. */
  public object(json: Json | undefined, name: string): JsonObject {
    return isJsonObject(json) ? json : this.#refuse(name, 'an object');
  }

  /** The answer as a list of objects; Harbor writes an empty list as `null`. */
  public objects(json: Json | undefined, name: string): JsonObject[] {
    if (json === null) {
      return [];
    }
    return Array.isArray(json) ? json.map((element) => this.object(element, `${name}[]`)) : this.#refuse(name, 'a list');
  }

  /** A text. */
  public text(object: JsonObject, name: string): string {
    const value = object[name];
    return typeof value === 'string' ? value : this.#refuse(name, 'a text');
  }

  /** A number. */
  public number(object: JsonObject, name: string): number {
    const value = object[name];
    return typeof value === 'number' ? value : this.#refuse(name, 'a number');
  }

  #refuse(name: string, expected: string): never {
    throw unexpectedReply(this.client.host, this.request, `in what it answered, ${name} is not ${expected}`);
  }
}

/** The id at the end of the `Location` of what was made. */
export function locatedId(client: HarborClient, request: HarborRequest, { headers }: HarborReply): number {
  const id = /\/(\d+)$/.exec(headers.location?.[0] ?? '')?.[1];
  if (id === undefined) {
    throw unexpectedReply(client.host, request, 'it did not say where what it made is');
  }
  return Number(id);
}

/** Most that Harbor puts on a page. */
const PAGE_SIZE = 100;

/** Everything of a list, page by page. */
export async function callPaged(client: HarborClient, request: HarborRequest): Promise<JsonObject[]> {
  const reader = new AnswerReader(client, request);
  const all: JsonObject[] = [];
  for (let page = 1; ; page += 1) {
    const { json } = await client.call({ ...request, query: { ...request.query, page: String(page), page_size: String(PAGE_SIZE) } });
    const found = reader.objects(json, 'the list');
    all.push(...found);
    if (found.length < PAGE_SIZE) {
      return all;
    }
  }
}
