import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { OutgoingMail, SmtpServer } from '../domain/delivery/mail-transport.ts';
import { LOCALHOST } from '../testing/localhost-certificate.ts';
import {
  answerOf,
  type MailServer,
  type MailServerOptions,
  startMailServer,
} from '../testing/mail-server.ts';
import { type SmtpOptions, smtpTransport } from './smtp-transport.ts';

const MAIL: OutgoingMail = {
  id: 'mal_1',
  to: 'ada@partner.example',
  subject: 'A subject',
  text: 'A text.\n',
  at: 1_700_000_000_000,
};
const IDENTITY = { from: 'gatepass@auth.example', replyTo: 'help@auth.example', host: 'auth.example' };

let server: MailServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options?: MailServerOptions): Promise<MailServer> {
  server = await startMailServer(options);
  return server;
}

function transportTo(to: Partial<SmtpServer> & Pick<SmtpServer, 'port'>, more: Partial<SmtpOptions> = {}) {
  const given: SmtpServer = { host: '127.0.0.1', tls: 'none', login: undefined, ...to };
  return smtpTransport({ server: given, identity: IDENTITY, timeoutMilliseconds: 10_000, ...more });
}

/** What was said of a mail that was not sent. */
async function failure(transport: ReturnType<typeof transportTo>) {
  const sent = await transport.send(MAIL);
  if (sent.ok) expect.fail('the mail was sent');
  return sent.refusal;
}

describe('a mail that is sent', () => {
  test('arrives as plain text in UTF-8, with who it is from and that a machine wrote it', async () => {
    const { mails, port } = await start();
    const text = 'Grüße\n';
    expect(await transportTo({ port }).send({ ...MAIL, text })).toEqual({ ok: true, value: undefined });
    expect(mails).toMatchObject([{ from: 'gatepass@auth.example', to: ['ada@partner.example'], text }]);
    expect(Object.fromEntries(mails[0]?.headers ?? [])).toEqual({
      from: 'gatepass@auth.example',
      'reply-to': 'help@auth.example',
      to: 'ada@partner.example',
      subject: 'A subject',
      'message-id': '<mal_1@auth.example>',
      date: 'Tue, 14 Nov 2023 22:13:20 +0000',
      'auto-submitted': 'auto-generated',
      'mime-version': '1.0',
      'content-type': 'text/plain; charset=utf-8',
      'content-transfer-encoding': 'quoted-printable',
    });
  });

  test('arrives whole where lines begin with dots or are long (RFC 5321 §4.5.2)', async () => {
    const { mails, port } = await start();
    const text = `.\n..\n.a\n${'x'.repeat(5000)}\n. \n`;
    await transportTo({ port }).send({ ...MAIL, text });
    expect(mails[0]?.text).toBe(text);
    const lines = mails[0]?.bytes.toString().split('\r\n') ?? [];
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(76);
  });

  test('has the same Message-ID in every attempt', async () => {
    const { mails, port } = await start();
    const transport = transportTo({ port });
    await transport.send(MAIL);
    await transport.send(MAIL);
    expect(mails.map(({ headers }) => headers.get('message-id'))).toEqual(
      Array(2).fill('<mal_1@auth.example>'),
    );
  });

  test('goes to a server that asks for a login, with the one in the setting', async () => {
    const logins: unknown[] = [];
    const { port, mails } = await start({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, callback) {
        logins.push([username, password]);
        callback(null, { user: username });
      },
    });
    await transportTo({ port, login: { user: 'gatepass', password: 'p@ss' } }).send(MAIL);
    expect(logins).toEqual([['gatepass', 'p@ss']]);
    expect(mails.length).toBe(1);
  });
});

describe('nothing but a header that we wrote gets into a mail', () => {
  test.each([
    ['a recipient', { to: 'ada@partner.example\r\nBcc: eve@evil.example' }],
    ['a subject', { subject: 'Hello\nBcc: eve@evil.example' }],
    ['an id', { id: 'mal_1>\r\nX: y' }],
    ['a subject that is not ASCII', { subject: 'Grüße' }],
  ])('%s of several lines or letters is refused', async (_what, given) => {
    const { port, mails } = await start();
    await expect(transportTo({ port }).send({ ...MAIL, ...given })).rejects.toThrow(TypeError);
    expect(mails).toEqual([]);
  });
});

