/** Outdoor furniture as Nordhavn Møbler makes it: 120 items in 9 categories. Prices are in Danish kroner without tax. */
export interface DemoItem {
  number: string;
  name: string;
  description: string;
  category: string;
  unit: string;
  isStocked: boolean;
  leadTimeDays: number;
  weightGrams: number | null;
  listPriceDkk: number;
  /** Cost of making or buying one, in kroner. */
  costDkk: number;
  status: "ACTIVE" | "PHASING_OUT" | "DISCONTINUED";
}
export const CATEGORIES: readonly [code: string, name: string, parent: string | null][] = [
  ["OUTDOOR", "Outdoor furniture", null], ["LOUNGE", "Lounge", "OUTDOOR"], ["DINING", "Dining", "OUTDOOR"], ["BENCHES", "Benches", "OUTDOOR"], ["SHADE", "Parasols and shade", "OUTDOOR"],
  ["GARDEN", "Planters and fire", "OUTDOOR"], ["TEXTILES", "Cushions and covers", null], ["PARTS", "Spare parts and care", null], ["SERVICES", "Services", null],
];
export const UNITS: readonly [code: string, name: string, decimals: number][] = [["PCS", "Pieces", 0], ["SET", "Sets", 0], ["L", "Litres", 1], ["H", "Hours", 2], ["TRIP", "Trips", 0]];

interface Family { code: string; name: string; category: string; price: number; cost: number; weight: number; lead: number; unit?: string; words: string }
const FAMILIES: readonly Family[] = [
  { code: "LNG", name: "Skagen lounge chair", category: "LOUNGE", price: 3490, cost: 1580, weight: 14_500, lead: 21, words: "Low lounge chair with rope seat" },
  { code: "SOF", name: "Rømø sofa, two seats", category: "LOUNGE", price: 8990, cost: 4210, weight: 38_000, lead: 28, words: "Modular sofa on a slatted frame" },
  { code: "LOW", name: "Fanø low table", category: "LOUNGE", price: 2290, cost: 970, weight: 11_200, lead: 18, words: "Low table with rounded corners" },
  { code: "CHR", name: "Møn dining chair", category: "DINING", price: 1490, cost: 610, weight: 5_400, lead: 14, words: "Stacking chair, six high" },
  { code: "ARM", name: "Samsø armchair", category: "DINING", price: 1890, cost: 790, weight: 6_800, lead: 14, words: "Armchair with a curved back" },
  { code: "TBL", name: "Ærø table 220", category: "DINING", price: 9490, cost: 4380, weight: 52_000, lead: 28, words: "Table for eight, 220 by 95 cm" },
  { code: "TBS", name: "Ærø table 140", category: "DINING", price: 6290, cost: 2890, weight: 34_000, lead: 24, words: "Table for four, 140 by 95 cm" },
  { code: "BNC", name: "Læsø bench", category: "BENCHES", price: 4190, cost: 1830, weight: 24_500, lead: 21, words: "Park bench with back rest" },
  { code: "BNS", name: "Læsø bench without back", category: "BENCHES", price: 2890, cost: 1240, weight: 16_000, lead: 18, words: "Plain bench, 160 cm" },
  { code: "PLT", name: "Bornholm planter", category: "GARDEN", price: 1790, cost: 720, weight: 12_700, lead: 12, words: "Square planter with inner box" },
  { code: "SWG", name: "Anholt swing seat", category: "LOUNGE", price: 11_900, cost: 5480, weight: 61_000, lead: 35, words: "Swing seat for two with canopy" },
  { code: "DBD", name: "Fyn day bed", category: "LOUNGE", price: 7490, cost: 3360, weight: 31_000, lead: 28, words: "Day bed with five positions" },
];
const WOODS: readonly [suffix: string, name: string, factor: number][] = [["10", "oiled oak", 1], ["20", "black ash", 0.94], ["30", "teak", 1.22], ["40", "white aluminium", 0.88], ["50", "graphite aluminium", 0.88]];

