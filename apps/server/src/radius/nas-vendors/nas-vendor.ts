import type { GrantedService } from '@gatehouse/domain/access/granted-service';
import type { AttributeDefinition } from '@gatehouse/radius/packet/attributes/attribute-definition';
import type { PacketWriter } from '@gatehouse/radius/packet/encode-packet';

/** A make of router: what it is called, and what it understands beyond the RFCs. */
export type NasVendor = {
  readonly id: string;
  readonly label: string;
  /** Where it listens for Disconnect- and CoA-Requests unless told otherwise (RFC 5176 §3: 3799). */
  readonly coaPort: number;
  /** Attributes beside 'Calling-Station-Id' in which this make tells a device's MAC, in order. */
  readonly macSources: readonly AttributeDefinition<string, 'text'>[];
  /** Adds what this make has of its own for a granted service. */
  readonly writeService: (writer: PacketWriter, service: GrantedService) => void;
};
