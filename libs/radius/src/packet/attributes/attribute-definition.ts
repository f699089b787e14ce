/**
 * What a value's octets mean (RFC 8044 names in brackets where they differ).
 * `integer` is an unsigned 32-bit number (integer, enum), `date` seconds since 1970 (time),
 * `interfaceId` eight octets (ifid).
 */
export type ValueType =
  | 'text'
  | 'octets'
  | 'integer'
  | 'integer64'
  | 'date'
  | 'ipv4'
  | 'ipv4Prefix'
  | 'ipv6'
  | 'ipv6Prefix'
  | 'interfaceId'
  | 'short'
  | 'byte'
  | 'tlv'
  | 'extended'
  | 'longExtended';

/** `user-password`: RFC 2865 §5.2. `salted`: RFC 2868 §3.5 and RFC 2548 §2.4.2. `secret`: plain on the wire, yet never to be shown. */
export type Protection = 'user-password' | 'salted' | 'secret';

/** A row as a dictionary table states it. */
export type AttributeRow = {
  readonly type: number;
  readonly value: ValueType;
  /** RFC 2868 §3.1: the first octet may be a tag, which ties attributes of one tunnel together. */
  readonly tagged?: true;
  readonly protection?: Protection;
  /** One value may be split over several attributes of this type, in order. */
  readonly split?: true;
  readonly values?: Readonly<Record<string, number>>;
};

export type AttributeDefinition<
  Name extends string = string,
  Value extends ValueType = ValueType,
  Values extends Readonly<Record<string, number>> = Readonly<Record<string, number>>,
> = {
  readonly name: Name;
  /** IANA enterprise number, 0 for the RFCs' own attributes. */
  readonly vendor: number;
  readonly type: number;
  readonly value: Value;
  readonly tagged: boolean;
  readonly split: boolean;
  readonly protection: Protection | null;
  readonly values: Values;
  readonly words: ReadonlyMap<number, string>;
};

type RowValues<Row extends AttributeRow> = Row extends { values: infer V extends Record<string, number> }
  ? V
  : Record<never, number>;

export type DefinitionsOf<Rows extends Readonly<Record<string, AttributeRow>>> = {
  readonly [Name in keyof Rows & string]: AttributeDefinition<
    Name,
    Rows[Name]['value'],
    RowValues<Rows[Name]>
  >;
};

/** Turns a table of rows into definitions that know their name and vendor. */
export function defineAttributes<const Rows extends Readonly<Record<string, AttributeRow>>>(
  rows: Rows,
  vendor = 0,
): DefinitionsOf<Rows> {
  const definitions: Record<string, AttributeDefinition> = {};
  for (const [name, row] of Object.entries(rows)) definitions[name] = define(name, vendor, row);
  return definitions as DefinitionsOf<Rows>;
}

/** An attribute that no table knows: kept as octets, never refused (RFC 2865 §5). */
export function unknownAttribute(vendor: number, type: number): AttributeDefinition<string, 'octets'> {
  const name = vendor === 0 ? `Attr-${type}` : `Attr-26.${vendor}.${type}`;
  return define(name, vendor, { type, value: 'octets' }) as AttributeDefinition<string, 'octets'>;
}

function define(name: string, vendor: number, row: AttributeRow): AttributeDefinition {
  const values = row.values ?? {};
  return {
    name,
    vendor,
    type: row.type,
    value: row.value,
    tagged: row.tagged ?? false,
    split: row.split ?? false,
    protection: row.protection ?? null,
    values,
    words: new Map(Object.entries(values).map(([word, number]) => [number, word])),
  };
}

/** The words of an enumeration, `never` for an attribute without one. */
export type WordOf<Attribute extends AttributeDefinition> = keyof Attribute['values'] & string;

/** What a program hands over for a value of this attribute. */
export type ValueOf<Attribute extends AttributeDefinition> = Attribute['value'] extends
  | 'integer'
  | 'date'
  | 'short'
  | 'byte'
  ? number | WordOf<Attribute>
  : Attribute['value'] extends 'integer64'
    ? bigint
    : Attribute['value'] extends 'octets' | 'tlv' | 'extended' | 'longExtended'
      ? Uint8Array
      : string;
