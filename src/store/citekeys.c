/* citekeys: who has which citation key.
 *
 * A batch of claims is one short transaction that begins by locking, so that two processes never
 * give one key to two works. A thousand pages may well propose the same key ("Just a moment..."):
 * for each key met in a call the number to try next is remembered, so that they do not each begin
 * from the first. */
#include "gloss/store/store.h"

#include <stdlib.h>
#include <string.h>

#include <uthash.h>

#include "gloss/base/citekey.h"
#include "gloss/base/mem.h"
#include "gloss/store/state.h"

struct name {
    char *key;
    size_t next; /* the form of it to try next, when it is proposed */
    bool given;  /* some work has got it in this call */
    UT_hash_handle hh;
};

static struct name *name_of(struct name **names, const char *key)
{
    struct name *name = NULL;
    HASH_FIND_STR(*names, key, name);
    if (!name) {
        name = xcalloc(1, sizeof *name);
        name->key = xstrdup(key);
        HASH_ADD_KEYPTR(hh, *names, name->key, strlen(name->key), name);
    }
    return name;
}

static void free_names(struct name *names)
{
    struct name *name = names;
    HASH_CLEAR(hh, names); /* frees the table, and leaves the chain */
    while (name) {
        struct name *next = name->hh.next;
        free(name->key);
        free(name);
        name = next;
    }
}

/* The key a work has, or NULL. The caller frees. */
static char *kept_key(struct store *s, const char *work)
{
    char *key = NULL;
    store_bind(s, QUERY_GET_CITEKEY, 1, work);
    if (store_row(s, QUERY_GET_CITEKEY))
        key = db_text(s->queries[QUERY_GET_CITEKEY], 0);
    store_done(s, QUERY_GET_CITEKEY);
    return key;
}

static bool is_taken(struct store *s, struct name *names, const char *key)
{
    struct name *name = NULL;
    HASH_FIND_STR(names, key, name);
    if (name && name->given)
        return true;
    store_bind(s, QUERY_HAS_CITEKEY, 1, key);
    bool taken = store_row(s, QUERY_HAS_CITEKEY);
    store_done(s, QUERY_HAS_CITEKEY);
    return taken;
}

static char *free_key(struct store *s, struct name **names, const char *proposed)
{
    struct name *name = name_of(names, proposed);
    char *key = citekey_numbered(proposed, name->next++);
    while (is_taken(s, *names, key)) {
        free(key);
        key = citekey_numbered(proposed, name->next++);
    }
    name_of(names, key)->given = true;
    return key;
}

static bool give(struct store *s, struct name **names, struct citekey_claim *claim, struct err *err)
{
    claim->key = kept_key(s, claim->work);
    if (!claim->key) {
        claim->key = free_key(s, names, claim->proposed);
        if (!s->db.read_only) {
            store_bind(s, QUERY_PUT_CITEKEY, 1, claim->work);
            store_bind(s, QUERY_PUT_CITEKEY, 2, claim->key);
            (void)store_row(s, QUERY_PUT_CITEKEY);
            store_done(s, QUERY_PUT_CITEKEY);
        }
    }
    return s->trouble.kind == ERR_NONE || err_set(err, s->trouble.kind, "%s", s->trouble.message);
}

static bool give_batch(struct store *s, struct name **names, struct citekey_claim *claims,
                       size_t count, struct err *err)
{
    bool lock = !s->db.read_only;
    bool ok = !lock || db_run(&s->db, "BEGIN IMMEDIATE", err);
    if (!ok)
        return false;
    for (size_t i = 0; ok && i < count; i++)
        ok = give(s, names, &claims[i], err);
    if (!lock)
        return ok;
    if (ok && db_run(&s->db, "COMMIT", err))
        return true;
    (void)db_run(&s->db, "ROLLBACK", NULL);
    return false;
}

bool store_claim_citekeys(struct store *s, struct citekey_claim *claims, size_t count,
                          struct err *err)
{
    struct name *names = NULL;
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        claims[i].key = NULL;
    for (size_t i = 0; ok && i < count; i += STORE_BATCH)
        ok = give_batch(s, &names, claims + i, count - i < STORE_BATCH ? count - i : STORE_BATCH,
                        err);
    for (size_t i = 0; !ok && i < count; i++) {
        free(claims[i].key);
        claims[i].key = NULL;
    }
    free_names(names);
    return ok;
}
