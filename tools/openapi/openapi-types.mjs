/**
 * As much of OpenAPI 3.1 as this repository's document uses.
 *
 * @typedef {object} Schema
 * @property {string} [$ref]
 * @property {string} [type]
 * @property {string} [description]
 * @property {readonly unknown[]} [enum]
 * @property {unknown} [const]
 * @property {readonly Schema[]} [anyOf]
 * @property {Schema} [items]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {readonly string[]} [required]
 * @property {Schema | boolean} [additionalProperties]
 *
 * @typedef {object} Parameter
 * @property {string} name
 * @property {'path' | 'query' | 'header'} in
 * @property {boolean} [required]
 * @property {Schema} schema
 *
 * @typedef {Readonly<Record<string, { readonly schema: Schema }>>} Content by media type
 *
 * @typedef {object} Operation
 * @property {string} operationId
 * @property {string} summary
 * @property {readonly Parameter[]} [parameters]
 * @property {{ readonly content: Content }} [requestBody]
 * @property {Readonly<Record<string, { readonly content?: Content }>>} responses
 *
 * @typedef {object} OpenApiDocument
 * @property {Readonly<Record<string, Readonly<Record<string, Operation>>>>} paths
 * @property {{ readonly schemas: Readonly<Record<string, Schema>> }} components
 */

/** Makes this file a module that types can be imported from. */
export {};
