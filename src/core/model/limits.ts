/** One limit for what is read, validated and published, so that what validates can be published (REGISTRY, "Layout"). */
export const maxFileBytes = 1024 * 1024;
export const maxVersionBytes = 5 * 1024 * 1024;

/** How many values a document may hold once its aliases are written out. A 1 MiB file without aliases stays below. */
export const maxExpandedNodes = 1_000_000;
export const maxNestingDepth = 100;
