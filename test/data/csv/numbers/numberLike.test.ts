import { describe, expect, it } from 'vitest';
import { areSuffixed, numberLike } from '../../../../src/data/csv/numbers/numberLike.js';

const point = { decimal: '.' } as const;
const kind = (text: string) => numberLike(text, point)?.kind;

describe('what a person reads as a number', () => {
  it.each([
    '$1,234 -$5 $-5 ($1,234.00) $(5) US$5 £1.2m $1.2M $5k $5/mo ￥1000 EUR5 5EUR 5,-',
    '12% -5% 7,5% 12‰ 12％ 12pct ½ 1½ ~5 ≈5 5.2±0.1 1.5×10^3 12.3* 1,234- (1,234) (5) —5 5²',
    '12kg 5.3cm 20°C 20℃ 5km/h 5lbs 16GB 1.5GHz 12m² 3m3 100mg/dL 2.5k 1.2M 1.5L 5" 6\'2" 2h30m \'12\' ="12"',
  ])('%s', (texts) => {
    const others = texts.split(' ').filter((text) => kind(text) !== 'dressed');
    expect(others).toEqual([]);
  });

  it.each([
    "€ 5 | 5 € | 5 EUR | USD 5 | R$ 5,00 | Rs. 500 | CHF 1'234.50 | 1,234.56 USD | 1 234 € | 12 USD/kg | $5 per hour | $2 million",
    '12 % | 5 percent | +3 % | - 5 | 100 %RH | 12 kg | 1,234 km | 500 g | 1.5e3 kg | 5 m | 1e3 m | −5 °C | 20 °C | 10 mmHg',
    '5 km/h | 100 mg/dL | 8 L/100km | 12.5 kWh/100 km | 12 sq ft | 10 N·m | 5 ft 10 in | 2h 30m | 5 GB | 5 lbs.',
    '10 years | 36 months | 90 days | 5 yrs. | 3 hrs | 12\u00A0kg | 12\u202F% | 5\u2009€ | € 5,--',
  ])('%s', (texts) => {
    expect(texts.split(' | ').filter((text) => kind(text) !== 'dressed')).toEqual([]);
  });

  it.each(['5\u200B', '\u200E-5', '1.5\u00AD', '\u2068$5\u2069', '1.5D+03', '-2.5d-1'])(
    '%j, with what nobody sees in it or with another exponent',
    (text) => expect(kind(text)).toBe('dressed'),
  );

  it.each([
    '1.5D+02 | 1.5d3 | 1.1 e3 | 1.5E +2 | 5[1] | 1,234[a] | 5 [note 1]',
    "52°31'12\"N | 52°31′12″N | 52.5°N | 13°24'E | 52° 31' 12.5\" N | 52.5° N",
  ])('%s, of old programs, wikis and maps', (texts) => {
    expect(texts.split(' | ').filter((text) => kind(text) !== 'dressed')).toEqual([]);
  });

  it.each(['\u200B12', '12\u200B', '\u200E12', '1\u00AD2', '\uFEFF-1.5\u2060', '١\u200F'])(
    '%j, with something in it that nobody sees',
    (text) => expect(['dressed', 'digits']).toContain(kind(text)),
  );

  it.each(['１２３', '١٢٣', '१२.५'])('%s, in other digits', (text) => expect(kind(text)).toBe('digits'));

  it.each([
    ['1,5', [{ decimal: ',' }]],
    ['-1,5', [{ decimal: ',' }]],
    ['1,2e3', [{ decimal: ',' }]],
    ['9,000', [{ decimal: '.', thousands: ',' }, { decimal: ',' }]],
    ['1,234.5', [{ decimal: '.', thousands: ',' }]],
    ['12,34,567', [{ decimal: '.', thousands: ',' }]],
    ['1.234,5', [{ decimal: ',', thousands: '.' }]],
    ['1.234.567', [{ decimal: ',', thousands: '.' }]],
    ['1 234', [{ decimal: '.', thousands: ' ' }]],
    ['1\u00A0234', [{ decimal: '.', thousands: ' ' }]],
    ['1\u202F234', [{ decimal: '.', thousands: ' ' }]],
    ['1\u2009234,5', [{ decimal: ',', thousands: ' ' }]],
    ["1'234", [{ decimal: '.', thousands: "'" }]],
    ['1’234.50', [{ decimal: '.', thousands: "'" }]],
    ['1‘234', [{ decimal: '.', thousands: "'" }]],
    ['1`234´567', [{ decimal: '.', thousands: "'" }]],
    ['1_000', [{ decimal: '.', thousands: '_' }]],
    ['1,50E+03', [{ decimal: ',' }]],
  ])('%j, with marks', (text, ways) => expect(numberLike(text, point)).toEqual({ kind: 'marks', ways }));

  it('knows the marks of a table that has others', () => {
    expect(numberLike('1.5', { decimal: ',' })).toEqual({ kind: 'marks', ways: [{ decimal: '.' }] });
    expect(numberLike('1.234', { decimal: ',' })).toEqual({
      kind: 'marks',
      ways: [{ decimal: ',', thousands: '.' }, { decimal: '.' }],
    });
  });
});

