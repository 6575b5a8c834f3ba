/** Who Nordhavn Møbler sells to, or would like to: about 400 accounts in five countries. */
import { Chance } from "./random.ts";

export interface DemoAccount {
  name: string;
  country: "DK" | "SE" | "DE" | "FR" | "CN";
  city: string;
  postalCode: string;
  street: string;
  segment: string;
  team: "NORDIC" | "SOUTH" | "ASIA";
  territory: string;
  website: string | null;
  phone: string;
  tags: string[];
  /** Index of the account above, among these; null for most. */
  parent: number | null;
  contacts: DemoContact[];
}
export interface DemoContact { name: string; email: string; phone: string | null; jobTitle: string; role: string | null }

const SEGMENTS = ["Hotels", "Restaurants", "Municipalities", "Retail", "Housing", "Offices", "Campsites", "Architects"] as const;
const KINDS: Record<DemoAccount["country"], Record<(typeof SEGMENTS)[number], readonly string[]>> = {
  DK: { Hotels: ["Hotel", "Badehotel", "Kro"], Restaurants: ["Café", "Restaurant", "Spisehus"], Municipalities: ["Kommune", "Park & Vej"], Retail: ["Møbler", "Have & Hjem", "Byggemarked"], Housing: ["Boligforening", "Andelsbolig"], Offices: ["Kontorhus", "Erhvervspark"], Campsites: ["Camping", "Feriepark"], Architects: ["Arkitekter", "Tegnestue"] },
  SE: { Hotels: ["Hotell", "Gästgiveri"], Restaurants: ["Krog", "Kök & Bar"], Municipalities: ["Kommun", "Stadsmiljö"], Retail: ["Trädgård & Möbler", "Hem"], Housing: ["Bostäder", "Brf"], Offices: ["Kontorshotell", "Fastigheter"], Campsites: ["Havsbad & Camping", "Stugby"], Architects: ["Arkitektkontor", "Landskap"] },
  DE: { Hotels: ["Hotel", "Gasthof"], Restaurants: ["Biergarten", "Wirtshaus"], Municipalities: ["Stadtwerke", "Grünflächenamt"], Retail: ["Gartenmöbel GmbH", "Möbelhaus"], Housing: ["Wohnungsbau eG", "Hausverwaltung"], Offices: ["Bürocenter", "Gewerbepark GmbH"], Campsites: ["Campingplatz", "Ferienpark"], Architects: ["Architekten PartG", "Landschaftsbau"] },
  FR: { Hotels: ["Hôtel", "Auberge"], Restaurants: ["Brasserie", "Bistro"], Municipalities: ["Ville de", "Métropole de"], Retail: ["Jardin & Terrasse", "Mobilier d’extérieur"], Housing: ["Résidences", "Habitat"], Offices: ["Immobilier", "Espaces de travail"], Campsites: ["Camping", "Domaine"], Architects: ["Atelier d’architecture", "Paysagistes"] },
  CN: { Hotels: ["酒店"], Restaurants: ["餐饮管理有限公司"], Municipalities: ["园林局"], Retail: ["家居有限公司", "户外用品有限公司"], Housing: ["置业有限公司"], Offices: ["物业管理有限公司"], Campsites: ["度假村"], Architects: ["景观设计有限公司"] },
};
const PLACES: Record<DemoAccount["country"], readonly [city: string, postalCode: string][]> = {
  DK: [["Aarhus", "8000"], ["København", "1050"], ["Odense", "5000"], ["Aalborg", "9000"], ["Esbjerg", "6700"], ["Helsingør", "3000"], ["Køge", "4600"], ["Sønderborg", "6400"], ["Rønne", "3700"], ["Skagen", "9990"], ["Ærøskøbing", "5970"], ["Svendborg", "5700"]],
  SE: [["Malmö", "211 20"], ["Göteborg", "411 05"], ["Stockholm", "111 29"], ["Ängelholm", "262 32"], ["Västerås", "722 11"], ["Örebro", "702 10"], ["Visby", "621 55"], ["Åre", "837 52"], ["Växjö", "352 30"], ["Ystad", "271 42"]],
  DE: [["Hamburg", "20095"], ["Lübeck", "23552"], ["München", "80331"], ["Köln", "50667"], ["Münster", "48143"], ["Düsseldorf", "40213"], ["Würzburg", "97070"], ["Flensburg", "24937"], ["Görlitz", "02826"]],
  FR: [["Lyon", "69002"], ["Nîmes", "30000"], ["Orléans", "45000"], ["Annecy", "74000"], ["Béziers", "34500"], ["Saint-Étienne", "42000"], ["Besançon", "25000"], ["Arles", "13200"], ["La Rochelle", "17000"], ["Évian-les-Bains", "74500"]],
  CN: [["上海", "200000"], ["杭州", "310000"], ["苏州", "215000"], ["青岛", "266000"], ["厦门", "361000"], ["成都", "610000"]],
};
const NAMES: Record<Exclude<DemoAccount["country"], "CN">, readonly string[]> = {
  DK: ["Havnebakken", "Lyngby Sø", "Strandvejen", "Fjordgården", "Klitrosen", "Egeskoven", "Mølleåen", "Bøgelunden", "Sankt Jørgens", "Nørreport", "Vesterhavet", "Tårnby", "Åhavnen", "Kærgården", "Rosengården", "Lærkevej", "Søndersø", "Østerbro"],
  SE: ["Björkbacken", "Sjöstaden", "Ängsgården", "Kustvägen", "Strömmen", "Högalid", "Åsen", "Lövsta", "Norra Hamnen", "Gröna Lunden", "Skärgården", "Tallhöjden", "Mälaren", "Västra Ön"],
  DE: ["Elbblick", "Alte Mühle", "Grüner Hof", "Seeblick", "Lindenhöhe", "Schäfer & Söhne", "Königsplatz", "Am Stadtgraben", "Försterhaus", "Rosengarten", "Müller-Bökmann", "Nordlicht"],
  FR: ["Les Platanes", "Bellevue", "du Château", "de l’Étoile", "La Forêt", "Les Tuileries", "Sainte-Hélène", "du Lac", "Le Prieuré", "Saint-Rémy", "Les Cèdres", "Côté Sud", "Mérindol"],
};
const CN_NAMES = ["锦绣", "悦华", "东方", "海天", "明月", "绿洲", "云栖", "江南", "金桥", "和谐"] as const;
const FIRST: Record<DemoAccount["country"], readonly string[]> = {
  DK: ["Søren", "Mette", "Åse", "Lærke", "Jørgen", "Bodil", "Kasper", "Ida", "Morten", "Freja", "Niels", "Signe"], SE: ["Björn", "Åsa", "Göran", "Märta", "Erik", "Linnéa", "Örjan", "Elsa", "Håkan", "Saga"],
  DE: ["Jürgen", "Käthe", "Björn", "Sabine", "Götz", "Heike", "Uwe", "Annika", "Thomas", "Jörg"], FR: ["Zoé", "Jérôme", "Hélène", "François", "Léa", "Anaïs", "Benoît", "Noémie", "Cédric", "Chloé"], CN: ["伟", "芳", "秀英", "敏", "静", "强", "磊", "洋", "艳", "勇"],
};
const LAST: Record<DemoAccount["country"], readonly string[]> = {
  DK: ["Østergaard", "Kjær", "Sørensen", "Bæk", "Møller", "Ågård", "Nørgaard", "Friis", "Lund", "Skov"], SE: ["Öberg", "Åström", "Sjögren", "Lindström", "Bergqvist", "Hägg", "Nyström", "Ek"],
  DE: ["Schröder", "Müller", "Weiß", "Krüger", "Jäger", "Vogt", "Köhler", "Lange"], FR: ["Lefèvre", "Garçon", "Géraud", "Dupré", "Besnard", "Chevalier", "Rousseau", "Péron"], CN: ["王", "李", "张", "刘", "陈", "杨", "赵", "黄"],
};
const TITLES: readonly [title: string, role: string | null][] = [["Managing director", "SIGNS"], ["Purchasing manager", "PURCHASING"], ["Head of operations", "DECISION_MAKER"], ["Facility manager", "USER"], ["Accounts payable", "FINANCE"], ["Interior designer", "CHAMPION"], ["Site manager", "USER"], ["Assistant", "OTHER"], ["Consultant", null]];
const STREETS: Record<DemoAccount["country"], readonly string[]> = {
  DK: ["Havnegade", "Åboulevarden", "Store Torv", "Møllevej", "Strandvejen"], SE: ["Storgatan", "Ågatan", "Kungsgatan", "Östra Hamngatan"], DE: ["Hauptstraße", "Am Markt", "Lübecker Straße", "Bürgermeister-Smidt-Straße"], FR: ["rue de la République", "avenue Jean Jaurès", "quai des Célestins", "place de l’Église"], CN: ["南京西路", "解放路", "中山路", "滨江大道"],
};
const COUNTRY_NAME = { DK: "Denmark", SE: "Sweden", DE: "Germany", FR: "France", CN: "China" } as const;
const DIAL = { DK: "+45", SE: "+46", DE: "+49", FR: "+33", CN: "+86" } as const;

