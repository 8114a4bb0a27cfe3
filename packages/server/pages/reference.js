/** Takes what asks for credentials out of the page: it is for reading, and no token is to be typed into it. */
const withoutCredentials = () => ({
  wrapComponents: { authorizeBtn: () => () => null, authorizeOperationBtn: () => () => null },
});

SwaggerUIBundle({
  dom_id: '#reference',
  url: '/openapi.json',
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [withoutCredentials],
  // Nothing can be tried out, so nothing is sent but for the document itself, nor kept.
  supportedSubmitMethods: [],
  persistAuthorization: false,
  // The default asks a server of somebody else.
  validatorUrl: null,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  filter: true,
});
