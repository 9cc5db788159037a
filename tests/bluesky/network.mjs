// Starts Bluesky's own development network on this machine: directory, account server and the server that shows threads.
// It needs DB_POSTGRES_URL and REDIS_HOST, says READY and the address for MISHAP_BLUESKY, and stops on SIGTERM or Ctrl-C.
import { TestNetwork } from '@atproto/dev-env'

const first = Number(process.env.MISHAP_BLUESKY_PORT ?? 3580)
const port = (offset) => first + offset
const local = (offset) => `http://localhost:${port(offset)}`

const network = await TestNetwork.create({
  plc: { port: port(0) },
  pds: { port: port(1), hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: port(2), publicUrl: local(2), dbPostgresSchema: 'mishap' },
  ozone: { port: port(3), chatUrl: local(4), chatDid: 'did:example:chat', dbMaterializedViewRefreshIntervalMs: 30_000 },
})

console.log(`READY: export MISHAP_BLUESKY=${network.pds.url}`)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await network.close()
    process.exit(0)
  })
}