export function demoAccounts(count = 400): DemoAccount[] {
  const chance = new Chance(20_260_101);
  const countries: DemoAccount["country"][] = [...Array<"DK">(38).fill("DK"), ...Array<"SE">(20).fill("SE"), ...Array<"DE">(16).fill("DE"), ...Array<"FR">(18).fill("FR"), ...Array<"CN">(8).fill("CN")];
  const taken = new Set<string>();
  const accounts: DemoAccount[] = [];
  while (accounts.length < count) {
    const country = countries[accounts.length % 100]!;
    const segment = chance.of(SEGMENTS);
    const [city, postalCode] = chance.of(PLACES[country]);
    const name = nameOf(chance, country, segment, city);
    if (taken.has(name)) continue;
    taken.add(name);
    const slug = domainOf(name, accounts.length);
    accounts.push({
      name, country, city, postalCode, segment, street: `${chance.of(STREETS[country])} ${chance.int(1, 148)}`,
      team: country === "FR" ? "SOUTH" : country === "CN" ? "ASIA" : "NORDIC", territory: COUNTRY_NAME[country],
      website: chance.percent(85) ? `https://${slug}` : null, phone: `${DIAL[country]} ${chance.int(20, 98)} ${chance.int(10, 99)} ${chance.int(10, 99)} ${chance.int(10, 99)}`,
      tags: [...(chance.percent(20) ? ["key account"] : []), ...(chance.percent(12) ? ["trade fair 2026"] : []), ...(chance.percent(8) ? ["framework agreement"] : [])],
      parent: accounts.length > 40 && chance.percent(9) ? chance.int(0, 30) : null,
      contacts: contactsOf(chance, country, slug),
    });
  }
  return accounts;
}
function nameOf(chance: Chance, country: DemoAccount["country"], segment: (typeof SEGMENTS)[number], city: string): string {
  const kind = chance.of(KINDS[country][segment]);
  if (country === "CN") return `${city}${chance.of(CN_NAMES)}${kind}`;
  const own = chance.of(NAMES[country]);
  if (country === "FR") return segment === "Municipalities" ? `${kind} ${city}` : `${kind} ${own}${chance.percent(40) ? `, ${city}` : ""}`;
  if (segment === "Municipalities") return `${city} ${kind}`;
  return chance.percent(50) ? `${kind} ${own}` : `${own} ${kind}`;
}
function contactsOf(chance: Chance, country: DemoAccount["country"], domain: string): DemoContact[] {
  const titles = chance.some(TITLES, chance.int(1, 4));
  return titles.map(([jobTitle, role], i) => {
    const first = chance.of(FIRST[country]);
    const last = chance.of(LAST[country]);
    return { name: country === "CN" ? `${last}${first}` : `${first} ${last}`, email: `${plainLetters(`${first}.${last}`) || `contact${i}`}${i}@${domain}`, phone: chance.percent(70) ? `${DIAL[country]} ${chance.int(20, 98)} ${chance.int(100, 999)} ${chance.int(100, 999)}` : null, jobTitle, role };
  });
}
const plainLetters = (text: string): string =>
  text.toLowerCase().replaceAll("ø", "o").replaceAll("æ", "ae").replaceAll("ß", "ss").normalize("NFD").replace(/[^a-z.]/g, "").replace(/^\.+|\.+$/g, "");
function domainOf(name: string, index: number): string {
  const base = name.toLowerCase().replaceAll("ø", "o").replaceAll("æ", "ae").replaceAll("ß", "ss").normalize("NFD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return `${base === "" ? "customer" : base}-${index + 1}.example`;
}
