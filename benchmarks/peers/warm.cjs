// Lint one document several times in one process and print the CPU seconds of each time after the first.
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const [folder, rulesetFile, documentFile, times] = process.argv.slice(2);
const load = createRequire(path.join(folder, "package.json"));
const { Spectral, Document } = load("@stoplight/spectral-core");
const { Yaml } = load("@stoplight/spectral-parsers");
const { bundleAndLoadRuleset } = load("@stoplight/spectral-ruleset-bundler/with-loader");

async function main() {
  const spectral = new Spectral();
  spectral.setRuleset(await bundleAndLoadRuleset(path.resolve(rulesetFile), { fs, fetch: () => Promise.reject() }));
  const content = fs.readFileSync(documentFile, "utf8");
  const spent = [];
  for (let index = 0; index <= Number(times); index += 1) {
    const before = process.cpuUsage();
    await spectral.run(new Document(content, Yaml, documentFile));
    const used = process.cpuUsage(before);
    spent.push((used.user + used.system) / 1e6);
  }
  console.log(JSON.stringify(spent.slice(1)));
}

main();
