import type { QueueAddress } from '../server/address.js';
import { prefix } from '../server/connection.js';

/** A queue on a server. */
export interface QueuePlace {
  address: QueueAddress;
  name: string;
}

/** A queue as it may be shown: its name, and where it is. */
export function shownPlace({ address, name }: QueuePlace): string {
  return `${name} of ${address.shown}`;
}

/** The data that the trials of sweeps are trained on, by their content. */
export function dataKey({ name }: QueuePlace, sha256: string): string {
  return `${prefix}:${name}:data:${sha256}`;
}

/** The files of a trial: what it goes on from. */
export function startKey({ name }: QueuePlace, jobId: string): string {
  return `${prefix}:${name}:start:${jobId}`;
}

/** … and what came of one attempt at it, so that a worker that comes back late writes over nobody's. */
export function resultKey({ name }: QueuePlace, jobId: string, token: string): string {
  return `${prefix}:${name}:result:${jobId}:${token}`;
}

/** The trials of a sweep by their metric. */
export function ranksKey({ name }: QueuePlace, sweep: string): string {
  return `${prefix}:${name}:ranks:${sweep}`;
}

/** What of a sweep nobody asked for in this time is gone from the server. */
export const SECONDS_KEPT = 30 * 24 * 3600;
