/** Rebate terms of a deployment that chooses none: 30 days, and 0 to 3 bps from 0, 1, 10 and 50 million quote tokens. */
export const rebateDefaults = {
  periodLength: 30 * 86_400,
  rebateThresholds: [1_000_000n, 10_000_000n, 50_000_000n],
  rebateRatesBps: [0, 1, 2, 3],
} as const
