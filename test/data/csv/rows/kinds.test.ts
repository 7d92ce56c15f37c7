import { expect, it } from 'vitest';
import { foreignKind } from '../../../../src/data/csv/rows/kinds.js';
import { load } from '../tables.js';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

it.each<[string, Buffer, string]>([
  ['UTF-16', Buffer.from('\uFEFFa,y\n1,2\n', 'utf16le'), 'a text in UTF-16'],
  ['UTF-16, big-endian', Buffer.from('\uFEFFa,y\n1,2\n', 'utf16le').swap16(), 'a text in UTF-16'],
  ['UTF-16 without a mark', Buffer.from('a,y\n1,2\n', 'utf16le'), 'a text in UTF-16'],
  ['JSON lines', Buffer.from('{"a": 1, "y": 2}\n{"a": 3, "y": 4}\n'), 'JSON with an object a line'],
  ['JSON lines of lists', Buffer.from('["a", "y"]\n[1, 2]\n'), 'JSON with an object a line'],
  ['a JSON list', Buffer.from('[\n  {"a": 1,\n "y": 2}]'), 'JSON'],
  ['JSON by column', Buffer.from('{"a": [1, 3],\n"y": [2, 4]}'), 'JSON'],
  ['JSON in one line', Buffer.from('[[1, 2], [3, 4]]'), 'JSON'],
  ['a web page', Buffer.from('\n\n<!DOCTYPE html>\n<html lang="en">'), 'a web page (HTML)'],
  ['a table of HTML', Buffer.from('<table border="1"><tr>'), 'a web page (HTML)'],
  ['XML', Buffer.from('<?xml version="1.0"?>'), 'XML'],
  ['Parquet', latin1('PAR1\x15\x04'), 'a Parquet file'],
  ['xlsx', latin1('PK\x03\x04\x14\0\x06\0\b\0[Content_Types].xml'), 'an Excel workbook (xlsx)'],
  [
    'ods',
    latin1('PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK'),
    'a spreadsheet (ods)',
  ],
  ['zip', latin1('PK\x03\x04\x14\0\0\0cars.csv'), 'a zip archive'],
  ['xls', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'an old Excel workbook (xls)'],
  ['a pickle', latin1('\x80\x04\x95\x10'), 'a Python pickle'],
  ['xz', latin1('\xfd7zXZ\0\0'), 'packed with xz'],
  [
    'Git LFS',
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid'),
    'a pointer of Git LFS and not the file itself',
  ],
  ['ARFF', Buffer.from('% a comment\n@RELATION cars\n'), 'an ARFF file'],
])('names %s', async (_, bytes, what) => {
  expect(foreignKind(bytes)?.what).toBe(what);
  await expect(load(bytes)).rejects.toMatchObject({
    message: expect.stringMatching(/^t\.csv must be a CSV text in UTF-8, and is .+; .+\.$/) as string,
    exitCode: 3,
  });
});

it.each([
  'a,y\n1,2\n',
  '[a],[y]\n1,2\n',
  '["a"],["y"]\n',
  '[1],2\n',
  '{a},y\n1,2\n',
  'PAR,y\n1,2\n',
  'ORCA,y\n1,2\n',
  'BZh9,y\n',
  '<5,y\n1,2\n',
  '\uFEFFa,y\n1,2\n',
  'é,y',
  '%a,y\n1,2\n',
  '',
])('takes %j for a text of rows', (text) => {
  expect(foreignKind(Buffer.from(text))).toBeUndefined();
});
