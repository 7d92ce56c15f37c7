// The passes whose blocks are shared. A table of functions would lie in the memory that is tfjs's.

import { gradientsOfRows } from './head';
import { backwardRows } from './backward';
import { forwardRows } from './forward';
import { multiplyPiece, multiplyRows, packBlock } from './product';

export const PACK: i32 = 0;
export const ROWS: i32 = 1;
export const PIECES: i32 = 2;
export const LAST_LAYER: i32 = 3;
export const FORWARD: i32 = 4;
export const BACKWARD: i32 = 5;

/** @param own the scratch of the thread */
export function runPass(pass: i32, job: usize, block: i32, own: usize): void {
  if (pass == PACK) packBlock(job, block);
  else if (pass == ROWS) multiplyRows(job, block, own);
  else if (pass == PIECES) multiplyPiece(job, block, own);
  else if (pass == LAST_LAYER) gradientsOfRows(job, block);
  else if (pass == FORWARD) forwardRows(job, block, own);
  else if (pass == BACKWARD) backwardRows(job, block, own);
}
