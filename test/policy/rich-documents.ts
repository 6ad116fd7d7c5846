/** Documents in which every field of every target has a value. Themes: orders of a shop, read by a model and by people. */
export const richProduct = `
apiVersion: v1.1.0
kind: DataProduct
id: urn:dp:sales:orders
name: orders
version: 1.2.0
status: active
domain: sales
tenant: acme
type: sourceAligned
deprecated: true
productCreatedTs: "2025-03-03T09:00:00Z"
tags: [orders, shop]
synonyms: [{synonym: purchases, locale: en-US, description: Finance says so}]
authoritativeDefinitions: [{id: cat, type: catalog, url: "https://catalog.acme.example/orders", description: The page}]
context: {instructions: Join on order_id}
description:
  purpose: Every order of the shop
  usage: Join on order_id
  limitations: Orders by phone are missing
  authoritativeDefinitions: [{type: tutorial, url: "https://wiki.acme.example/orders"}]
inputPorts:
  - id: in-1
    name: shop
    version: 1.0.0
    contractId: shop-orders
    deprecated: true
    tags: [raw]
    authoritativeDefinitions: [{type: catalog, url: "https://catalog.acme.example/shop"}]
    customProperties: [{property: sourceSystem, vendor: dp, value: {system: Shop database, acquisition: cdc, owner: shop@acme.example, description: A replica}}]
outputPorts:
  - id: out-1
    name: orders
    version: 1.2.0
    contractId: orders-v1
    description: One row an order
    type: tables
    deprecated: true
    tags: [daily]
    authoritativeDefinitions: [{type: catalog, url: "https://catalog.acme.example/orders"}]
    sbom: [{type: external, url: "https://artifacts.acme.example/sbom.json"}]
    inputContracts: [{id: shop-orders, version: 1.0.0}]
    synonyms: [{synonym: purchases}]
    context: {instructions: Filter on ordered_at}
managementPorts:
  - {id: m-1, name: health, content: observability, type: topic, url: "https://observe.acme.example", channel: orders-health, description: Last run, deprecated: true, tags: [ops]}
support:
  - {id: s-1, channel: "#sales", url: "https://acme.slack.example", description: Questions, tool: slack, scope: interactive, invitationUrl: "https://acme.slack.example/join"}
team:
  name: sales-data
  description: Runs the shop
  members:
    - {id: t-1, username: maria@acme.example, name: Maria, description: Decides, role: owner, dateIn: "2025-01-01", dateOut: "2027-01-01", replacedByUsername: jonas@acme.example}
customProperties:
  - {property: reviewedOn, value: "2026-10-20"}
  - property: canvas
    vendor: dp
    value:
      value: One number for revenue
      consumers:
        - persona: Finance analyst
          useCases: [Monthly revenue]
          painPoints: [Three totals]
          needs: [{port: orders, freshness: 1 h, format: parquet, integration: SQL, priority: must}]
  - {property: examples, vendor: dp, value: [{port: orders, title: Revenue, file: examples/revenue.sql, shows: Sums}, {port: orders, title: One line, code: SELECT 1}]}
  - {property: exposures, vendor: dp, value: [{type: report, name: Close, description: Monthly, url: "https://bi.acme.example", owner: finance@acme.example, port: orders, columns: [orders.total]}]}
  - property: mlModel
    vendor: dp
    value:
      task: regression
      framework: xgboost
      port: orders
      card: {intendedUse: Ranking, outOfScopeUse: Judging people, limitations: Weak on Mondays, ethics: Nobody is judged}
      artifacts: [{path: model/orders.json, sha256: aa, format: json}, {url: "s3://acme/model.bin"}]
      featurePipelines: [{name: features, description: One row an order, file: pipeline/features.sql, inputs: [shop], features: [total]}]
      trainingData: [{port: shop, version: 1.0.0, from: "2026-01-01", to: "2026-06-30", rows: 10, description: Half a year}]
      metrics: [{name: rmse, value: 1.9, dataset: holdout, date: "2026-10-05", threshold: {min: 0, max: 2}, slice: country=CH}]
`;

