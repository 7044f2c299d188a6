// The identity provider of the tests: panva's oidc-provider with its own pages for login and consent. Arguments: the folder of the package, the
// file of accounts (claims by login, read anew each time), the file where its key is kept, and its clients as JSON. Prints its port.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// Whoever reads the port reads nothing more.
console.info = console.warn = () => {};

const [folder, accounts, keys, clients, port] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${folder}/lib/index.js`));

// Another key at each start, unless the file has one.
if (!existsSync(keys)) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = `key-${Date.now()}-${process.pid}`;
  writeFileSync(keys, JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid }] }));
}

const server = createServer();
server.listen(Number(port ?? 0), '127.0.0.1', () => {
  const provider = new Provider(`http://127.0.0.1:${server.address().port}`, {
    clients: JSON.parse(clients),
    jwks: JSON.parse(readFileSync(keys)),
    cookies: { keys: ['of-the-tests'] },
    pkce: { required: () => true },
    claims: {
      openid: ['sub'],
      profile: ['name'],
      phone: ['phone_number', 'phone_number_verified'],
      email: ['email', 'email_verified'],
      organisation: ['organisation'],
      roles: ['roles'],
    },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...JSON.parse(readFileSync(accounts))[id] }),
    }),
  });
  server.on('request', provider.callback());
  console.log(server.address().port);
});

// Ends with the test.
process.stdin.on('end', () => process.exit(0)).resume();
