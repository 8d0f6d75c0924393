/** The part of the NLM's UCUM library that `quantity.test.ts` uses; it comes without types. */
declare module '@lhncbc/ucum-lhc' {
  interface UcumLhcUtils {
    convertUnitTo(from: string, value: number, to: string): { status: string; toVal: number | null };
    validateUnitString(code: string): { status: string };
  }
  const library: { UcumLhcUtils: { getInstance(): UcumLhcUtils } };
  export default library;
}
