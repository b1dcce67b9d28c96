// Core, JSON and rules in Pyodide, by node: run.mjs SOURCE PACKAGES, both folders that Python imports from.
import { createRequire } from "node:module";

const { loadPyodide } = createRequire(`${process.cwd()}/`)("pyodide");
const python = await loadPyodide();
for (const [number, root] of process.argv.slice(2).entries()) {
  python.FS.mkdirTree(`/mounted/${number}`);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, `/mounted/${number}`);
  python.runPython(`import sys; sys.path.insert(0, "/mounted/${number}")`);
}
python.runPython(`
import sys

import resultsframework as rf
from resultsframework import examples

framework = examples.load()
rf.write(framework, "/tmp/plan.json")
assert rf.read("/tmp/plan.json") == framework
assert rf.from_dict(rf.to_dict(framework), rf.ResultsFramework) == framework
report = rf.validate(framework)
answers = [rf.progress(indicator, 2021) for indicator in framework.indicators]
print(f"Python {sys.version.split()[0]} on {sys.platform}: {len(report)} findings, {sum(map(bool, answers))} answers")
`);
