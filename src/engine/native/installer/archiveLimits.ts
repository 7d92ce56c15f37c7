import { statfsSync } from 'node:fs';
import { AdamTrainError } from '../../../errors.js';
import { formatCount, formatMegabytes } from '../../../format.js';

/** What an archive may hold. */
export interface ArchiveLimits {
  /** Of what it unpacks to. */
  bytes: number;
  /** Files, folders and links, whether they are needed or not. */
  entries: number;
  /** Whether it is the disk that allows no more bytes. */
  isDisk: boolean;
}

/** More than TensorFlow's largest builds have (the one for GPUs 1.7 GB). */
const MOST_BYTES = 4e9;
/** A wheel of TensorFlow has some 15,000. */
const MOST_ENTRIES = 100_000;
/** Left free on the disk for what else writes there. */
const RESERVE = 2e8;

/** The limits for a folder to unpack into: the disk's free space, if that is less. */
export function archiveLimits(staging: string): ArchiveLimits {
  const { bavail, bsize } = statfsSync(staging);
  const free = Math.max(0, bavail * bsize - RESERVE);
  return { bytes: Math.min(MOST_BYTES, free), entries: MOST_ENTRIES, isDisk: free < MOST_BYTES };
}

/** Counts what an archive says of its entries, before they are unpacked. */
export class ArchiveCount {
  private bytes = 0;
  private entries = 0;

  constructor(
    private readonly file: string,
    private readonly limits: ArchiveLimits,
  ) {}

  /** @throws AdamTrainError if there are too many */
  addEntries(count: number): void {
    this.entries += count;
    const { entries } = this.limits;
    if (this.entries <= entries) return;
    throw new AdamTrainError(
      `${this.file} must have at most ${formatCount(entries)} entries, got more; use a wheel of tensorflow or tensorflow-cpu, or a libtensorflow archive.`,
    );
  }

  /** @throws AdamTrainError if they are too many with those before */
  addBytes(size: number): void {
    this.bytes += size;
    const { bytes, isDisk } = this.limits;
    if (this.bytes <= bytes) return;
    const most = `${this.file} must unpack to at most ${formatMegabytes(bytes)}`;
    throw new AdamTrainError(
      isDisk
        ? `${most}, for which there is room on the disk, got ${formatMegabytes(this.bytes)} or more; free some space, or set ADAM_TRAIN_HOME to a folder on another disk.`
        : `${most}, got ${formatMegabytes(this.bytes)} or more; use a wheel of tensorflow or tensorflow-cpu, or a libtensorflow archive.`,
    );
  }
}
