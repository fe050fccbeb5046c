// Runs tests side by side, prints each outcome and counts. A test is
// `{ name, run }`; `run` returns a list of problems (none = passed) or throws.
// With `alone: true` it runs by itself after the others, because it measures time.
const SHOWN = 25;
const LIMIT_MS = 60_000;

async function outcome(test) {
  let timer;
  const late = new Promise((resolve) => {
    const limit = test.limitMs ?? LIMIT_MS;
    timer = setTimeout(resolve, limit, [`not finished after ${limit / 1000} s`]);
  });
  try {
    const problems = await Promise.race([test.run(), late]);
    // A test that forgets to return its list would otherwise pass for ever.
    return Array.isArray(problems) ? problems : ["the test returned no list of problems"];
  } catch (error) {
    return [error.stack ?? String(error)];
  } finally {
    clearTimeout(timer);
  }
}

function print(test, problems, ms) {
  console.log(`${problems.length ? "FAIL" : "ok  "}  ${test.name}  (${(ms / 1000).toFixed(1)} s)`);
  for (const problem of problems.slice(0, SHOWN))
    console.log(`        ${String(problem).replaceAll("\n", "\n          ")}`);
  if (problems.length > SHOWN) console.log(`        … and ${problems.length - SHOWN} more`);
}

export async function runAll(tests, workers) {
  const count = { passed: 0, failed: 0 };
  async function work(queue) {
    for (let test = queue.shift(); test; test = queue.shift()) {
      const started = Date.now();
      const problems = await outcome(test);
      count[problems.length ? "failed" : "passed"] += 1;
      print(test, problems, Date.now() - started);
    }
  }
  const together = tests.filter(({ alone }) => !alone);
  await Promise.all(Array.from({ length: workers }, () => work(together)));
  await work(tests.filter(({ alone }) => alone));
  return count;
}

/** A problem when a check had nothing to look at: an empty list must never pass. */
export function notEmpty(collection, what) {
  const size = collection.length ?? collection.size;
  return size === 0 ? [`nothing to check: ${what}`] : [];
}
