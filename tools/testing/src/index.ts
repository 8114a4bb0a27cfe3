export { type AttackCase, type AttackRecord, attack } from './attack.ts';
export {
  type CookbookCase,
  type JsonCase,
  type Jwk,
  type JwsFile,
  type JwsGroup,
  type JwsTest,
  joseCookbook,
  jsonCases,
  naughtyStrings,
  type RawHttpCase,
  type RfcExample,
  type RsaSignatureGroup,
  type RsaSignatureTest,
  rawHttpCases,
  rfcExamples,
  type UrlencodedCase,
  urlencodedCases,
  wycheproofJws,
  wycheproofRsa,
} from './corpus.ts';
export { type Answer, describeAnswer, withoutVolatile } from './describe-answer.ts';
export { freePort } from './free-port.ts';
export { LogSink } from './log-sink.ts';
export { putFirstStart } from './put-first-start.ts';
export { RawConnection, sendRaw } from './raw-http.ts';
export type { RawResponse } from './raw-response.ts';
export { type ReadMail, readMail } from './read-mail.ts';
export { readOutbox } from './read-outbox.ts';
export {
  type AdminAnswer,
  type ManualClock,
  type Pair,
  type System,
  type SystemOptions,
  startSystem,
} from './system.ts';
export { type TempFolder, tempFolder } from './temp-folder.ts';
