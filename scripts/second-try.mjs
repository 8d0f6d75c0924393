/** Says at the end which tests passed only when tried once more, and why not at first: green by luck shall not look sound. */
export default class SecondTry {
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => ({ module, test })));
    for (const { module, test } of tests.filter((one) => one.test.diagnostic()?.flaky)) {
      const why =
        test
          .result()
          .errors?.map((error) => error.message)
          .join('\n') ?? '';
      console.log(`\nPassed only when tried once more: ${module.relativeModuleId} > ${test.fullName}\n${why}`);
    }
  }
}
