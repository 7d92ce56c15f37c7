import { describe, expect, it } from 'vitest';
import { inlinePicture, isAnswered, pictureSize, readAnswers } from '../../../src/console/show/graphics.js';

const end = '\x1b[?62;22c';

describe("a terminal's answers", () => {
  it.each([
    ['\x1b_Gi=31;OK\x1b\\', 'kitty'],
    ['\x1b_Gi=31;OK\x1b\\\x1bP>|Konsole 24.12\x1b\\', 'kitty'],
    ['\x1b_Gi=31;ENOTSUPPORTED:no\x1b\\', undefined],
    ['\x1b_Gi=7;OK\x1b\\', undefined], // of another's question
    ['\x1bP>|iTerm2 3.5.4\x1b\\', 'iterm2'],
    ['\x1b[ITERM2 3.2.1n', 'iterm2'],
    ['\x1b_Gi=31;OK\x1b\\\x1bP>|iTerm2 3.6.1\x1b\\', 'iterm2'],
    ['\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\', 'iterm2'],
    ['\x1bP>|XTerm(379)\x1b\\', undefined],
    ['\x1bP>|tmux 3.4\x1b\\', undefined],
    ['typed: iTerm2, Gi=31;OK', undefined],
    ['', undefined],
  ])('%j', (answers, graphics) => {
    expect(readAnswers(answers)).toEqual({ graphics, cellRatio: 2 });
    expect(readAnswers(`ls\r${answers}${end}`)).toEqual({ graphics, cellRatio: 2 });
  });

  it.each([
    ['\x1b[6;18;8t', 2.25],
    ['\x1b[6;0;0t', 2],
    ['\x1b[6;900;8t', 2],
    ['\x1b[4;600;900t', 2],
  ])('%j says how high a cell is', (answers, cellRatio) => {
    expect(readAnswers(`${answers}${end}`)).toEqual({ graphics: undefined, cellRatio });
  });

  it('end with the attributes that every terminal has', () => {
    expect(isAnswered(`\x1b_Gi=31;OK\x1b\\ls${end}`)).toBe(true);
    expect(isAnswered('\x1b[?6c')).toBe(true);
    expect(isAnswered(`\x1b_Gi=31;OK\x1b\\${end.slice(0, -1)}`)).toBe(false);
    expect(isAnswered('[?62c')).toBe(false);
  });
});

describe('a picture', () => {
  const png = Buffer.alloc(7000, 'picture');

  it('goes to kitty in pieces, the first of which says what it is, and none of which is to be answered', () => {
    const [before, ...pieces] = inlinePicture('kitty', png, { columns: 80, rows: 27 }).split('\x1b_G');
    expect(before).toBe('');
    const parsed = pieces.map((piece) => piece.replace('\x1b\\', '').split(';'));
    expect(parsed.map(([keys]) => keys)).toEqual(['a=T,f=100,c=80,r=27,q=2,m=1', 'q=2,m=1', 'q=2,m=0']);
    expect(parsed.every(([, data = '']) => data.length <= 4096 && data.length % 4 === 0)).toBe(true);
    expect(Buffer.from(parsed.map(([, data]) => data).join(''), 'base64').equals(png)).toBe(true);
  });

  it('of one piece is the last', () => {
    expect(inlinePicture('kitty', Buffer.from('a'), { columns: 9, rows: 3 })).toBe(
      '\x1b_Ga=T,f=100,c=9,r=3,q=2,m=0;YQ==\x1b\\',
    );
  });

  it('goes to iTerm2 whole', () => {
    expect(inlinePicture('iterm2', Buffer.from('abc'), { columns: 80, rows: 27 })).toBe(
      '\x1b]1337;File=inline=1;size=3;width=80;preserveAspectRatio=1:YWJj\x07',
    );
  });

  it.each([
    // 900 by 600 on cells of one by two: three columns to a row
    [{ columns: 80, rows: 50 }, 2, { columns: 79, rows: 26 }],
    [{ columns: 80, rows: 24 }, 2, { columns: 66, rows: 22 }],
    [{ columns: 300, rows: 90 }, 2, { columns: 100, rows: 33 }],
    [{ columns: 80, rows: 50 }, 2.5, { columns: 79, rows: 21 }],
    [{ columns: 1, rows: 1 }, 2, { columns: 1, rows: 1 }],
  ])('fits into %j with cells of the ratio %s', (screen, ratio, size) => {
    const head = Buffer.alloc(24);
    head.writeUInt32BE(900, 16);
    head.writeUInt32BE(600, 20);
    expect(pictureSize(head, ratio, screen)).toEqual(size);
  });
});
