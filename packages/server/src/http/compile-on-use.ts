import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';

/**
 * Compiles what checks bodies and writes answers when a route first needs it. Most routes of a process are never
 * called, and compiling all of them took a third of its start.
 */
export function compileOnUse(app: FastifyInstance): void {
  app.setValidatorCompiler((route) => {
    const validate = once(() => TypeBoxValidatorCompiler(route));
    return (data) => validate()(data);
  });
  const compile = SerializerSelector()({}, {});
  app.setSerializerCompiler(({ httpStatus = 'default', ...route }) => {
    const serialize = once(() => compile({ ...route, httpStatus }));
    return (data) => serialize()(data);
  });
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
