/* state: the store's insides, shared by its files. Private to the store room. */
#ifndef GLOSS_STORE_STATE_H
#define GLOSS_STORE_STATE_H

#include <stddef.h>

#include "gloss/store/db.h"
#include "gloss/store/pending.h"
#include "gloss/store/store.h"

/* X(symbol, SQL) */
#define QUERIES(X)                                                                                 \
    X(GET_PAGE, "SELECT etag, last_modified, final_url, hops, status, fetched_at, meta, sources, " \
                "ranks FROM page WHERE key = ?1")                                                  \
    X(GET_WORK, "SELECT state, version, facts, fetched_at, fresh_until, meta, sources, ranks "     \
                "FROM work WHERE source = ?1 AND id = ?2")                                         \
    X(GET_CHECKS, "SELECT at, verdict, class, since FROM checks WHERE key = ?1 "                   \
                  "ORDER BY at DESC, id DESC LIMIT ?2")                                            \
    X(GET_FINDING, "SELECT verdict, reason, status, final_url, hops, evidence, since, at, facts, " \
                   "work, suggestion_url, suggestion_why, besides FROM checks WHERE key = ?1 "     \
                   "ORDER BY at DESC, id DESC LIMIT 1")                                            \
    X(GET_ANSWERED, "SELECT final_url FROM checks WHERE key = ?1 AND class = 'answered' "          \
                    "AND final_url IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1")                 \
    X(GET_FIRST_SEEN, "SELECT min(at) FROM checks WHERE key = ?1 HAVING count(*) > 0")             \
    X(GET_SETTLED, "SELECT c.verdict, c.facts, c.suggestion_url FROM checks c "                    \
                   "JOIN run r ON r.id = c.run WHERE c.key = ?1 AND r.finished IS NOT NULL "       \
                   "AND c.verdict NOT IN ('transient', 'blocked', 'skipped') "                     \
                   "ORDER BY c.at DESC, c.id DESC LIMIT 1")                                        \
    X(GET_LATEST,                                                                                  \
      "WITH RECURSIVE known(key) AS (SELECT min(key) FROM checks UNION ALL "                       \
      "SELECT (SELECT min(c.key) FROM checks c WHERE c.key > known.key) FROM known "               \
      "WHERE known.key IS NOT NULL) "                                                              \
      "SELECT c.key, c.at, c.verdict, c.since, c.reason, c.run, CASE c.verdict WHEN 'dead' THEN "  \
      "(SELECT p.verdict FROM checks p JOIN run r ON r.id = p.run WHERE p.key = c.key "            \
      "AND p.run < c.run AND r.finished IS NOT NULL "                                              \
      "AND p.verdict NOT IN ('transient', 'blocked', 'skipped') "                                  \
      "ORDER BY p.at DESC, p.id DESC LIMIT 1) END "                                                \
      "FROM known JOIN checks c ON c.id = (SELECT id FROM checks WHERE key = known.key "           \
      "ORDER BY at DESC, id DESC LIMIT 1) ORDER BY c.key")                                         \
    X(GET_LAST_RUN, "SELECT id, started, finished, links, requests FROM run "                      \
                    "WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 1")                         \
    X(GET_OPEN_RUN, "SELECT started FROM run WHERE finished IS NULL AND id > ?1 "                  \
                    "ORDER BY id DESC LIMIT 1")                                                    \
    X(GET_KEYS, "SELECT DISTINCT key FROM checks WHERE work = ?1 ORDER BY key")                    \
    X(GET_SIZES, "SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM work), "               \
                 "(SELECT count(*) FROM checks)")                                                  \
    X(GET_CITEKEY, "SELECT key FROM citekey WHERE work = ?1")                                      \
    X(HAS_CITEKEY, "SELECT 1 FROM citekey WHERE key = ?1")                                         \
    X(PUT_CITEKEY, "INSERT INTO citekey (work, key) VALUES (?1, ?2)")                              \
    X(BEGIN_RUN, "INSERT INTO run (started) VALUES (?1)")                                          \
    X(FORGET_CHECKS, "DELETE FROM checks WHERE run = ?1")                                          \
    X(FORGET_RUN, "DELETE FROM run WHERE id = ?1")                                                 \
    X(END_RUN, "UPDATE run SET finished = ?2, links = ?3, requests = ?4 WHERE id = ?1")

enum query {
#define X(symbol, sql) QUERY_##symbol,
    QUERIES(X)
#undef X
        QUERY_COUNT
};

struct store {
    struct db db;
    sqlite3_stmt *queries[QUERY_COUNT];
    sqlite3_stmt *inserts[PENDING_KINDS]; /* unprepared when read-only */
    struct pending pending;
    int64_t run;        /* row of the run that is going on, 0: none */
    char *note;         /* something the user may want to know, or NULL */
    struct err trouble; /* what a read met: said by the next write or commit */
};

/* Binds a value to a query that is about to be stepped; text must last until store_done. */
void store_bind(struct store *s, enum query q, int index, const char *text);
void store_bind_int(struct store *s, enum query q, int index, int64_t number);
/* Steps it: true when there is a row. A failure is remembered as the store's trouble. */
bool store_row(struct store *s, enum query q);
/* Ends reading it. */
void store_done(struct store *s, enum query q);

/* Makes what waits for this key (and second part) readable, by committing it. */
void store_settle(struct store *s, enum pending_kind kind, const char *first, const char *second);

/* A row to fill, or NULL with err when the store cannot be written. */
struct pending_row *store_put(struct store *s, enum pending_kind kind, struct err *err);
/* Ends filling: commits when the batch is full. */
bool store_put_done(struct store *s, struct err *err);

#endif
