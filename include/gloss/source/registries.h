/* registries: the rows of the table of sources. Private to the source room.
 *
 * A registry is one file that defines a descriptor, and one row here, in the order of matching. */
#ifndef GLOSS_SOURCE_REGISTRIES_H
#define GLOSS_SOURCE_REGISTRIES_H

#include "gloss/source/source.h"

/* X(descriptor). Of those that match addresses, DOIs come last: they are looked for in any. */
#define REGISTRIES(X)                                                                              \
    X(source_arxiv)                                                                                \
    X(source_hf_papers)                                                                            \
    X(source_hf_dataset)                                                                           \
    X(source_hf_model)                                                                             \
    X(source_hf_space)                                                                             \
    X(source_hf_collection)                                                                        \
    X(source_github_graphql)                                                                       \
    X(source_github)                                                                               \
    X(source_github_citation)                                                                      \
    X(source_github_readme)                                                                        \
    X(source_datacite_arxiv)                                                                       \
    X(source_s2_arxiv)                                                                             \
    X(source_openreview)                                                                           \
    X(source_openreview_v1)                                                                        \
    X(source_s2_openreview)                                                                        \
    X(source_crossref)                                                                             \
    X(source_crossref_work)                                                                        \
    X(source_datacite)                                                                             \
    X(source_handle)                                                                               \
    X(source_s2_doi)                                                                               \
    X(source_arxiv_first)                                                                          \
    X(source_arxiv_search)                                                                         \
    X(source_github_owner)                                                                         \
    X(source_openlibrary)                                                                          \
    X(source_wayback)                                                                              \
    X(source_wayback_available)

#define X(descriptor) extern const struct source descriptor;
REGISTRIES(X)
#undef X

#endif
