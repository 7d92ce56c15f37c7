import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { TableOptions } from '../../../src/data/csv/loadTable.js';
import { AdamTrainError } from '../../../src/errors.js';
import { load } from './tables.js';

const hundred = Array.from({ length: 101 }, (_, i) => `name ${i},${i}\n`).join('');

it.each<[string, string | Uint8Array, Partial<TableOptions>, string]>([
  ['no bytes', '', {}, 't.csv must have rows, and is empty; choose another file.'],
  ['blank lines alone', '\n \n', {}, 't.csv must have rows, and is empty; choose another file.'],
  ['a header alone', 'a,y\n', {}, 't.csv must have rows below its header, got none; choose another file.'],
  [
    'no target',
    'a,Y\n1,2\n',
    {},
    '--target must be a column of t.csv, got y (did you mean Y?); its columns are a, Y.',
  ],
  [
    'a misspelled column',
    'weight,y\n1,2\n',
    { columns: ['wieght'] },
    '--columns must be a column of t.csv, got wieght (did you mean weight?); its columns are weight, y.',
  ],
  [
    'a name that was cut at its comma',
    '"Height, cm",b,y\n1,2,3\n',
    { ignoreColumns: ['Height', 'cm'] },
    '--ignore-columns must be a column of t.csv, got Height (did you mean "Height, cm"?); its columns are "Height, cm", b, y.',
  ],
  [
    'a column to ignore that is not there',
    'a,y\n1,2\n',
    { ignoreColumns: ['remote'] },
    '--ignore-columns must be a column of t.csv, got remote; its columns are a, y.',
  ],
  [
    'a text column that is not there',
    `${Array.from({ length: 25 }, (_, i) => `c${i}`).join(',')},y\n`,
    { textColumns: ['zip code'] },
    '--text-columns must be a column of t.csv, got zip code; its columns are c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19 and 6 more.',
  ],
  [
    'a target among the features',
    'a,y\n1,2\n',
    { columns: ['a', 'y'] },
    '--columns must leave out the target, got y; take it off --columns, or choose another --target.',
  ],
  [
    'a text column that is no feature',
    'a,b,y\n1,2,3\n',
    { columns: ['a'], textColumns: ['b'] },
    '--text-columns must be among the features, got b; take it off one list.',
  ],
  ['no feature', 'y\n1\n2\n', {}, 't.csv must have a column besides the target y; choose other columns.'],
  [
    'no feature but row names',
    ',y\na,2\nb,3\n',
    {},
    "t.csv must have a column besides the target y; choose other columns, or take its row names with --columns 'column 1'.",
  ],
  [
    'a name twice',
    '\na,b,a,y\n1,2,3,4\n',
    {},
    't.csv, line 2: columns 1 and 3 must have different names, got a twice; rename one, or leave both out with --ignore-columns a.',
  ],
  [
    'a target twice',
    'a,y,y\n1,2,3\n',
    {},
    't.csv, line 1: columns 2 and 3 must have different names, got y twice; rename one.',
  ],
  [
    'a header of numbers',
    '1,1,3\n4,5,6\n',
    { target: '3' },
    't.csv, line 1: columns 1 and 2 must have different names, got 1 twice; rename one, or leave both out with --ignore-columns 1, or add --no-header if line 1 is a row of data.',
  ],
  [
    'a header of numbers without the target',
    '-1.5,2e3,3\n4,5,6\n',
    {},
    '--target must be a column of t.csv, got y; its columns are -1.5, 2e3, 3; add --no-header if line 1 is a row of data.',
  ],
  [
    'comments above the header',
    '% made by hand\na,y\n1,2\n',
    {},
    '--target must be a column of t.csv, got y; its columns are % made by hand; add --comment % if the lines that begin with % are no rows.',
  ],
  [
    'a comment among the rows',
    'a,y\n1,2\n## a, b, and c\n3,4\n',
    {},
    "t.csv, line 3: a row must have 2 cells as the first one, got 3; correct the line, or add --comment '##' if the lines that begin with ## are no rows.",
  ],
  [
    'blanks between the cells',
    'a   y\n1   2\n',
    {},
    '--target must be a column of t.csv, got y; its columns are a   y; add --delimiter space if blanks stand between the cells.',
  ],
  [
    'a title above the header',
    'Sales of May\n\na,y\n1,2\n',
    {},
    '--target must be a column of t.csv, got y; its columns are Sales of May; delete the lines above the header if there are any, because the line below the first has 2 cells.',
  ],
  [
    'a first line of counts without a header',
    '2,1\n1,2,3\n4,5,6\n',
    { noHeader: true, target: '3' },
    '--target must be a column of t.csv, got 3; its columns are 1, 2; delete the lines above the rows if there are any, because the line below the first has 3 cells.',
  ],
  [
    'another delimiter than the one that is given, without a header',
    '1;2\n3;4\n',
    { delimiter: ',', noHeader: true, target: '1' },
    't.csv must have a column besides the target 1; name another --delimiter if there are several columns.',
  ],
  [
    'another delimiter than the one that is given',
    'a;y\n1;2\n',
    { delimiter: ',' },
    "--target must be a column of t.csv, got y; its columns are a;y; add --delimiter ';' if semicolons stand between the cells.",
  ],
  [
    'units below the header',
    'name,a,y\n,m,kg\nx,1,2\n',
    { missing: 'drop' },
    't.csv, line 2: a row must have numbers where the next one has them, got m, kg, as in a line of units below the header; delete the line, or write it into the names.',
  ],
  [
    'a header where there is to be none',
    'a,b\n1,2\n3,4\n',
    { noHeader: true, target: '2' },
    't.csv, line 1: a row must have numbers where the next one has them, got a, b, as in a header; leave --no-header out, or add --header if the run has it.',
  ],
  [
    'a cell in a column without a name that was empty',
    'a,y,\n1,2,\n'.concat('3,4,\n'.repeat(20_000), '5,6,x\n'),
    {},
    "t.csv, line 20003, column column 3: must be empty as in the rows before, because it has no name, got x; name it in the header, or leave it out with --ignore-columns 'column 3'.",
  ],
  [
    'numbers with a decimal comma behind a header that is too short',
    'a,y\n1,5,2\n2,5,4\n4,5,7\n',
    {},
    't.csv, line 2: a row must have 2 cells as the first one, got 3; correct the line, or name another --delimiter.',
  ],
  [
    'a short row, after a blank line and a cell of two lines',
    'a,b,y\n\n"1\n",2,3\n1,2\n',
    { textColumns: ['a'] },
    't.csv, line 5: a row must have 3 cells as the first one, got 2; correct the line, or name another --delimiter.',
  ],
  [
    'a long row in CRLF',
    'a,y\r\n"1\r\n\r\n",2\r\n1,2,3\r\n',
    { textColumns: ['a'] },
    't.csv, line 5: a row must have 2 cells as the first one, got 3; correct the line, or name another --delimiter.',
  ],
  [
    'a number among texts, which may be numbers after a ?',
    'a,y\n?,1\n?,2\n130,3\n',
    {},
    "t.csv, line 4, column a: must be a text as in line 2, ?, got the number 130; correct one of them, add --na-values '?' if it marks a missing value, or take it as text with --text-columns a.",
  ],
  [
    'what may be a number among hexadecimal codes',
    'a,y\n3ceb,1\na3f9,2\n9841,3\n',
    {},
    't.csv, line 4, column a: must be left out or taken as text where it has hexadecimal codes, as 3ceb in line 2, got 9841, which may be a number; leave it out with --ignore-columns a, or take it as text with --text-columns a.',
  ],
  [
    'a hexadecimal code among what are numbers',
    'a,y\n684009E8,1\n7,2\n2F52100D,3\n',
    {},
    't.csv, line 4, column a: must be a number as in the rows before, got 2F52100D, which is hexadecimal; correct it, add --na-values 2F52100D if it marks a missing value, or leave it out with --ignore-columns a or take it as text with --text-columns a.',
  ],
  [
    'a hexadecimal number among others',
    'a,y\n5,1\n7,2\n0x1f,3\n',
    {},
    't.csv, line 4, column a: must be a number as in the rows before, got 0x1f, which is hexadecimal; correct it, add --na-values 0x1f if it marks a missing value, or leave it out with --ignore-columns a or take it as text with --text-columns a.',
  ],
  [
    'an identifier in hexadecimal digits',
    `b,a,y\n${Array.from({ length: 30 }, (_, i) => `1,${i}a2833e1d${i},${i}\n`).join('')}`,
    {},
    't.csv, column a: a column of text must have at most 20 categories or at most half as many as rows, got 30 hexadecimal codes in 30 rows, the first 0a2833e1d0 in line 2; leave it out with --ignore-columns a, or take it as text with --text-columns a.',
  ],
  [
    'text among numbers, before a ragged row',
    'a,y\n1,2\nabc,3\n1\n',
    {},
    't.csv, line 3, column a: must be a number as in the rows before, got abc; correct it, add --na-values abc if it marks a missing value, or take it as text with --text-columns a.',
  ],
  [
    'text among numbers, where other columns are text',
    'a b,c,y\n1,2,2\nabc,3,3\n',
    { textColumns: ['c'] },
    "t.csv, line 3, column a b: must be a number as in the rows before, got abc; correct it, add --na-values abc if it marks a missing value, or add 'a b' to --text-columns.",
  ],
  [
    'a decimal comma',
    'a;y\n1,5;2\n',
    {},
    't.csv, line 2, column a: a number must have a point before its decimals and nothing between its thousands, got 1,5; use --decimal , or leave it out with --ignore-columns a or take it as text with --text-columns a.',
  ],
  [
    'a decimal comma in the target',
    'a;y\n1;2,25\n',
    {},
    't.csv, line 2, column y: a number must have a point before its decimals and nothing between its thousands, got 2,25; use --decimal , or choose another --target.',
  ],
  [
    'an infinity',
    'a,y\n1,2\n-inf,3\n',
    {},
    't.csv, line 3, column a: must be finite, got -inf; correct it, or leave the row out.',
  ],
  [
    'an infinity first',
    'a,y\nInfinity,2\n',
    {},
    't.csv, line 2, column a: must be finite, got Infinity; correct it, or leave the row out.',
  ],
  [
    'different numbers that are one double',
    'a,y\n10000000000000000.1,2\n10000000000000000.2,3\n',
    {},
    't.csv, column a: must have numbers that float64 tells apart, got 10000000000000000.1 and 10000000000000000.2, which are both 10000000000000000, as in all rows; write its differences from a constant, or leave it out with --ignore-columns a.',
  ],
  [
    'a target of numbers too small for a double',
    'a,y\n1,1e-400\n2,2e-400\n',
    {},
    't.csv, column y: a target must have numbers that float64 tells apart, got 1e-400 and 2e-400, which are both 0, as in all rows; write its differences from a constant, or choose another --target.',
  ],
  [
    'a target of more than a double',
    'a,y\n1,2\n1,1e309\n',
    {},
    't.csv, line 3, column y: must be between -1.8e308 and 1.8e308, got 1e309; correct it, or scale the column.',
  ],
  [
    'more than a double',
    'a,y\n1,2\n-1e999,3\n',
    {},
    't.csv, line 3, column a: must be between -1.8e308 and 1.8e308, got -1e999; correct it, or scale the column.',
  ],
  [
    'a text target',
    'a,y\n1,red\n',
    {},
    't.csv, line 2, column y: a target must be a number, because this program does regression, got red; correct it, add --na-values red if it marks a missing value, or choose another --target.',
  ],
  [
    'a constant target',
    'a,y\n1,2\n3,2.0\n',
    {},
    't.csv, column y: a target must have different values, got 2 in all of 2 rows; choose another --target.',
  ],
  [
    'too many texts',
    `a,y\n${hundred}`,
    {},
    't.csv, line 102, column a: a column of text must have at most 100 different texts, got another, name 100; leave it out with --ignore-columns a, or take it as text with --text-columns a.',
  ],
  [
    'too many texts in a chosen column',
    `a,y\n${hundred}`,
    { columns: ['a'] },
    't.csv, line 102, column a: a column of text must have at most 100 different texts, got another, name 100; take it off --columns, or take it as text with --text-columns a.',
  ],
  [
    'a missing cell',
    'a,b,y\n1,2,3\n1, ,3\n',
    { ignoreColumns: ['a'] },
    't.csv, line 3, column b: must have a value, got a missing cell; fill it in, use --missing drop or mean, or add b to --ignore-columns.',
  ],
  [
    'a missing target',
    'a,y\n1,2\n1,NA\n',
    {},
    't.csv, line 3, column y: must have a value, got a missing cell; fill it in, or use --missing drop.',
  ],
  [
    'no target in any row, where the mean is to be put',
    'a,y\n1,\n1,NA\n',
    { missing: 'mean' },
    't.csv must have a row with a target, got none in 2; choose another --target.',
  ],
  [
    'a column without a value',
    'a,b,y\n1,,2\n3,,4\n',
    { missing: 'mean' },
    't.csv, column b: must have a value in some row; leave it out with --ignore-columns b.',
  ],
  [
    'many rows, all with a missing cell',
    `a,y\n${',1\n'.repeat(1200)}`,
    { missing: 'drop' },
    't.csv must have a row without a missing cell, got none in 1,200, missing a in 1,200; use --missing mean, or leave columns out.',
  ],
  [
    'no row without a missing cell',
    'a,b,y\n1,,2\n,3,4\n',
    { missing: 'drop' },
    't.csv must have a row without a missing cell, got none in 2, missing a in 1, b in 1; use --missing mean, or leave columns out.',
  ],
  [
    'a quote that is not closed',
    'a,y\n1,2\n"x,3\n4,5\n',
    {},
    't.csv, line 3: a quote must be closed; put the closing quote in.',
  ],
  [
    'a quote that is not closed in a large file',
    `a,y\n1,2\n"x,3\n${'4,5\n'.repeat(300_000)}`,
    {},
    't.csv, line 3: a quoted cell must have at most 1,000,000 characters; close its quotes.',
  ],
  [
    'Latin-1',
    Buffer.from('a,y\nK\u00f6ln,1\n', 'latin1'),
    {},
    't.csv must be a CSV text in UTF-8, got other bytes; save it as CSV in UTF-8, or convert it with iconv -f WINDOWS-1252 -t UTF-8 if Excel or R wrote it.',
  ],
  [
    'UTF-8 cut short',
    Buffer.from('a,y\n1,2\n3,\u00f6').subarray(0, -1),
    {},
    't.csv must be a CSV text in UTF-8, got other bytes; save it as CSV in UTF-8, or convert it with iconv -f WINDOWS-1252 -t UTF-8 if Excel or R wrote it.',
  ],
  [
    'a NUL byte',
    'a,y\n1,2\n\0,3\n',
    {},
    't.csv must be a CSV text in UTF-8, got a NUL byte; save it as CSV in UTF-8.',
  ],
  [
    'no header where there is to be none',
    '1,2\n3,4\n',
    { noHeader: true, target: 'y' },
    '--target must be a column of t.csv, got y; its columns are 1, 2.',
  ],
])('%s', async (_, content, options, message) => {
  const error = await load(content, options).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(AdamTrainError);
  expect(error).toMatchObject({ message, exitCode: 3 });
});

it.each([
  ['/nowhere/at all.csv', 'there is no such file; check the path'],
  ['/', 'it is a folder; name a CSV file in it'],
  [`${fileURLToPath(import.meta.url)}/b.csv`, 'a part of the path is a file; check the path'],
  [`/${'x'.repeat(300)}`, 'the path is too long; check it'],
])('a path that cannot be read: %s', async (path, why) => {
  await expect(load('', { path, name: path })).rejects.toMatchObject({
    message: `${path} cannot be read: ${why}.`,
    exitCode: 3,
  });
});
