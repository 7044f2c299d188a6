// A mail server for the tests: nodemailer's smtp-server. Arguments: the folder of the package, files of key and certificate, `implicit`,
// `starttls` or `plain`, the one name and password that it takes. Prints its port, then a line of JSON for each letter that it takes.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [folder, key, cert, tls, user, password] = process.argv.slice(2);
const { SMTPServer } = createRequire(import.meta.url)(folder);

const answer = (code, text) => Object.assign(new Error(text), { responseCode: code });
const server = new SMTPServer({
  key: readFileSync(key),
  cert: readFileSync(cert),
  secure: tls === 'implicit',
  hideSTARTTLS: tls === 'plain',
  allowInsecureAuth: false,
  authOptional: false,
  logger: false,
  onAuth: (auth, _, done) =>
    auth.username === user && auth.password === password ? done(null, { user }) : done(answer(535, 'wrong password')),
  onRcptTo: (to, _, done) => {
    if (to.address.startsWith('nobody@')) return done(answer(550, `no such mailbox: ${to.address}`));
    if (to.address.startsWith('full@')) return done(answer(452, 'mailbox full'));
    done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map((one) => one.address);
      const letter = Buffer.concat(parts).toString();
      console.log(JSON.stringify({ from: session.envelope.mailFrom.address, to, sealed: session.secure, letter }));
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
