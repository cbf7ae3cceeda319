/** A value that JSON can hold. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** A Kubernetes object, or a part of one, as plain data. */
export type JsonObject = { [key: string]: JsonValue };
