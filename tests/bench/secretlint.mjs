// Times secretlint and Zaplint's core in one process: `node secretlint.mjs PACKAGES EXTENSION < {"data": …, "account": …}`.
//
// secretlint gets each text of the Zap's fields by itself, with its recommended rules; the core gets the whole Zap, as the
// page's data, and does all that it does for the editor. An account's export goes to secretlint as one text. In milliseconds.

import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const [packages, extension] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(createRequire(join(packages, "x.js")).resolve(name)));
const {data, account} = JSON.parse(readFileSync(0, "utf8"));

const texts = [];
const collect = (value) => {
  if (typeof value === "string") texts.push(value);
  else if (value && typeof value === "object") Object.values(value).forEach(collect);
};
for (const step of JSON.parse(data).props.pageProps.zap.draft.zdl.steps) collect(step.params);

const {lintSource} = await load("@secretlint/core");
const {creator} = await load("@secretlint/secretlint-rule-preset-recommend");
const options = {config: {rules: [{id: "@secretlint/secretlint-rule-preset-recommend", rule: creator}]}};
const secretlint = (content) =>
  lintSource({source: {content, filePath: "field.txt", ext: ".txt", contentType: "text"}, options});

const core = new Function(`${readFileSync(join(extension, "zaplint_worker.js"), "utf8")}; return zaplint_worker;`)();
core.initSync({module: readFileSync(join(extension, "zaplint_worker_bg.wasm"))});
const worker = await core.Worker.start();
const page = {address: "https://zapier.com/editor/1/draft", cards: [], fields: []};
const zaplint = () => {
  if (!worker.message(-1, {open: {data, page}})?.paint) throw new Error("Zaplint's core does not know this message (any more)");
};

async function median(run, rounds) {
  const times = [];
  for (let round = 0; round < rounds * 2; round += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.slice(rounds).sort((left, right) => left - right)[rounds >> 1];
}

const each = async () => {
  for (const text of texts) await secretlint(text);
};
console.log(JSON.stringify({
  fields: texts.length,
  zaplint: await median(zaplint, 40),
  secretlint: await median(each, 5),
  account: await median(() => secretlint(account), 3),
}));
