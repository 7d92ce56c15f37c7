import { connect } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';

/**
 * Whether a server that would not talk as it was spoken to would do so with TLS, or without. Nothing secret is said to it.
 *
 * @param milliseconds how long it has for an answer
 */
export function speaks(
  kind: 'TLS' | 'plainly',
  { host, port }: { host: string; port: number },
  milliseconds: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket =
      kind === 'TLS'
        ? // Only whether it does is asked: it is told nothing, whoever it is.
          connectEncrypted({ host, port, rejectUnauthorized: false })
        : connect({ host, port });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(milliseconds, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
    if (kind === 'TLS') socket.on('secureConnect', () => finish(true));
    else {
      socket.on('connect', () => socket.write('PING\r\n'));
      // +PONG, or -NOAUTH and the like.
      socket.on('data', (answer) => finish(/^[+-][A-Z]/.test(answer.toString('latin1'))));
    }
  });
}
