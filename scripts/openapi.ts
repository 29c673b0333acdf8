// Prints the OpenAPI document without a running server: node scripts/openapi.ts > openapi.json
import { readSettings, setSettings } from '#kernel/settings.ts'
import { openApi } from '../src/api/api.ts'
import { openApiDocument } from '../src/api/openapi.ts'

setSettings(readSettings({ HZJ_LOG: 'silent' }))
const app = await openApi()
console.log(JSON.stringify(openApiDocument(app.exposures), null, 2))
await app.close()
