/* arxiv_feed: the answers of arXiv's API. Private to the source room. */
#ifndef GLOSS_SOURCE_ARXIV_FEED_H
#define GLOSS_SOURCE_ARXIV_FEED_H

#include "gloss/source/source.h"

#define ARXIV_API_NAME "arxiv-api"

/* As source.read. An id missing from a whole answer is RECORD_ABSENT. An answer without any of the
 * ids is suspicious, for the API does give empty feeds by mistake: SOURCE_RETRY, with all of them
 * RECORD_ABSENT for a caller that has no try left. */
enum source_status arxiv_feed_read(const struct reply *reply, const char *const *ids, size_t n,
                                   struct record *out);

/* Whether a title is long enough to name one work. */
bool arxiv_feed_title_tells(const char *title);

/* The one entry whose title is `title`, case and punctuation aside, into *out, in the name of
 * `source`; RECORD_ABSENT when there is none or several. */
enum source_status arxiv_feed_search(const struct reply *reply, const char *title,
                                     const char *source, struct record *out);

#endif
