/** What a file is that is no text of rows, and how to make one of it. */
interface Kind {
  /** Completes "is …". */
  what: string;
  cure: string;
}

const sheet = 'open it in its program and save the sheet as CSV in UTF-8';
const member = 'unpack it, and name the CSV file in it';
const numpy = 'write it as CSV with numpy.savetxt';
const toUtf8 = 'save it as CSV in UTF-8';
const utf16: Kind = {
  what: 'a text in UTF-16',
  cure: `${toUtf8} (in Excel "CSV UTF-8"), or convert it with iconv -f UTF-16 -t UTF-8`,
};

/** By their first bytes, as latin1, and by what some hold; the first that fits is it. */
const byBytes: (Kind & { begins: readonly string[]; holds?: string })[] = [
  { begins: ['\xff\xfe\0\0', '\0\0\xfe\xff'], what: 'a text in UTF-32', cure: toUtf8 },
  { begins: ['\xff\xfe', '\xfe\xff'], ...utf16 },
  { begins: ['PAR1', 'PARE'], what: 'a Parquet file', cure: pandas('read_parquet') },
  { begins: ['ARROW1', 'FEA1'], what: 'an Arrow or Feather file', cure: pandas('read_feather') },
  { begins: ['ORC'], holds: '\0', what: 'an ORC file', cure: pandas('read_orc') },
  { begins: ['Obj\x01'], what: 'an Avro file', cure: 'write it as CSV' },
  { begins: ['\x89HDF\r\n'], what: 'an HDF5 file', cure: pandas('read_hdf') },
  { begins: ['\x93NUMPY'], what: 'a NumPy array', cure: numpy },
  {
    begins: ['\x80\x02', '\x80\x03', '\x80\x04', '\x80\x05'],
    what: 'a Python pickle',
    cure: pandas('read_pickle'),
  },
  {
    begins: ['RDX2\n', 'RDX3\n', 'RDA2\n', 'RDA3\n', 'X\n\0\0', 'A\n2\n', 'A\n3\n'],
    what: "a file of R's own",
    cure: 'write it as CSV with write.csv in R',
  },
  { begins: ['$FL2', '$FL3'], what: 'an SPSS file', cure: pandas('read_spss') },
  {
    begins: ['<stata_dta>', 'r\x01\x01\0', 'r\x02\x01\0', 's\x01\x01\0', 's\x02\x01\0'],
    what: 'a Stata file',
    cure: pandas('read_stata'),
  },
  { begins: ['HEADER RECORD*******'], what: 'a SAS transport file', cure: pandas('read_sas') },
  { begins: ['MATLAB 5'], what: 'a MATLAB file', cure: 'write it as CSV with writetable in MATLAB' },
  {
    begins: ['SQLite format 3\0'],
    what: 'an SQLite database',
    cure: 'write a table as CSV with sqlite3 -header -csv',
  },
  { begins: ['\xd0\xcf\x11\xe0'], what: 'an old Excel workbook (xls)', cure: sheet },
  { begins: ['PK\x03\x04'], holds: 'opendocument.spreadsheet', what: 'a spreadsheet (ods)', cure: sheet },
  ...['[Content_Types].xml', 'xl/', '_rels/', 'docProps/'].map((holds) => ({
    begins: ['PK\x03\x04'],
    holds,
    what: 'an Excel workbook (xlsx)',
    cure: sheet,
  })),
  { begins: ['PK\x03\x04'], holds: '.npy', what: 'an archive of NumPy arrays', cure: numpy },
  { begins: ['PK\x03\x04', 'PK\x05\x06'], what: 'a zip archive', cure: member },
  { begins: ['BZh'], holds: '1AY&SY', what: 'packed with bzip2', cure: 'unpack it with bunzip2' },
  { begins: ['\xfd7zXZ\0'], what: 'packed with xz', cure: 'unpack it with xz -d' },
  { begins: ['\x04"M\x18'], what: 'packed with lz4', cure: 'unpack it with lz4 -d' },
  { begins: ['7z\xbc\xaf'], what: 'a 7z archive', cure: member },
  { begins: ['Rar!\x1a'], what: 'a rar archive', cure: member },
  { begins: ['%PDF-'], what: 'a PDF', cure: 'look for the data as CSV' },
];

/** By their first characters, behind a byte order mark and blanks. */
const byText: (Kind & { pattern: RegExp })[] = [
  {
    pattern: /^(?:<!--[\s\S]*?-->\s*)*<(!doctype html|html|head|body|table|meta|script|div)\b/i,
    what: 'a web page (HTML)',
    cure: 'download the file itself, on GitHub by its raw link, or copy the table into a CSV file',
  },
  { pattern: /^<\?xml\b/i, what: 'XML', cure: pandas('read_xml') },
  {
    pattern: /^version https:\/\/git-lfs\.github\.com\//,
    what: 'a pointer of Git LFS and not the file itself',
    cure: 'get that with git lfs pull',
  },
  {
    pattern: /^(%[^\n]*\s+)*@relation\b/i,
    what: 'an ARFF file',
    cure: 'keep the rows below @data, and put the names of the attributes above them',
  },
];

/**
 * What a file is where its beginning tells that it is no text of rows.
 *
 * @param head the file's first bytes, as many as there are of a few thousand
 */
export function foreignKind(head: Uint8Array): Kind | undefined {
  const bytes = String.fromCharCode(...head);
  const kind = byBytes.find(
    ({ begins, holds = '' }) => begins.some((text) => bytes.startsWith(text)) && bytes.includes(holds),
  );
  if (kind !== undefined) return kind;
  if (isWide(head)) return utf16;
  if (bytes.startsWith('ustar', 257)) return { what: 'a tar archive', cure: member };
  const text = new TextDecoder().decode(head).replace('\uFEFF', '').trimStart();
  return byText.find(({ pattern }) => pattern.test(text)) ?? jsonKind(text);
}

/** Without a mark UTF-16 is told by every other byte, which is 0 for letters, digits and delimiters. */
function isWide(head: Uint8Array): boolean {
  const first = head.subarray(0, 8);
  const zeros = [0, 1].map((start) => first.filter((byte, i) => i % 2 === start && byte === 0).length);
  return first.length === 8 && zeros.includes(4) && zeros.includes(0);
}

/** Objects or lists, the first of which begins with a value: [a],[b] is a header in brackets. */
const jsonPattern = /^(\{\s*("[^"]*"\s*:|\})|\[\s*([{[]|"[^"]*"\s*[,\]]|-?\d[\d.eE+-]*\s*[,\]]))/;

function jsonKind(text: string): Kind | undefined {
  if (!jsonPattern.test(text)) return undefined;
  const [first = '', second = ''] = text.split(/\r?\n/);
  if (isJson(first) && /^\s*[{[]/.test(second)) {
    return { what: 'JSON with an object a line', cure: pandas('read_json', ', lines=True') };
  }
  // ["a"],["b"] is no JSON, and neither is [1],2
  if (/^\[[^[{]*\]/.test(first) && !isJson(first)) return undefined;
  return { what: 'JSON', cure: pandas('read_json') };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function pandas(reader: string, more = ''): string {
  return `write it as CSV, with pandas ${reader}(FILE${more}).to_csv('data.csv', index=False)`;
}
