/** Units of two letters and more, in lower case: people write KG and Mhz. */
const units = new Set(
  `mm cm dm km nm μm um in ft yd mi nmi inch inches foot feet yard yards mile miles meter meters metre metres kilometer
  kilometers kilometre kilometres mg kg μg ug ng lb lbs oz gram grams kilo kilos kilogram kilograms ton tons tonne tonnes
  pound pounds ounce ounces ml cl dl hl μl ul cc gal liter liters litre litres gallon gallons ms μs ns sec secs min mins hr
  hrs wk wks mo mos yr yrs second seconds minute minutes hour hours day days week weeks month months year years hz khz mhz
  ghz rpm mph kmh kph mpg kpl knots kt pa hpa kpa mpa mbar bar psi mmhg atm kn nm mn mv kv μv volt volts mw kw gw watt watts
  ma μa ka amp amps mah ah hp ps kj mj cal kcal wh kwh mwh gwh ev kev mev joule joules ohm ohms kω μf nf pf db dba kb mb gb
  tb kib mib gib bit bits byte bytes kbps mbps gbps bps px dpi ppi mp mpx fps mol mmol μmol nmol ppm ppb iu mcg meq pct percent
  pc pcs degree degrees deg degc degf c° ha acre acres sqft sqm sqkm sqmi ft2 m2 m3 cm2 cm3 km2 lm lx lux cd nit nits bp bps
  dollar dollars euro euros cent cents rupee rupees yen pesos`.split(/\s+/),
);
/** Units of one letter, and what multiplies a number; many of them are also codes: 3M, 4K, 1g. */
const letters = new Set('m g s h d l L V W N J K C F t k M'.split(' '));
/** Beside a number these are nothing else. */
const symbols = /^(?:[%‰°'"′″]|''|(?:° ?|deg ?)[CF]|[%‰] ?\p{L}+)$/u;

/** A unit alone or made of others: km/h, kg/m3, L/100 km, sq ft, m·s-1. Compatibility characters are taken apart before (NFKC). */
export function isUnit(text: string): boolean {
  if (symbols.test(text) || units.has(text.toLowerCase())) return true;
  const parts = text.split(/ ?[/·*^-] ?| per | (?=\p{L})/u);
  return parts.length > 1 && parts.length < 6 && parts.every(isPart);
}

/** Whether a text is a unit's letter, which may be another letter's too. */
export function isUnitLetter(text: string): boolean {
  return letters.has(text);
}

function isPart(text: string): boolean {
  if (/^\d{1,4}$/.test(text)) return true; // an exponent, or the 100 of L/100 km
  const [, name = ''] = /^(?:\d{1,4} ?)?(\p{L}+|°\p{L}?)[-^]?[1-3]?$/u.exec(text) ?? [];
  return (
    letters.has(name) ||
    ['sq', 'cu', 'fl', 'd'].includes(name) ||
    units.has(name.toLowerCase()) ||
    symbols.test(name)
  );
}
