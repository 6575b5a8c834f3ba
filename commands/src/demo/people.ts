/** Who works at Nordhavn Møbler: employees of the ERP, some of them users of the CRM. */
export interface DemoEmployee { number: string; name: string; jobTitle: string; department: string; legalEntity: "NHDK" | "NHFR"; hiredOn: string; email?: string; team?: "NORDIC" | "SOUTH" | "ASIA"; territory?: string }
const at = (name: string): string => `${name}@demo.homefield.example`;
export const EMPLOYEES: readonly DemoEmployee[] = [
  { number: "E-1001", name: "Ines Holm", jobTitle: "Account manager", department: "Sales", legalEntity: "NHDK", hiredOn: "2021-03-01", email: at("sales"), team: "NORDIC", territory: "Denmark" },
  { number: "E-1002", name: "Camille Moreau", jobTitle: "Account manager", department: "Sales", legalEntity: "NHFR", hiredOn: "2022-09-05", email: at("sales.south"), team: "SOUTH", territory: "France" },
  { number: "E-1003", name: "Rosa Castellan", jobTitle: "Sales director", department: "Sales", legalEntity: "NHDK", hiredOn: "2019-01-07", email: at("sales.manager"), team: "NORDIC", territory: "All" },
  { number: "E-1004", name: "Joel Åkesson", jobTitle: "Account manager", department: "Sales", legalEntity: "NHDK", hiredOn: "2023-02-01", email: at("joel.akesson"), team: "NORDIC", territory: "Sweden" },
  { number: "E-1005", name: "Katrin Weiß", jobTitle: "Account manager", department: "Sales", legalEntity: "NHDK", hiredOn: "2020-06-15", email: at("katrin.weiss"), team: "NORDIC", territory: "Germany" },
  { number: "E-1006", name: "Théo Lefèvre", jobTitle: "Account manager", department: "Sales", legalEntity: "NHFR", hiredOn: "2024-01-08", email: at("theo.lefevre"), team: "SOUTH", territory: "France" },
  { number: "E-1007", name: "Lín Wěi 林伟", jobTitle: "Account manager", department: "Sales", legalEntity: "NHDK", hiredOn: "2022-04-11", email: at("lin.wei"), team: "ASIA", territory: "China" },
  { number: "E-1008", name: "Søren Bæk", jobTitle: "Support agent", department: "Service", legalEntity: "NHDK", hiredOn: "2021-08-16", email: at("support"), team: "NORDIC", territory: "All" },
  { number: "E-1009", name: "Maja Öberg", jobTitle: "Marketing manager", department: "Marketing", legalEntity: "NHDK", hiredOn: "2020-10-01", email: at("marketing"), team: "NORDIC", territory: "All" },
  { number: "E-1010", name: "Henrik Dahl", jobTitle: "Accountant", department: "Finance", legalEntity: "NHDK", hiredOn: "2018-05-02", email: at("accountant") },
  { number: "E-1011", name: "Aurélie Petit", jobTitle: "Accountant", department: "Finance", legalEntity: "NHFR", hiredOn: "2022-01-10", email: at("accountant.fr") },
  { number: "E-1012", name: "Birgit Sørensen", jobTitle: "Controller", department: "Finance", legalEntity: "NHDK", hiredOn: "2017-11-01", email: at("controller") },
  { number: "E-1013", name: "Pavel Novák", jobTitle: "Planner", department: "Supply", legalEntity: "NHDK", hiredOn: "2021-05-17", email: at("planner") },
  { number: "E-1014", name: "Anna Lindqvist", jobTitle: "Buyer", department: "Supply", legalEntity: "NHDK", hiredOn: "2023-08-01", email: at("buyer") },
  { number: "E-1015", name: "Jens Kragh", jobTitle: "Warehouse lead", department: "Supply", legalEntity: "NHDK", hiredOn: "2016-04-04", email: at("warehouse") },
  { number: "E-1016", name: "Luc Fontaine", jobTitle: "Warehouse worker", department: "Supply", legalEntity: "NHFR", hiredOn: "2022-10-03" },
  { number: "E-1017", name: "Trine Juhl", jobTitle: "System administrator", department: "IT", legalEntity: "NHDK", hiredOn: "2020-02-03", email: at("admin") },
  { number: "E-1018", name: "Liv Strand", jobTitle: "Data protection officer", department: "Legal", legalEntity: "NHDK", hiredOn: "2021-05-03", email: at("privacy") },
  { number: "E-1019", name: "Karl Brandt", jobTitle: "Internal auditor", department: "Finance", legalEntity: "NHDK", hiredOn: "2019-09-02", email: at("auditor") },
];