it.each([
  '2024-03-01 | 2024-03-01T00:00 | 2024-03-01 10:11:12.5+02:00 | 2024-01-02T10:11:12Z | 2024/1/2 | 2024.01.02 | ２０２４-03-01',
  '1/2/2024 | 01/02/24 | 1-2-2024 | 13.02.2024 | 1.2.2024 | 02.01.24 | 1/2/2024 10:11 PM | 2024‑03‑01 | 20240301T101112Z',
  'Jan 5 2024 | Jan 5, 2024 | Jan. 5, 2024 | 5 Jan 2024 | 5-Jan-24 | 05JAN2024 | 2024-Jan-05 | Jan 2024 | Jan-24 | 3 March | Mar 3',
  'January 5, 2024 | Sunday, March 3, 2024 | Mon, 05 Jan 2024 10:00:00 +0000 | Mon Jan  5 10:00:00 2024 | 3rd of March 2024',
  '5. März 2024 | 5 de enero de 2024 | 2024年3月1日 | 2024-03 | 03/2024 | 2024-Q1 | Q1 2024 | 2024-W05',
  '10:30 | 10:30:15 | 00:05.3 | 1:23:45 | 10:30 PM | 10pm | 11 am | 10h30 | 20:15 Uhr | 2 days, 3:04:05',
])('a date or time: %s', (texts) => {
  expect(texts.split(' | ').filter((text) => kind(text) !== 'date')).toEqual([]);
});

it('a date or time with marks of direction in it, as Windows writes them', () => {
  expect(kind('\u200E1/\u200E2/\u200E2024')).toBe('date');
});

describe('a text that has digits', () => {
  it.each([
    'A12 3M 12th 1st 2nd N95 H1N1 V6 4WD 6MT 2.0T 1a 2b 1B 2B 4K 5G 3D 1A 1Q 12A3 #12 K-5 Q1 B2B 0x10',
    '5-9 10-20 10–19 10+ <5 >=65 ≥65 5* 5- 3+ $50-$100 0-10% 1-2 30-40k 2000-01 2011/12 2:1 1/2 3/4 24/7 50/50 2020/21 2020-2021',
    '2833e1d5 2db5db05 160c7c39 84E0F9D2 1e5c 0x1f 0X311B 3ceb a3f9 1f0e3dad99908345f7439f8ffabdffc4',
    '1990s 20s 4x4 10x20 1920x1080 1,2,3 1.2.3 4.0.3 192.168.100.200 555-1234 90210-1234',
  ])('%s', (texts) => expect(texts.split(' ').filter((text) => kind(text) !== undefined)).toEqual([]));

  it.each([
    '2 doors | 12 of 15 | 30" deck | 3.5L V6 | 1 2 | 12 34 | 555 1234 | (555) 123-4567 | SW1A 1AA | 1 A | 4 seats | Class 1',
    '65 and over | 18 to 24 | 7 series | Route 66 | No. 5 | 3 Colours | 7 Up | 12 Monkeys | 10th grade | $1000 a Touchdown',
    '100 Main St | 10 or more | <1 year | 10+ years | 5 star | $5 off | $50 or more | Jan | Monday | Q1',
  ])('%s', (texts) => {
    expect(texts.split(' | ').filter((text) => kind(text) !== undefined)).toEqual([]);
  });
});

describe('a whole column', () => {
  const each = (suffix: string, numbers: number[]) => numbers.map((number) => `${number}${suffix}`);
  const many = Array.from({ length: 11 }, (_, i) => i + 1);

  it.each([
    ['a letter that is a unit', each('g', [5, 10, 15])],
    ['letters that multiply', ['5k', '10k', '2M']],
    ['decimals', each(' stars', [4.5, 3.5, 5])],
    ['many numbers with one word', each(' widgets', many)],
    ['many numbers with one letter', each('x', many)],
  ])('is one of numbers: %s', (_, texts) => expect(areSuffixed(texts)).toBe(true));

  it.each([
    ['few numbers with a word', each(' doors', [2, 3, 4, 5])],
    ['few letters', each('m', [100, 200])],
    ['grades of two letters', ['1a', '1b', '2a', '2b', '3g']],
    ['ordinals', each('th', many)],
    ['decades', each('s', [1970, 1980, 1990, 2000])],
    ['a word among them', [...each(' widgets', many), 'none']],
  ])('is none of numbers: %s', (_, texts) => expect(areSuffixed(texts)).toBe(false));
});
