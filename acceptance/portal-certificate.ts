import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSelfSignedCertificate } from '@gatehouse/server/tls/self-signed-certificate';

/** A certificate for `localhost`, and how Gatehouse is told of it. */
export type PortalCertificate = {
  readonly cert: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
};

export async function makePortalCertificate(): Promise<PortalCertificate> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gatehouse-portal-tls-'));
  const now = Date.now();
  const { cert, key } = makeSelfSignedCertificate(['localhost'], new Date(now), new Date(now + 86_400_000));
  const [certFile, keyFile] = [path.join(folder, 'chain.pem'), path.join(folder, 'key.pem')];
  await writeFile(certFile, cert);
  await writeFile(keyFile, key);
  return {
    cert,
    environment: {
      GATEHOUSE_PORTAL_HTTPS: '127.0.0.1:0',
      GATEHOUSE_PORTAL_CERT: certFile,
      GATEHOUSE_PORTAL_KEY: keyFile,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

export type HttpsAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
};

/** Asks by HTTPS as a phone at this address does, trusting this certificate alone. */
export function askByHttps(
  url: string,
  { cert, localAddress = '127.0.0.1' }: { cert: string; localAddress?: string },
): Promise<HttpsAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpsAnswer>();
  const asked = request(
    url,
    { ca: cert, servername: 'localhost', localAddress, agent: false },
    (response) => {
      const parts: string[] = [];
      response.setEncoding('utf8').on('data', (part: string) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: parts.join('') }),
      );
    },
  );
  asked.once('error', reject).end();
  return promise;
}
