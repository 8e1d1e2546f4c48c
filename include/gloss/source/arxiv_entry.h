/* arxiv_entry: one entry of arXiv's API. Private to the source room. */
#ifndef GLOSS_SOURCE_ARXIV_ENTRY_H
#define GLOSS_SOURCE_ARXIV_ENTRY_H

#include "gloss/page/xml.h"
#include "gloss/source/source.h"

/* The id in "http://arxiv.org/abs/2401.04088v1"; false for anything else. */
bool arxiv_entry_id(const struct xml_node *entry, char id[WORK_ID_SIZE], int *version);

/* The title, or NULL. The caller frees. */
char *arxiv_entry_title(const struct xml_node *entry);

/* Fills the record (state found) of the work `id`, in the name of `source`. */
void arxiv_entry_read(const struct xml_node *entry, const char *id, int version, const char *source,
                      int rank, struct record *r);

#endif
