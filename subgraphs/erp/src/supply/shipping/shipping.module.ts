/** The only door to shipments. */
export { linesOfShipment, shipmentById, shipmentByNumber, type ShipmentLineRow, shipmentOfLine, type ShipmentRow, shipmentsOfOrder } from "./shipment-rows.ts";
export { shipmentList } from "./shipping.list.ts";
