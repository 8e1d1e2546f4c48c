/* finding: the tables behind the words for verdicts, evidence and facts, and the record that holds
 * them for one URL. */
#include "gloss/base/finding.h"

#include <stdlib.h>
#include <string.h>

#include "gloss/base/mem.h"

static const struct {
    const char *name;
    bool fails;
    bool fails_strict;
} verdicts[VERDICT_COUNT] = {
#define X(symbol, name, fails, strict) [VERDICT_##symbol] = {name, fails, strict},
    VERDICTS(X)
#undef X
};

static const struct {
    const char *name;
    bool fails;
    bool fails_strict;
} changes[CHANGE_COUNT] = {
#define X(symbol, name, fails, strict) [CHANGE_##symbol] = {name, fails, strict},
    CHANGES(X)
#undef X
};

static const char *const evidence_names[EVIDENCE_CLASS_COUNT] = {
#define X(symbol, name) [EVIDENCE_##symbol] = (name),
    EVIDENCE_CLASSES(X)
#undef X
};

static const char *const fact_names[FACT_COUNT] = {
#define X(symbol, name) [FACT_##symbol##_INDEX] = (name),
    FACTS(X)
#undef X
};

const char *verdict_name(enum verdict v)
{
    return verdicts[v].name;
}

bool verdict_from_name(const char *name, enum verdict *out)
{
    for (int i = 0; i < VERDICT_COUNT; i++) {
        if (strcmp(verdicts[i].name, name) == 0) {
            *out = (enum verdict)i;
            return true;
        }
    }
    return false;
}

bool verdict_fails(enum verdict v, bool strict)
{
    return strict ? verdicts[v].fails_strict : verdicts[v].fails;
}

const char *change_name(enum change c)
{
    return changes[c].name;
}

bool change_fails(enum change c, bool strict)
{
    return strict ? changes[c].fails_strict : changes[c].fails;
}

const char *evidence_class_name(enum evidence_class c)
{
    return evidence_names[c];
}

bool evidence_class_from_name(const char *name, enum evidence_class *out)
{
    for (int i = 0; i < EVIDENCE_CLASS_COUNT; i++) {
        if (strcmp(evidence_names[i], name) == 0) {
            *out = (enum evidence_class)i;
            return true;
        }
    }
    return false;
}

const char *fact_name(enum fact f)
{
    return fact_names[f];
}

struct finding *finding_new(const char *key)
{
    struct finding *f = xcalloc(1, sizeof(*f));

    f->key = xstrdup(key);
    return f;
}

void finding_free(struct finding *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->hop_count; i++)
        free(f->hops[i].url);
    for (size_t i = 0; i < f->beside_count; i++)
        free(f->besides[i]);
    free(f->key);
    free(f->reason);
    free(f->final_url);
    free(f->work);
    free(f->suggestion_url);
    free(f->suggestion_why);
    free(f);
}

void finding_add_evidence(struct finding *f, const struct evidence *e)
{
    if (f->evidence_count < EVIDENCE_MAX)
        f->evidence_count++;
    f->evidence[f->evidence_count - 1] = *e;
}

bool finding_add_hop(struct finding *f, int status, const char *url)
{
    if (f->hop_count == HOPS_MAX)
        return false;
    f->hops[f->hop_count].status = status;
    f->hops[f->hop_count].url = xstrdup(url);
    f->hop_count++;
    return true;
}

void finding_add_beside(struct finding *f, const char *name)
{
    bool known = f->work != NULL && strcmp(f->work, name) == 0;

    for (size_t i = 0; i < f->beside_count; i++)
        known = known || strcmp(f->besides[i], name) == 0;
    if (!known && f->beside_count < BESIDES_MAX)
        f->besides[f->beside_count++] = xstrdup(name);
}
