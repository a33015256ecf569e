// Reads an AsyncAPI document from standard input and prints what its parser complains about, as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { Parser } = createRequire(process.argv[2])("@asyncapi/parser");
const { document, diagnostics } = await new Parser().parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({
  isRead: document !== undefined,
  messages: document ? document.messages().all().map((message) => message.name()) : [],
  problems: diagnostics.filter((each) => each.severity < 2).map((each) => `${each.path.join(".")}: ${each.message}`),
}));
