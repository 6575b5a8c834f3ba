import { parseSync, type Plugin } from "vite";

/**
 * Writes into the screens, when they are built, which fields of the graph each element shows: `<b>{account.phone}</b>` becomes
 * `<b data-fact={factOf([account, "phone"])}>…`. So a screen says where its facts come from without naming a single one twice, and
 * what is read can't differ from what is told. The type comes from the answer's own `__typename`.
 */
export function factsInScreens(): Plugin {
  return {
    name: "homefield-facts",
    enforce: "pre",
    transform: {
      filter: { id: /\/web-(crm|erp)\/src\/.*\.tsx$/ },
      handler(code, id) {
        const written = withFacts(code, id);
        return written === undefined ? undefined : { code: written, map: null };
      },
    },
  };
}

/** Parts of the kit that pass a `data-fact` on to what they draw. */
const PASS_ON = new Set(["DateText", "DocumentNumber", "Fact", "Go", "Moment", "Money", "MoneySums", "Percent", "Quantity", "Strip", "Tag", "Who"]);
/** What steers an element rather than being shown by it. */
const NOT_SHOWN = /^(on[A-Z]|aria-|data-|to$|href$|key$|ref$|id$|title$|className$|style$|disabled$|hidden$|tone$|changeAt$|htmlFor$|name$)/;
/** `Who` is the one part whose `name` is what it shows. */
const isShown = (element: string, attribute: string): boolean => !NOT_SHOWN.test(attribute) || (attribute === "name" && element === "Who");

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";
const childrenOf = (node: Node): Node[] => Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));

/** The code with its notes, or nothing when it shows no facts. Lines stay where they were. */
export function withFacts(code: string, file: string): string | undefined {
  const program = parseSync(file, code).program as unknown as Node;
  const notes: { at: number; text: string }[] = [];
  const visit = (node: Node): void => {
    if (node.type === "JSXElement") {
      const opening = node.openingElement as Node;
      const name = nameOf(opening);
      const paths = takesNote(name) ? shownPaths(node, name) : [];
      if (paths.length > 0) notes.push({ at: ((opening.typeArguments as Node | null) ?? (opening.name as Node)).end, text: ` data-fact={factOf$(${paths.join(", ")})}` });
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(program);
  if (notes.length === 0) return undefined;
  let written = code;
  for (const { at, text } of notes.toSorted((a, b) => b.at - a.at)) written = written.slice(0, at) + text + written.slice(at);
  return `${written}\nimport { factOf as factOf$ } from "@homefield/web-kit";\n`;
}

const nameOf = (opening: Node): string => ((opening.name as Node).type === "JSXIdentifier" ? String((opening.name as Node).name) : "");
const takesNote = (name: string): boolean => /^[a-z]/.test(name) || PASS_ON.has(name);

/** The paths an element's own expressions read. Elements within that take a note of their own keep theirs. */
function shownPaths(element: Node, name: string): string[] {
  const paths = new Set<string>();
  // A part of the kit shows one thing, and what it is shown on belongs to it. A bare element may hold half a page.
  const isPart = PASS_ON.has(name);
  const fromElement = (node: Node, called: string): void => {
    for (const attribute of (node.openingElement as Node).attributes as Node[]) {
      const value = attribute.type === "JSXAttribute" ? attribute.value : undefined;
      if (isNode(value) && isShown(called, String((attribute.name as Node).name))) look(value);
    }
    for (const child of node.children as Node[]) look(child);
  };
  const look = (node: Node): void => {
    // What runs later reads other things in another scope.
    if (node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression") return;
    if (!isPart && decides(node)) {
      for (const shown of whatItShows(node)) look(shown);
      return;
    }
    if (node.type === "JSXElement") {
      // What another component is given, it shows itself; only within a part of the kit it is all one thing.
      const inner = nameOf(node.openingElement as Node);
      if (isPart && !takesNote(inner)) fromElement(node, inner);
      return;
    }
    // Of a list drawn element by element, each element tells for itself.
    if (node.type === "CallExpression" && (node.arguments as Node[]).some(draws)) {
      if (!pathOf(node.callee as Node)) look(node.callee as Node);
      return;
    }
    const path = node.type === "MemberExpression" ? pathOf(node) : undefined;
    if (path) {
      paths.add(`[${path.root}, ${path.steps.map((step) => JSON.stringify(step)).join(", ")}]`);
      return;
    }
    for (const child of childrenOf(node)) look(child);
  };
  fromElement(element, name);
  return [...paths];
}

/** Whether a function makes elements. */
const draws = (node: Node): boolean => node.type === "JSXElement" || node.type === "JSXFragment" || childrenOf(node).some(draws);

const COMPARES = /^([!=]==?|[<>]=?|in|instanceof)$/;

/** What only decides what is shown is not itself shown. */
const decides = (node: Node): boolean =>
  node.type === "ConditionalExpression" || (node.type === "LogicalExpression" && node.operator === "&&") || (node.type === "BinaryExpression" && COMPARES.test(String(node.operator))) || (node.type === "UnaryExpression" && node.operator === "!");

function whatItShows(node: Node): Node[] {
  if (node.type === "ConditionalExpression") return [node.consequent as Node, node.alternate as Node];
  return node.type === "LogicalExpression" ? [node.right as Node] : [];
}

/** `account.owner?.name` as its root and steps; nothing for what isn't reached by names alone. */
function pathOf(node: Node): { root: string; steps: string[] } | undefined {
  const steps: string[] = [];
  let at = node;
  for (;;) {
    if (at.type === "ChainExpression" || at.type === "TSNonNullExpression" || at.type === "TSAsExpression" || at.type === "ParenthesizedExpression") at = at.expression as Node;
    else if (at.type === "MemberExpression" && at.computed !== true && (at.property as Node).type === "Identifier") {
      steps.unshift(String((at.property as Node).name));
      at = at.object as Node;
    } else break;
  }
  return at.type === "Identifier" && steps.length > 0 ? { root: String(at.name), steps } : undefined;
}