describe('a mail is tried again later', () => {
  test('where nobody listens', async () => {
    const { port, close } = await startMailServer();
    await close();
    expect(await failure(transportTo({ port }))).toEqual({
      retry: 'later',
      error: 'the mail server cannot be reached',
      mayHaveArrived: false,
    });
  });

  test('where the server says so (4xx), to the recipient or to the text', async () => {
    const { port } = await start({ onMail: () => answerOf(451, 'ada@partner.example: try later') });
    expect(await failure(transportTo({ port }))).toEqual({
      retry: 'later',
      error: 'the mail server answered 451 to DATA',
      mayHaveArrived: false,
    });
  });

  test('where the login is refused: somebody may mend the setting', async () => {
    const { port } = await start({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_given, _session, callback) => callback(answerOf(535, 'no')),
    });
    const refused = await failure(transportTo({ port, login: { user: 'gatepass', password: 'wrong' } }));
    expect(refused).toMatchObject({ retry: 'later', mayHaveArrived: false });
    expect(refused.error).toContain('535');
  });

  test('where the connection breaks before the text was sent', async () => {
    const rude = await listen((socket) => {
      socket.write('220 here\r\n');
      socket.on('data', (bytes) => {
        if (bytes.toString().startsWith('DATA')) socket.destroy();
        else socket.write('250 go on\r\n');
      });
    });
    const refused = await failure(transportTo({ port: portOf(rude) }));
    expect(refused).toMatchObject({ retry: 'later', mayHaveArrived: false });
    await closed(rude);
  });

  test('where it breaks between the text and the answer, and then it may have arrived', async () => {
    const { port, mails } = await start({ hangUpOn: [1] });
    expect(await failure(transportTo({ port }))).toMatchObject({ retry: 'later', mayHaveArrived: true });
    expect(mails.length).toBe(1);
  });

  test('where the server is too slow, when the time is up', async () => {
    const silent = await listen(() => {});
    const slow = transportTo({ port: portOf(silent) }, { timeoutMilliseconds: 50 });
    expect(await failure(slow)).toEqual({
      retry: 'later',
      error: 'the mail server was too slow',
      mayHaveArrived: false,
    });
    await closed(silent);
  });
});

describe('a mail is given up', () => {
  test('where the server refuses the recipient for good (5xx)', async () => {
    const { port } = await start({
      onRcptTo: (_address, _session, callback) => callback(answerOf(550, 'no such mailbox ada')),
    });
    expect(await failure(transportTo({ port }))).toEqual({
      retry: 'never',
      error: 'the mail server answered 550 to RCPT TO',
      mayHaveArrived: false,
    });
  });

  test('where it refuses the text for good', async () => {
    const { port } = await start({ onMail: () => answerOf(554, 'spam') });
    expect(await failure(transportTo({ port }))).toMatchObject({ retry: 'never' });
  });
});

describe('TLS', () => {
  const tls = { key: LOCALHOST.key, cert: LOCALHOST.certificate };

  test('is spoken from the first byte where the setting says so', async () => {
    const { port, mails } = await start({ ...tls, secure: true });
    const transport = transportTo(
      { port, host: 'localhost', tls: 'immediate' },
      { ca: LOCALHOST.certificate },
    );
    expect(await transport.send(MAIL)).toEqual({ ok: true, value: undefined });
    expect(mails).toMatchObject([{ secure: true }]);
  });

  test('is asked for before anything else is said', async () => {
    const { port, mails } = await start({ ...tls, hideSTARTTLS: false });
    const transport = transportTo(
      { port, host: 'localhost', tls: 'starttls' },
      { ca: LOCALHOST.certificate },
    );
    expect(await transport.send(MAIL)).toEqual({ ok: true, value: undefined });
    expect(mails).toMatchObject([{ secure: true }]);
  });

  test('is insisted on: a server that does not offer it gets nothing', async () => {
    const { port, mails } = await start();
    const refused = await failure(transportTo({ port, host: 'localhost', tls: 'starttls' }));
    expect(refused).toMatchObject({ retry: 'later', mayHaveArrived: false });
    expect(mails).toEqual([]);
  });

  test('with a certificate that nobody vouches for is none', async () => {
    const { port, mails } = await start({ ...tls, secure: true });
    const refused = await failure(transportTo({ port, host: 'localhost', tls: 'immediate' }));
    expect(refused).toMatchObject({ retry: 'later', mayHaveArrived: false });
    expect(mails).toEqual([]);
  });
});

function listen(onConnection: (socket: Socket) => void): Promise<Server> {
  const listening = createServer((socket) => {
    socket.on('error', () => {});
    onConnection(socket);
  });
  return new Promise((resolve) => listening.listen(0, '127.0.0.1', () => resolve(listening)));
}

const portOf = (listening: Server) => (listening.address() as AddressInfo).port;
const closed = (listening: Server) => new Promise((resolve) => listening.close(resolve));