const others: readonly [number: string, name: string, category: string, unit: string, price: number, cost: number, weight: number | null, lead: number, words: string][] = [
  ["PAR-300", "Parasol Øresund 300 cm, sand", "SHADE", "PCS", 3290, 1390, 18_000, 20, "Tilting parasol with crank"], ["PAR-301", "Parasol Øresund 300 cm, graphite", "SHADE", "PCS", 3290, 1390, 18_000, 20, "Tilting parasol with crank"],
  ["PAR-400", "Parasol Øresund 400 cm, sand", "SHADE", "PCS", 5490, 2410, 27_000, 24, "Large parasol for terraces"], ["PAR-401", "Parasol Øresund 400 cm, graphite", "SHADE", "PCS", 5490, 2410, 27_000, 24, "Large parasol for terraces"],
  ["PAR-900", "Parasol base 55 kg, granite", "SHADE", "PCS", 1890, 840, 55_000, 10, "Rolling base"], ["PAR-910", "Parasol base 90 kg, steel", "SHADE", "PCS", 2690, 1190, 90_000, 10, "For ground anchors"],
  ["SHS-200", "Shade sail Kattegat 3 × 4 m", "SHADE", "PCS", 2190, 880, 4_200, 16, "Water-repellent sail with fittings"], ["SHS-210", "Shade sail Kattegat 4 × 5 m", "SHADE", "PCS", 2990, 1230, 6_100, 16, "Water-repellent sail with fittings"],
  ["FIR-100", "Fire bowl Ø 60 cm", "GARDEN", "PCS", 2490, 1020, 16_400, 14, "Corten steel, with grate"], ["FIR-110", "Fire bowl Ø 80 cm", "GARDEN", "PCS", 3490, 1460, 24_800, 14, "Corten steel, with grate"],
  ["FIR-200", "Gas fire table", "GARDEN", "PCS", 12_900, 6120, 64_000, 42, "With glass screen and cover"], ["LAN-010", "Lantern Hvide Sande, small", "GARDEN", "PCS", 690, 240, 1_800, 7, "Powder-coated steel"],
  ["LAN-020", "Lantern Hvide Sande, large", "GARDEN", "PCS", 990, 360, 3_100, 7, "Powder-coated steel"], ["BOX-100", "Cushion box 180 litres", "GARDEN", "PCS", 2990, 1310, 21_000, 18, "Rain-tight, with gas springs"],
  ["CSH-110", "Seat cushion Møn, sand", "TEXTILES", "PCS", 390, 130, 700, 9, "Fade-resistant weave"], ["CSH-111", "Seat cushion Møn, moss", "TEXTILES", "PCS", 390, 130, 700, 9, "Fade-resistant weave"], ["CSH-112", "Seat cushion Møn, rust", "TEXTILES", "PCS", 390, 130, 700, 9, "Fade-resistant weave"],
  ["CSH-210", "Back cushion Rømø, sand", "TEXTILES", "PCS", 690, 250, 1_500, 12, "Two densities of foam"], ["CSH-211", "Back cushion Rømø, moss", "TEXTILES", "PCS", 690, 250, 1_500, 12, "Two densities of foam"],
  ["CSH-300", "Bench cushion Læsø 160 cm", "TEXTILES", "PCS", 1090, 410, 2_400, 12, "With ties"], ["CSH-400", "Day bed mattress Fyn", "TEXTILES", "PCS", 2290, 930, 6_900, 18, "Quick-drying foam"],
  ["CVR-100", "Rain cover, chair stack", "TEXTILES", "PCS", 490, 170, 900, 7, "Breathing fabric"], ["CVR-200", "Rain cover, table 220", "TEXTILES", "PCS", 890, 320, 2_100, 7, "Breathing fabric"], ["CVR-300", "Rain cover, sofa", "TEXTILES", "PCS", 790, 290, 1_900, 7, "Breathing fabric"],
  ["BLK-010", "Wool blanket Fjord, grey", "TEXTILES", "PCS", 690, 280, 1_100, 10, "130 by 180 cm"], ["BLK-011", "Wool blanket Fjord, blue", "TEXTILES", "PCS", 690, 280, 1_100, 10, "130 by 180 cm"],
  ["OIL-001", "Care oil for oak and teak", "PARTS", "L", 189, 62, 1_000, 5, "One litre treats 12 m²"], ["OIL-002", "Cleaner for aluminium", "PARTS", "L", 129, 41, 1_000, 5, "Ready to use"], ["OIL-003", "Textile impregnation", "PARTS", "L", 219, 84, 1_000, 5, "Renews the rain-repellent finish"],
  ["FIT-100", "Feet, set of four, rubber", "PARTS", "SET", 79, 18, 120, 5, "For all chairs"], ["FIT-110", "Feet, set of four, adjustable", "PARTS", "SET", 149, 46, 380, 5, "For all tables"], ["FIT-200", "Bolt set, sofa", "PARTS", "SET", 119, 34, 640, 5, "Stainless"],
  ["FIT-210", "Bolt set, table", "PARTS", "SET", 99, 28, 520, 5, "Stainless"], ["ROP-100", "Rope for seats, 50 m", "PARTS", "PCS", 590, 210, 2_300, 9, "Weatherproof polyolefin"], ["ANC-100", "Ground anchor", "PARTS", "SET", 249, 88, 2_900, 6, "For benches in public places"],
  ["PLQ-100", "Brass plaque, engraved", "PARTS", "PCS", 890, 340, 160, 15, "Up to 80 letters"], ["TRL-100", "Chair trolley", "PARTS", "PCS", 1990, 860, 17_500, 20, "For two stacks of six"],
  ["SVC-ASM", "Assembly on site", "SERVICES", "H", 695, 0, null, 3, "By our own fitters"], ["SVC-DLV", "Delivery to the spot", "SERVICES", "TRIP", 1450, 0, null, 3, "Carried to where it stands"], ["SVC-CAR", "Spring care, per visit", "SERVICES", "TRIP", 2400, 0, null, 5, "Cleaned, oiled, bolts tightened"],
  ["SVC-PLN", "Terrace planning", "SERVICES", "H", 895, 0, null, 5, "Drawing and furniture plan"], ["SVC-RET", "Collection of old furniture", "SERVICES", "TRIP", 1850, 0, null, 4, "Recycled by material"],
];
export const ITEMS: readonly DemoItem[] = [
  ...FAMILIES.flatMap((family, f) => WOODS.map(([suffix, wood, factor], w): DemoItem => ({
    number: `${family.code}-${suffix}`, name: `${family.name}, ${wood}`, description: `${family.words}. ${wood[0]!.toUpperCase()}${wood.slice(1)}.`, category: family.category, unit: "PCS", isStocked: true, leadTimeDays: family.lead,
    weightGrams: family.weight, listPriceDkk: Math.round((family.price * factor) / 10) * 10, costDkk: Math.round(family.cost * factor),
    // A few run out, so that every state of an item occurs.
    status: f === 10 && w === 1 ? "DISCONTINUED" : (f + w) % 17 === 0 && w > 0 ? "PHASING_OUT" : "ACTIVE",
  }))),
  ...others.map(([number, name, category, unit, listPriceDkk, costDkk, weightGrams, leadTimeDays, description]): DemoItem => ({
    number, name, description, category, unit, isStocked: category !== "SERVICES", leadTimeDays, weightGrams, listPriceDkk, costDkk, status: "ACTIVE",
  })),
  ...Array.from({ length: 18 }, (_, i): DemoItem => ({
    number: `PLT-${60 + i}`, name: `Planter insert ${20 + i * 5} cm`, description: "Galvanised insert with drain", category: "GARDEN", unit: "PCS", isStocked: true, leadTimeDays: 8, weightGrams: 900 + i * 140, listPriceDkk: 149 + i * 20, costDkk: 48 + i * 8,
    status: i === 17 ? "PHASING_OUT" : "ACTIVE",
  })),
];