export const richContract = `
apiVersion: v3.2.0
kind: DataContract
id: orders-v1
name: Orders
version: 1.2.0
status: active
domain: sales
tenant: acme
dataProduct: orders
contractCreatedTs: "2025-03-03T09:00:00Z"
tags: [orders]
authoritativeDefinitions: [{type: schemaRegistry, url: "https://schemas.acme.example/orders"}]
context: {instructions: Join on order_id}
description:
  purpose: Orders
  usage: Join
  limitations: None known
  authoritativeDefinitions: [{type: privacy-statement, url: "https://www.acme.example/privacy"}]
price: {priceAmount: 9.5, priceCurrency: EUR, priceUnit: month}
servers:
  - id: srv
    server: lake
    type: s3
    environment: prod
    description: The lake
    account: a
    address: a
    catalog: a
    catalogUrl: a
    database: a
    dataset: a
    delimiter: a
    driver: a
    encoding: a
    endpointUrl: a
    format: parquet
    host: a
    location: s3://acme/orders
    namespace: a
    path: a
    port: 1
    project: a
    region: eu-central-1
    regionName: a
    schema: a
    serviceName: a
    stagingDir: a
    stream: a
    topic: a
    warehouse: a
    workgroup: a
    roles: [{role: lake_reader, access: read}]
schema:
  - id: orders
    name: orders
    physicalName: shop_orders
    physicalType: table
    logicalType: object
    description: One row an order
    businessName: Orders
    deprecated: true
    tags: [daily]
    synonyms: [{synonym: purchases}]
    authoritativeDefinitions: [{type: businessDefinition, url: "https://glossary.acme.example/order"}]
    relationships: [{type: foreignKey, from: orders.customer_id, to: customers.customer_id}]
    dataGranularityDescription: One row an order
    context: {instructions: Filter}
    quality:
      - {id: adds-up, name: Adds up, type: sql, query: SELECT 1, engine: duckdb, implementation: x, mustBe: 0, mustNotBe: 1, mustBeGreaterThan: 1, mustBeGreaterOrEqualTo: 1, mustBeLessThan: 1, mustBeLessOrEqualTo: 1, mustBeBetween: [1, 2], mustNotBeBetween: [1, 2], unit: rows, dimension: ac, severity: error, description: Totals, businessImpact: Wrong revenue, method: reconciliation, schedule: "0 5 * * *", scheduler: cron, tags: [money]}
    properties:
      - id: total
        name: total
        physicalName: total_amount
        physicalType: DECIMAL(12,2)
        logicalType: number
        description: What the customer pays
        businessName: Total
        deprecated: true
        tags: [money]
        synonyms: [{synonym: sum}]
        authoritativeDefinitions: [{type: businessDefinition, url: "https://glossary.acme.example/total"}]
        relationships: [{to: customers.customer_id}]
        logicalTypeOptions: {defaultTimezone: Etc/UTC, dimensions: 3, distanceMetric: cosine, elementType: float32, embeddingModel: m, embeddingModelVersion: "1", exclusiveMaximum: 9, exclusiveMinimum: 1, format: f, maximum: 9, maxItems: 9, maxLength: 9, maxProperties: 9, minimum: 1, minItems: 1, minLength: 1, minProperties: 1, multipleOf: 1, normalized: true, pattern: a, required: [a], timezone: true, uniqueItems: true}
        required: true
        unique: true
        primaryKey: true
        primaryKeyPosition: 1
        partitioned: true
        partitionKeyPosition: 1
        classification: confidential
        encryptedName: total_enc
        transformSourceObjects: [shop.total]
        transformLogic: sum
        transformDescription: Sums up
        examples: [9.5]
        enum: [{id: one, value: 1, label: One, description: The first}]
        criticalDataElement: true
        semanticType: measure
        customProperties:
          - {property: personalData, vendor: dp, value: {categories: [contact], subjects: [customers], special: true, purpose: Delivery, description: No more}}
          - {property: masking, vendor: dp, value: {method: hash, policy: mask_total, exceptRoles: [fraud], description: SHA-256}}
          - {property: lawfulBasis, vendor: dp, value: {basis: contract, purpose: Delivery, reference: "https://wiki.acme.example/17"}}
        quality: [{metric: nullValues, arguments: {a: 1}, mustBe: 0}]
      - name: lines
        logicalType: array
        items: {logicalType: object, properties: [{name: sku, logicalType: string}]}
      - name: address
        logicalType: object
        properties: [{name: zip, logicalType: string}]
      - name: labels
        logicalType: map
        map: {key: {logicalType: string}, value: {logicalType: object, properties: [{name: text, logicalType: string}]}}
slaProperties:
  - {id: l, property: ly, value: 24, valueExt: 36, unit: h, element: orders.total, driver: operational, description: Nightly, schedule: "0 3 * * *", scheduler: cron}
support:
  - {channel: "#sales", url: "https://acme.slack.example"}
team:
  name: sales-data
  members: [{username: maria@acme.example, role: owner}]
roles:
  - {id: r, role: reader, description: All, access: read, firstLevelApprovers: jonas@acme.example, secondLevelApprovers: maria@acme.example}
customProperties:
  - {property: stream, vendor: dp, value: {deliveryGuarantee: at-least-once, ordering: key, key: order_id, partitions: 12, compaction: true, schemaCompatibility: full, serialization: avro, subjectStrategy: topic, deadLetter: orders.dlt}}
  - property: errorHandling
    vendor: dp
    value:
      late: {action: accept, within: 2 d, to: a, notify: b, description: c}
      malformed: {action: quarantine, within: 2 d, to: a, notify: b, description: c}
      duplicate: {action: drop, within: 2 d, to: a, notify: b, description: c}
      replayed: {action: accept, within: 2 d, to: a, notify: b, description: c}
`;
