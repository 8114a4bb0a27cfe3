import type { onSendAsyncHookHandler, preHandlerAsyncHookHandler, RouteOptions } from 'fastify';

/** Hooks that a rule of the whole API adds to a route that is being added, after the route's own. */
interface AddedHooks {
  preHandler: preHandlerAsyncHookHandler;
  onSend: onSendAsyncHookHandler<string>;
}

export function addRouteHook<Name extends keyof AddedHooks>(
  route: RouteOptions,
  name: Name,
  hook: AddedHooks[Name],
): void {
  const own = route[name] ?? [];
  route[name] = [...[own].flat(), hook] as never;
}
