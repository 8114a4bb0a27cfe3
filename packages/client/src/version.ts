/** As in package.json, which a test holds it to: an import of JSON is not for every runtime. */
export const CLIENT_VERSION = '0.1.0';
