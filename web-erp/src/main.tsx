import { startHomefield } from "@homefield/web-kit";
import { descriptor } from "./app/descriptor.ts";

const root = document.getElementById("root");
if (root) startHomefield(descriptor, root);
