/** As far as it is used here; the package brings no types. */
declare module 'autocannon' {
  interface Client {
    setRequests(requests: readonly { method: string; path: string }[]): void
  }
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    /** Requests a second over all connections. Each connection sends its share of a second at once, one after the other, and rests until the next. */
    overallRate?: number
    /** Leaves the times as they were measured, without made-up ones for requests that a late answer held back. */
    ignoreCoordinatedOmission?: boolean
    /** Called for each connection as it is made. */
    setupClient?: (client: Client) => void
  }
  interface Result {
    requests: { average: number; total: number }
    /** Milliseconds. */
    latency: { p50: number; p99: number; max: number }
    throughput: { average: number }
    errors: number
    timeouts: number
    non2xx: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
