type Json = Readonly<Record<string, unknown>>;

export interface FacetField {
  readonly name: string;
  readonly type: string | undefined;
  readonly description: string | undefined;
}

export interface FacetTag {
  readonly key: string;
  readonly value: string;
  readonly field: string;
}

/** Facets as OpenLineage has them, each under its name; an empty object where there is nothing to say. */
export interface FacetMaker {
  schema(fields: readonly FacetField[]): Json;
  columnLineage(fields: Json): Json;
  version(version: string | undefined): Json;
  ownership(owner: string | undefined): Json;
  documentation(description: string | undefined): Json;
  tags(tags: readonly FacetTag[]): Json;
  jobType(processingType: 'BATCH' | 'STREAMING', jobType: string): Json;
  jobOwnership(owner: string | undefined): Json;
  jobDocumentation(description: string | undefined): Json;
}

/** The facets that one producer writes, with the schema versions of OpenLineage 2.0.2. */
export function facetMaker(producer: string): FacetMaker {
  const facet = (name: string, type: readonly [type: string, version: string], content: Json): Json => ({
    [name]: { _producer: producer, _schemaURL: `https://openlineage.io/spec/facets/${type[1]}/${type[0]}.json#/$defs/${type[0]}`, ...content },
  });
  const ownersOf = (owner: string): Json => ({ owners: [{ name: owner, type: 'OWNER' }] });
  return {
    schema: (fields) => (fields.length === 0 ? {} : facet('schema', ['SchemaDatasetFacet', '1-1-1'], { fields: fields.map(withoutAbsent) })),
    columnLineage: (fields) => (Object.keys(fields).length === 0 ? {} : facet('columnLineage', ['ColumnLineageDatasetFacet', '1-0-1'], { fields })),
    version: (version) => (version === undefined ? {} : facet('version', ['DatasetVersionDatasetFacet', '1-0-0'], { datasetVersion: version })),
    ownership: (owner) => (owner === undefined ? {} : facet('ownership', ['OwnershipDatasetFacet', '1-0-0'], ownersOf(owner))),
    documentation: (description) => (description === undefined ? {} : facet('documentation', ['DocumentationDatasetFacet', '1-0-0'], { description })),
    tags: (tags) => (tags.length === 0 ? {} : facet('tags', ['TagsDatasetFacet', '1-0-0'], { tags: tags.map((tag) => ({ ...tag, source: 'DP' })) })),
    jobType: (processingType, jobType) => facet('jobType', ['JobTypeJobFacet', '2-0-3'], { processingType, integration: 'DP', jobType }),
    jobOwnership: (owner) => (owner === undefined ? {} : facet('ownership', ['OwnershipJobFacet', '1-0-0'], ownersOf(owner))),
    jobDocumentation: (description) => (description === undefined ? {} : facet('documentation', ['DocumentationJobFacet', '1-0-0'], { description })),
  };
}

function withoutAbsent({ name, type, description }: FacetField): Json {
  return { name, ...(type === undefined ? {} : { type }), ...(description === undefined ? {} : { description }) };
}
